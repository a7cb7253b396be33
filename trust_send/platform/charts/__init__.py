"""Charts as SVG, drawn on the server: pure layout here, frames in ``templates/charts``."""

from .bars import HOURS, PER_CENT, POUNDS, PUPILS, Bar, Unit, bars
from .behind import Figure, Row, Table, table_of_shares
from .dots import dots
from .drawing import Drawing
from .findings import beyond_chance
from .funnel import funnel, names_left_out
from .heat import Cell, Strip, heat
from .intervals import Interval, score_limits, wilson
from .lines import Series, lines
from .rounding import half_up, per_cent, share_as_per_cent
from .shares import Comparator, Share

__all__ = [
    "HOURS",
    "PER_CENT",
    "POUNDS",
    "PUPILS",
    "Bar",
    "Cell",
    "Comparator",
    "Drawing",
    "Figure",
    "Interval",
    "Row",
    "Series",
    "Share",
    "Strip",
    "Table",
    "Unit",
    "bars",
    "beyond_chance",
    "dots",
    "funnel",
    "half_up",
    "heat",
    "lines",
    "names_left_out",
    "per_cent",
    "score_limits",
    "share_as_per_cent",
    "table_of_shares",
    "wilson",
]
