# ruff: noqa: S608 - every fragment of SQL is written in this file, every value is a parameter
"""What is left to do about the children of a register: how many of each kind, and who has waited longest.

One statement for all gaps in the register itself: as querysets each of them joined the whole roll and its needs anew.
They are the same children that *To do* shows on the register (``register_sql``).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection

from pupils.choosing import A_TERM, Choice, ToDo
from pupils.codes import ON_REGISTER
from pupils.selectors.periods_sql import during
from pupils.selectors.register_sql import counted

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach


@dataclass(frozen=True, slots=True)
class Waiting:
    """A child about whom something is left to do, and since when."""

    pupil_id: int
    school_id: int
    school_name: str
    name: str
    year_group: str
    since: date


@dataclass(frozen=True, slots=True)
class Left:
    """How many children there are of one kind, and the first of them, the longest waiting first."""

    total: int = 0
    first: tuple[Waiting, ...] = ()


_GAPS = {
    ToDo.TELL_FAMILY: ("since", "code = 'K' AND NOT told"),
    ToDo.SAY_NEED: ("since", "main IS NULL"),
    ToDo.FIND_NEED: ("main_since", "code = 'K' AND main = 'NSA' AND main_since <= %(a_term_ago)s"),
}


def left_to_do(*, reach: Reach, on: date, rows: int) -> dict[ToDo, Left]:
    """What is left to do at the schools that this reader sees whole, with the first ``rows`` children of each kind?"""
    with connection.cursor() as cursor:
        cursor.execute(
            _statement(reach, on),
            {
                "trust": reach.trust_id,
                "schools": sorted(reach.school_ids),
                "pupils": sorted(reach.pupil_ids),
                "on": on,
                "on_register": sorted(ON_REGISTER),
                "a_term_ago": on - A_TERM,
                "rows": rows,
            },
        )
        found = cursor.fetchall()
    totals: dict[str, int] = {}
    first: dict[str, list[Waiting]] = defaultdict(list)
    for kind, total, *child in found:
        totals[kind] = total
        first[kind].append(Waiting(*child))
    return {to_do: Left(totals.get(to_do, 0), tuple(first[to_do])) for to_do in _GAPS}


def _statement(reach: Reach, on: date) -> str:
    gaps = " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, register.*, {since} AS waits_since FROM register WHERE {which}"
        for kind, (since, which) in _GAPS.items()
    )
    return f"""
WITH register AS MATERIALIZED (
    SELECT p.id, p.school_id, p.year_group,
           coalesce(nullif(p.preferred_forename, ''), p.legal_forename) || ' '
           || coalesce(nullif(p.preferred_surname, ''), p.legal_surname) AS name,
           s.code, s.starts_on AS since, s.shared_with_family AS told, n.need_type AS main, n.starts_on AS main_since
      FROM pupils_pupil p
      JOIN pupils_enrolment r ON r.pupil_id = p.id AND {counted(reach, Choice(on=on, today=on))}
           AND r.at_school_id = ANY(%(schools)s::bigint[])
      JOIN pupils_senstatus s ON s.pupil_id = p.id AND {during("s")} AND s.code = ANY(%(on_register)s)
      LEFT JOIN pupils_need n ON n.pupil_id = p.id AND n.rank = 1 AND {during("n")}
     WHERE p.trust_id = %(trust)s
       AND (s.code = 'K' AND NOT s.shared_with_family OR n.need_type IS NULL OR n.need_type = 'NSA')
), placed AS (
    SELECT gaps.*, count(*) OVER (PARTITION BY kind) AS total,
           row_number() OVER (PARTITION BY kind ORDER BY waits_since, id) AS place
      FROM ({gaps}) gaps
)
SELECT kind, total, placed.id, placed.school_id, c.name, placed.name, year_group, waits_since
  FROM placed JOIN schools_school c ON c.id = placed.school_id
 WHERE place <= %(rows)s ORDER BY kind, place
"""
