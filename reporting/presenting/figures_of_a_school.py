"""The charts of one school's page, with their tables and captions."""

from __future__ import annotations

from reporting.presenting.comparing import METHOD
from reporting.presenting.profile import Profile
from reporting.presenting.words import HIDDEN, WHY_HIDDEN, long_day
from trust_send.platform import charts

PAST_METHOD = (
    "January counts are those of the census day. The newest count is of another time of the year: the register grows"
    " from autumn to summer, so compare Januaries with each other. Past days are counted from what the register says"
    " about them today."
)


def over_time(about: Profile) -> charts.Figure | None:
    """SEN support and EHC plans over the years; nothing while there is one count only."""
    if not about.trend.is_one:
        return None
    return charts.Figure(
        heading="Over time",
        drawing=about.trend.drawing(key="trend"),
        caption=about.trend.finding,
        table=about.trend.table,
        sub="January census days and the newest count",
        method=PAST_METHOD,
    )


def by_year(about: Profile) -> charts.Figure | None:
    """SEN support by year group."""
    years = about.years
    if years is None:
        return None
    hidden = f" “{HIDDEN}” stands for a hidden cell. {WHY_HIDDEN}" if years.has_hidden else ""
    return charts.Figure(
        heading="By year group",
        drawing=years.drawing(key="years"),
        caption=years.finding,
        table=years.table,
        sub=f"Pupils on SEN support, counted on {long_day(about.counted_on)}",
        method=METHOD + hidden,
    )
