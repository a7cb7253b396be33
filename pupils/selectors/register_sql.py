# ruff: noqa: S608 - every fragment of SQL is written in this file, every value is a parameter
"""The one statement behind the register: rows, numbers and roll together.

Written by hand. As querysets (a filtered join for each of registration, status and main need, twice over)
Django spent 9 ms on building what PostgreSQL answers in 12, and the children on the register were joined twice.
The walls stand beneath it as beneath everything; ``_seen`` says their rule a second time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from pupils.choosing import A_TERM, NO_AREA, Choice, ToDo
from pupils.codes import NEED_TYPES, ON_REGISTER
from pupils.flags import IN_LISTS, OPEN_FLAGS
from pupils.layering import NO_LAYER
from pupils.selectors.periods_sql import during
from pupils.year_groups import NOT_FOLLOWED, YEAR_GROUPS, academic_year
from schools.naming import folded

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach

AREA_OF: dict[str, str] = {need.code: need.area.value for need in NEED_TYPES.values() if need.area}
"""The broad area of each need type that has one."""

PUPIL_COLUMNS = (
    "id", "school_id", "legal_forename", "legal_surname", "preferred_forename", "preferred_surname",
    *OPEN_FLAGS, *IN_LISTS,
)  # fmt: skip
ROW = (
    *PUPIL_COLUMNS, "year_group", "at_school_id", "code", "main", "main_since", "needs", "class_name", "layer",
    "status",
)  # fmt: skip
"""What each row of the answer holds, in order."""

_ORDERS = {
    "name": ("sort_key", "id"),
    "class": ("year_place", "class_sorted", "sort_key", "id"),
    "year": ("year_place", "sort_key", "id"),
    "status": ("code", "sort_key", "id"),
    "school": ("school_sorted", "sort_key", "id"),
}
_CLASS = """coalesce((SELECT min(g.name) FROM pupils_groupmember m JOIN schools_group g ON g.id = m.group_id
    WHERE m.pupil_id = {child} AND {m} AND g.kind = 'registration'), '')"""
_SORTED_BY = {
    "year_place": "coalesce(array_position(%(year_groups)s::text[], base.year_group::text), 99)",
    "class_sorted": _CLASS,
    "school_sorted": "(SELECT c.sort_key FROM schools_school c WHERE c.id = base.at_school_id)",
}


# Beside the rows shown alone: joined to everyone on the register they would cost each page what nobody looks at.
_LAYER = f"""(SELECT l.layer FROM pupils_supportlayer l WHERE l.pupil_id = page.id AND {during("l")})"""
_UNTOLD = "NOT t.shared_with_family OR t.family_told_on > %(on)s"
_STATUS_BESIDES = f"""(SELECT json_build_array({_UNTOLD}, o.name) FROM pupils_senstatus t
    LEFT JOIN pupils_localstatus o ON o.id = t.local_status_id WHERE t.pupil_id = page.id AND {during("t")})"""
# What is left to do about a child, as whoever is on roll at a school that this reader sees whole.
_ON_REGISTER = f"SELECT t.pupil_id FROM pupils_senstatus t WHERE {during('t')} AND t.code"
_TO_DO = {
    ToDo.TELL_FAMILY: f"p.id IN ({_ON_REGISTER} = 'K' AND ({_UNTOLD}))",
    ToDo.ANSWER_FILE: """p.id IN (SELECT q.pupil_id FROM pupils_statusquestion q
        WHERE q.asked_at < %(day_over)s AND (q.answered_at IS NULL OR q.answered_at >= %(day_over)s))""",
    ToDo.SAY_NEED: f"""p.id IN ({_ON_REGISTER} = ANY(%(on_register)s)) AND NOT EXISTS (
        SELECT 1 FROM pupils_need x WHERE x.pupil_id = p.id AND x.rank = 1 AND {during("x")})""",
    ToDo.FIND_NEED: f"""p.id IN ({_ON_REGISTER} = 'K') AND p.id IN (SELECT x.pupil_id FROM pupils_need x
        WHERE x.rank = 1 AND x.need_type = 'NSA' AND x.starts_on <= %(a_term_ago)s AND {during("x")})""",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL and what is filled in; is it asked with the same values again and again?"""

    sql: str
    params: dict[str, Any]
    is_usual: bool


def statement(
    *, reach: Reach, choice: Choice, rows: int | None, everyone: bool, anchor: int | None, backwards: bool
) -> Statement:
    """Ask for ``rows`` rows (None: all) of what is chosen, the groups to count by, the roll, and the roll that fits.

    ``everyone`` joins children without SEN too; otherwise only those of them who still have a need where an area is
    chosen, because beside it they are counted; the others are the rest of the roll.
    """
    keys = _ORDERS[choice.sort]
    descending = choice.descending != backwards
    order = ", ".join(f"{key} DESC" if descending else key for key in keys)
    sql = f"""
WITH roll AS MATERIALIZED (
    SELECT r.pupil_id, r.at_school_id FROM pupils_enrolment r WHERE {counted(reach, choice)}
), main_need AS MATERIALIZED (
    SELECT n.pupil_id, n.need_type, n.starts_on FROM pupils_need n WHERE n.rank = 1 AND {during("n")}
), base AS MATERIALIZED (
    SELECT {", ".join(f"p.{column}" for column in PUPIL_COLUMNS)}, {_year(choice)} AS year_group,
           p.sort_key, r.at_school_id,
           coalesce(s.code, 'N') AS code, n.need_type AS main, n.starts_on AS main_since,
           {_fits(choice)} AS fits
      FROM pupils_pupil p
      JOIN roll r ON r.pupil_id = p.id
      {_with_status(choice, everyone=everyone)}
      LEFT JOIN main_need n ON n.pupil_id = p.id
     WHERE p.trust_id = %(trust)s AND {_seen("p.school_id", "p.id", reach)}
), chosen AS (
    SELECT base.*{_sort_columns(keys)} FROM base WHERE fits AND code = ANY(%(statuses)s) {_in_areas(choice)}
), page AS (
    SELECT * FROM chosen {_beyond(keys, anchor, descending=descending)}
     ORDER BY {order} {"" if rows is None else "LIMIT %(rows)s"}
)
SELECT (SELECT coalesce(json_agg(k), '[]')
          FROM (SELECT fits, code, main, count(*) AS number FROM base GROUP BY 1, 2, 3) k),
       (SELECT count(*) FROM roll),
       {_roll_that_fits(choice, everyone=everyone)},
       (SELECT coalesce(json_agg(json_build_array(
            {", ".join(f"page.{column}" for column in PUPIL_COLUMNS)}, year_group, at_school_id, code, main, main_since,
            ARRAY(SELECT x.need_type FROM pupils_need x WHERE x.pupil_id = page.id AND {during("x")} ORDER BY x.rank),
            {_CLASS.format(child="page.id", m=during("m"))}, {_LAYER}, {_STATUS_BESIDES}
        ) ORDER BY {order}), '[]') FROM page)
"""
    usual = not choice.name and anchor is None
    return Statement(sql, _params(reach, choice, rows=rows, anchor=anchor), is_usual=usual)


def _params(reach: Reach, choice: Choice, *, rows: int | None, anchor: int | None) -> dict[str, Any]:
    areas = [code for code, area in AREA_OF.items() if area in choice.areas]
    words = folded(choice.name).split()
    return {
        "trust": reach.trust_id,
        "schools": sorted(reach.school_ids),
        "pupils": sorted(reach.pupil_ids),
        "on": choice.on,
        "on_register": sorted(ON_REGISTER),
        "statuses": sorted(choice.statuses),
        "with_area": list(AREA_OF),
        "areas": areas,
        "school": choice.school_id,
        "year": choice.year,
        "year_groups": list(YEAR_GROUPS),
        "numbered_years": [code for code in YEAR_GROUPS if code != NOT_FOLLOWED],
        "today": choice.today,
        "school_year": academic_year(choice.on),
        "group": choice.group_id,
        "layer": choice.layer,
        "need": choice.need,
        "day_over": _day_over(choice.on),
        "a_term_ago": choice.on - A_TERM,
        "rows": rows,
        "anchor": anchor,
        **{f"word{place}": word for place, word in enumerate(words)},
        **{f"beyond{place}": word + chr(0x10FFFF) for place, word in enumerate(words)},
        **{f"within{place}": f"% {word}%" for place, word in enumerate(words)},
        **{f"legal{place}": f"{word}%" for place, word in enumerate(words)},
    }


def _day_over(on: date) -> datetime:
    """The first moment that does not belong to the day any more."""
    return timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))


def _seen(school: str, child: str, reach: Reach) -> str:
    """The staff's part of ``PupilQuerySet.within``."""
    if not reach.pupil_ids:
        return f"{school} = ANY(%(schools)s::bigint[])"
    return f"({school} = ANY(%(schools)s::bigint[]) OR {child} = ANY(%(pupils)s::bigint[]))"


def counted(reach: Reach, choice: Choice) -> str:
    """Registrations of the day, one for each child on roll: the first of two schools; guests are not on roll."""
    counted = f"""{during("r")} AND (r.kind IN ('C', 'M') OR (r.kind = 'S' AND r.at_school_id = r.school_id))
        AND r.trust_id = %(trust)s AND {_seen("r.at_school_id", "r.pupil_id", reach)}
        AND {_seen("r.school_id", "r.pupil_id", reach)}"""
    return f"{counted} AND r.at_school_id = %(school)s" if choice.school_id else counted


def _with_status(choice: Choice, *, everyone: bool) -> str:
    """Join each child's status: of everyone, of those on the register, or of these and who else still has a need."""
    if everyone:
        return f"LEFT JOIN pupils_senstatus s ON s.pupil_id = p.id AND {during('s')}"
    on_register = (
        f"SELECT s.pupil_id, s.code FROM pupils_senstatus s WHERE {during('s')} AND s.code = ANY(%(on_register)s)"
    )
    if not choice.areas:
        return f"JOIN ({on_register}) s ON s.pupil_id = p.id"
    return f"""JOIN ({on_register} UNION ALL
        SELECT n.pupil_id, 'N' FROM main_need n WHERE NOT EXISTS ({on_register} AND s.pupil_id = n.pupil_id)
        ) s ON s.pupil_id = p.id"""


def _roll_that_fits(choice: Choice, *, everyone: bool) -> str:
    if everyone or not choice.narrows_roll:
        return "NULL::bigint"
    return f"(SELECT count(*) FROM roll r JOIN pupils_pupil p ON p.id = r.pupil_id WHERE {_fits(choice)})"


def _year(choice: Choice) -> str:
    """In which year was a child on the day? The record says the last one: this year's, or that in which they left."""
    if not choice.is_past:
        return "p.year_group"
    last_here = "(SELECT max(least(e.ends_on - 1, %(today)s)) FROM pupils_enrolment e WHERE e.pupil_id = p.id)"
    recorded_in = f"extract(year FROM {last_here} - interval '8 months')::int"
    place = "array_position(%(numbered_years)s::text[], p.year_group::text)"
    return (
        f"coalesce((%(numbered_years)s::text[])[{place} - ({recorded_in} - %(school_year)s)],"
        f" CASE WHEN {place} IS NULL THEN p.year_group ELSE '' END)"
    )


def _fits(choice: Choice) -> str:
    """Is a child of the chosen name, year, class, layer and need, and is this left to do?"""
    parts = []
    if choice.year:
        parts.append(f"{_year(choice)} = %(year)s")
    if choice.group_id:
        parts.append(
            f"p.id IN (SELECT m.pupil_id FROM pupils_groupmember m WHERE m.group_id = %(group)s AND {during('m')})"
        )
    if choice.layer:
        parts.append(_on_layer(choice.layer))
    if choice.need:
        parts.append(f"p.id IN (SELECT x.pupil_id FROM pupils_need x WHERE x.need_type = %(need)s AND {during('x')})")
    if choice.to_do:
        parts.append(f"r.at_school_id = ANY(%(schools)s::bigint[]) AND {_TO_DO[ToDo(choice.to_do)]}")
    for place, _ in enumerate(folded(choice.name).split()):
        # Every word typed begins a word of the name. A range, because LIKE may not use an index before a policy.
        parts.append(
            f"((p.sort_key >= %(word{place})s AND p.sort_key < %(beyond{place})s)"
            f" OR p.sort_key LIKE %(within{place})s"
            f" OR p.legal_surname ILIKE %(legal{place})s OR p.legal_forename ILIKE %(legal{place})s)"
        )
    if choice.name and not folded(choice.name):
        parts.append("false")
    return " AND ".join(parts) or "true"


def _on_layer(layer: str) -> str:
    running = f"SELECT l.pupil_id FROM pupils_supportlayer l WHERE {during('l')}"
    return f"p.id NOT IN ({running})" if layer == NO_LAYER else f"p.id IN ({running} AND l.layer = %(layer)s)"


def _in_areas(choice: Choice) -> str:
    if not choice.areas:
        return ""
    without = " OR main IS NULL OR NOT main = ANY(%(with_area)s)" if NO_AREA in choice.areas else ""
    return f"AND (main = ANY(%(areas)s::text[]){without})"


def _sort_columns(keys: tuple[str, ...]) -> str:
    columns = [(key, _SORTED_BY[key]) for key in keys if key in _SORTED_BY]
    return "".join(f", {sql.format(child='base.id', m=during('m'))} AS {key}" for key, sql in columns)


def _beyond(keys: tuple[str, ...], anchor: int | None, *, descending: bool) -> str:
    """Which rows come after (before) the anchor? The address names a child by number, never by name."""
    if anchor is None:
        return ""
    columns = ", ".join(keys)
    of_anchor = f"SELECT {columns} FROM (SELECT base.*{_sort_columns(keys)} FROM base WHERE id = %(anchor)s) a"
    return f"WHERE ({columns}) {'<' if descending else '>'} ({of_anchor})"
