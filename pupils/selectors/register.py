"""The SEN register as a list: chosen, ordered and paged by key, never by offset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection
from psycopg import ClientCursor

from pupils.choosing import NO_AREA, Choice
from pupils.codes import SenCode
from pupils.flags import notes
from pupils.selectors.counts import Counts, Kind, count, rest_of_roll
from pupils.selectors.register_sql import AREA_OF, ROW, Statement, statement
from schools.roles import Verb

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach
    from trust_send.platform.walls.standing import Standing

PAGE_ROWS = 50
FILE_ROWS = 20_000
"""What a file holds at most: about four seconds of work and 80 MB, and more children than nearly any trust has."""
MAY_SEE_CLOSED_FLAGS = (Verb.EDIT_PUPIL, Verb.SEE_READ_LOG)


@dataclass(frozen=True, slots=True)
class Row:
    """A child as the register shows it."""

    pupil_id: int
    record_school_id: int
    school_id: int
    listed_name: str
    class_name: str
    status: str
    local_status: str
    layer: str
    main_need: str
    area: str
    other_needs: tuple[str, ...]
    year_group: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of the register, whether there are more on either side, and the numbers around them."""

    rows: list[Row]
    counts: Counts
    before: int | None = None
    after: int | None = None


def page(*, reach: Reach, standing: Standing, choice: Choice) -> Page:
    """One page of what is chosen, beginning after (or ending before) the child that the address names."""
    backwards, anchor = choice.before is not None, choice.before or choice.after
    counts, found = _asked(reach, choice, rows=PAGE_ROWS + 1, anchor=anchor, backwards=backwards)
    if anchor and not found:
        # The child the address named is not in this choice any more: begin again.
        backwards, anchor = False, None
        counts, found = _asked(reach, choice, rows=PAGE_ROWS + 1)
    more, found = len(found) > PAGE_ROWS, found[:PAGE_ROWS]
    if backwards:
        found.reverse()
    rows = list(_rows(found, standing=standing, on=choice.on))
    if not rows:
        return Page(rows, counts)
    has_before = more if backwards else anchor is not None
    return Page(
        rows,
        counts,
        before=rows[0].pupil_id if has_before else None,
        after=rows[-1].pupil_id if backwards or more else None,
    )


def everyone(*, reach: Reach, standing: Standing, choice: Choice) -> list[Row] | None:
    """All rows of what is chosen, in the order shown, for a file; None when they are more than a file holds."""
    _, found = _asked(reach, choice, rows=FILE_ROWS + 1)
    if len(found) > FILE_ROWS:
        return None
    return list(_rows(found, standing=standing, on=choice.on))


def numbers(*, reach: Reach, on: date) -> Counts:
    """How many children are on roll and on the register on a day, without naming any?"""
    return _asked(reach, Choice(on=on, today=on), rows=0)[0]


def _asked(
    reach: Reach, choice: Choice, *, rows: int | None, anchor: int | None = None, backwards: bool = False
) -> tuple[Counts, list[list[Any]]]:
    # All 7,300 children take 25 ms where those on the register take 8.
    whole_roll = "N" in choice.statuses
    ask = statement(reach=reach, choice=choice, rows=rows, everyone=whole_roll, anchor=anchor, backwards=backwards)
    given, roll, fitting, found = _run(ask)
    kinds = [Kind(kind["fits"], kind["code"], AREA_OF.get(kind["main"], NO_AREA), kind["number"]) for kind in given]
    if not whole_roll:
        kinds.append(rest_of_roll(kinds, fitting=roll if fitting is None else fitting))
    return count(kinds, roll=roll, choice=choice), found


def _run(ask: Statement) -> Any:
    with connection.cursor() as cursor:
        if ask.is_usual:
            # Quoted by the driver, the values stand in the statement: PostgreSQL plans it once for these schools and
            # this day, and not each time (3 of 17 ms, docs/adr/0014). Never a typed name: statements may be logged.
            cursor.execute(ClientCursor(connection.connection).mogrify(ask.sql, ask.params))
        else:
            cursor.execute(ask.sql, ask.params)
        return cursor.fetchone()


def _rows(found: list[list[Any]], *, standing: Standing, on: date) -> Iterator[Row]:
    may_see: dict[int, bool] = {}
    for values in found:
        child = dict(zip(ROW, values, strict=True))
        school_id = child["school_id"]
        if school_id not in may_see:
            may_see[school_id] = any(standing.may(verb, school_id=school_id) for verb in MAY_SEE_CLOSED_FLAGS)
        main = child["main"] or ""
        child["nsa_since"] = date.fromisoformat(child["main_since"]) if main == "NSA" else None
        untold, own = child["status"] or (False, "")
        child["family_untold"] = untold and child["code"] == SenCode.SUPPORT
        surname = child["preferred_surname"] or child["legal_surname"]
        yield Row(
            pupil_id=child["id"],
            record_school_id=school_id,
            school_id=child["at_school_id"],
            listed_name=f"{surname}, {child['preferred_forename'] or child['legal_forename']}",
            class_name=child["class_name"],
            status=child["code"],
            local_status=own or "",
            layer=child["layer"] or "",
            main_need=main,
            area=AREA_OF.get(main, ""),
            other_needs=tuple(need for need in child["needs"] if need != main),
            year_group=child["year_group"],
            notes=tuple(notes(child, closed=may_see[school_id], on=on)),
        )
