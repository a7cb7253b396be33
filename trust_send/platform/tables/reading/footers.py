"""Rows under a table that are not part of it: totals, print dates, page numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cells import Cell

_FOOTER = re.compile(
    r"""
      (grand\s+|sub-?\s?)?totals?(\s*[:=]?\s*[\d,.]*|\s+(number|count|of|for)\b.*|\s*[:=].*)
    | (report|list|export|data)\s+(generated|produced|created|printed|run|ends?|exported|date)\b.*
    | (generated|printed|exported|produced|created|run)\s*(:|\s(on|by|at|from)\b).*
    | page\s+\d+(\s+of\s+\d+)?.*
    | end\s+of\s+(report|list|file|data|export).*
    | \*+\s*end\b.*
    | (number|count|no\.?)\s+of\s+\w+.*
    | (row\s+|record\s+)?count\s*[:=]\s*\d[\d,]*
    | (grand\s+)?totals?\s+(pupils?|students?|children|boys|girls|rows?|records?|on\s+roll)\b.*
    | \d[\d,]*\s+(row|record|result|\w+s|\w+ren)(\s+\w+)*\.?
    | (strictly\s+)?(private\s+and\s+)?confidential.*
    | .*©.*
    | (\(c\)|copyright)\s.*
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


_PART = re.compile(
    r"(class|form|year(\s+group)?|reg(istration)?(\s+(group|form))?|tutor(\s+group)?|house)\s*[:\-]?\s*\S.*", re.I
)
"""The line above each part of a list that is printed class by class, alone in its row: “Class: 4B”, “Year 4”."""
_SUM = re.compile(r"(boys|girls|males?|females?|pupils|students|children)\s*[:=]?\s*\d[\d,]*", re.IGNORECASE)


def is_footer(cells: Sequence[Cell]) -> bool:
    """Whether a row reads like a total or a print note: at most three cells filled, the first saying so."""
    filled = [cell for cell in cells if cell != ""]
    if not 0 < len(filled) <= 3 or not isinstance(filled[0], str) or len(filled[0]) > 200:
        return False
    if _FOOTER.fullmatch(filled[0].strip()):
        return True
    if len(filled) == 1 and _PART.fullmatch(filled[0].strip()):
        return True
    # “Boys | 12” is a sum, Boys alone may be a surname.
    return len(filled) == 2 and bool(_SUM.fullmatch(" ".join(str(cell) for cell in filled)))
