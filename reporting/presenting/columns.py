"""How are the blocks of a page of paper put into two columns, about as high as each other, and do they fit?

A PDF engine balances text, not blocks that must stay whole, so the height of each block is reckoned here, a little
generously. Measured on the page: change the numbers with the styles in ``pdf-nutshell.scss``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

from reporting.presenting.profile import Profile
from reporting.presenting.questions import Question

PAGE_MM = 219.5
"""Below the row of figures, with nothing said above it."""
HEADING_MM, ROW_MM, LINE_MM, SMALL_LINE_MM = 5.4, 4.4, 3.95, 3.65
CHART_ROW_MM, AXIS_MM, LINES_MM = 7.0, 9.5, 22.5
LETTERS_IN_A_LINE, LEAD_LINE_MM = 112, 4.5
LETTERS_IN_A_COLUMN = 56
LETTERS_IN_FINE_PRINT = 140
LETTERS_IN_A_NAME, NAME_LINE_MM = 58, 5.6
WORDS_LINES, HIDDEN_LINES, AREAS_LINES = 6, 2, 2


@dataclass(frozen=True, slots=True)
class Block:
    """One block: the template that draws it, its heading, how high it will be, and what is shown."""

    name: str
    heading: str
    millimetres: float
    shown: object = None

    @property
    def template(self) -> str:
        """Which part draws it?"""
        return f"pdf/nutshell/_{self.name}.html"


Column = tuple[Block, ...]


def in_two(blocks: Sequence[Block]) -> tuple[Column, Column]:
    """Which blocks stand left, which right? In order within each, the first on the left, both as low as can be."""
    sides = min(
        ((0, *rest) for rest in product((0, 1), repeat=max(len(blocks) - 1, 0))),
        key=lambda sides: (height(_side(blocks, sides, 0), _side(blocks, sides, 1)), sides),
    )
    return _side(blocks, sides, 0), _side(blocks, sides, 1)


def height(*columns: Column) -> float:
    """How high is the highest of these columns?"""
    return max(round(sum(block.millimetres for block in column), 1) for column in columns)


def room(about: Profile, *, fine_print: str) -> float:
    """How high may the columns be on one page?"""
    name = (ceil(len(about.school.name) / LETTERS_IN_A_NAME) - 1) * NAME_LINE_MM
    print_lines = ceil(len(fine_print) / LETTERS_IN_FINE_PRINT)
    lead = ceil(len(" ".join(about.sentences)) / LETTERS_IN_A_LINE) * LEAD_LINE_MM
    years = HEADING_MM + 4 * ROW_MM if about.years else 0
    return PAGE_MM - name - lead - years - HEADING_MM - print_lines * SMALL_LINE_MM


def blocks(about: Profile, questions: Sequence[Question]) -> list[Block]:
    """The blocks of a Nutshell in reading order."""
    found = [Block("lines", "Beside England", HEADING_MM + 5 * ROW_MM, about)]
    trend = LINES_MM + (1 + len(about.trend.points)) * ROW_MM if about.trend.is_one else HIDDEN_LINES * SMALL_LINE_MM
    found.append(Block("trend", "Over time", HEADING_MM + trend, about))
    if rows := sum(len(each.rows) for each in about.others):
        found.append(Block("groups", "Who they are", HEADING_MM + (1 + rows) * ROW_MM, about))
    for each in about.needs:
        chart = AXIS_MM + len(each.rows) * CHART_ROW_MM + SMALL_LINE_MM * bool(each.england_label)
        under = chart if each.rows else HIDDEN_LINES * SMALL_LINE_MM
        found.append(Block("needs", f"Main need, {each.words}", HEADING_MM + under, each))
    areas = len(about.areas) * ROW_MM + AREAS_LINES * SMALL_LINE_MM
    found.append(Block("areas", "Broad areas of need", HEADING_MM + areas, about))
    lines = sum(ceil(len(f"{each.text} {each.why}") / LETTERS_IN_A_COLUMN) for each in questions)
    found.append(Block("questions", "Questions a governor could ask", HEADING_MM + lines * LINE_MM, questions))
    found.append(Block("words", "What the words mean", HEADING_MM + WORDS_LINES * SMALL_LINE_MM))
    return found


def _side(blocks: Sequence[Block], sides: Sequence[int], side: int) -> Column:
    return tuple([block for block, chosen in zip(blocks, sides, strict=True) if chosen == side])
