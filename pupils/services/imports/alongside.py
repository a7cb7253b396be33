"""Contacts and earlier status and needs that come with children in a transfer file: shown, written, taken back.

Nothing of the register is changed by it. Each step asks and writes for all children at once, so that the number of
statements does not grow with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Min, Model

from pupils.intake import stored
from pupils.intake.alongside import (
    CONTACTS,
    EARLIER,
    LABELS,
    Alongside,
    NeedSpell,
    from_json,
    key_of,
    needs_now,
    of_new_child,
    still_new,
    to_json,
    words,
)
from pupils.intake.comparing import Change
from pupils.intake.problems import problem
from pupils.models import Contact, ContactLink, ContactSource, FamilyLink, Need, SenStatus
from pupils.services.contacts import new_numbers
from trust_send.platform.tables.models import ImportRow, RowState
from trust_send.platform.walls.bulk import add_all

REASON = "From a transfer file"
BEFORE = "alongside"
"""Under this name a row keeps what it brought, for taking it back."""
_OF_PERSON = ("given_name", "family_name", "phone", "other_phone", "email", "address", "postcode")
_OF_LINK = ("relationship", "has_parental_responsibility", "lives_with", "priority")


@dataclass(slots=True)
class Known:
    """What the register has of one child."""

    contacts: set[tuple[str, str]] = field(default_factory=set)
    first_status: date | None = None
    first_need: date | None = None

    def lacks(self, given: Alongside, *, today: date) -> Alongside:
        """What of it the child does not have yet."""
        return still_new(
            given,
            held=frozenset(self.contacts),
            first_status=self.first_status,
            first_need=self.first_need,
            today=today,
        )


def known(pupil_ids: Iterable[int]) -> dict[int, Known]:
    """Contacts, those who are none any more too, and the first days of status and needs; of each child in one go."""
    ids = list(pupil_ids)
    found: dict[int, Known] = defaultdict(Known)
    links = ContactLink.objects.filter(pupil_id__in=ids)
    for pupil_id, relationship, given, family in links.values_list(
        "pupil_id", "relationship", "contact__given_name", "contact__family_name"
    ):
        found[pupil_id].contacts.add(key_of(given, family, relationship))
    for pupil_id, first in _first_days(SenStatus, ids):
        found[pupil_id].first_status = first
    for pupil_id, first in _first_days(Need, ids):
        found[pupil_id].first_need = first
    return found


def _first_days(model: type[SenStatus] | type[Need], ids: list[int]) -> Iterable[tuple[int, date]]:
    rows = model.objects.filter(pupil_id__in=ids).order_by()
    return rows.values("pupil_id").annotate(first=Min("starts_on")).values_list("pupil_id", "first")


def propose(rows: Sequence[ImportRow], *, found: Mapping[int, Alongside], today: date) -> list[str]:
    """Show with each row what comes along; says in words what kinds of things come with any."""
    if not found:
        return []
    there = known(row.subject_id for row in rows if row.subject_id)
    kinds: set[str] = set()
    for row in rows:
        numbers = (row.number, *row.values.get("also", ()))
        given = sum((found[number] for number in numbers if number in found), Alongside())
        if not given:
            continue
        _warn(row, given)
        new_child = _of_new(row, given, today=today)
        kinds |= words(new_child).keys()
        told = [f"{LABELS[kind]}: {text}." for kind, text in words(new_child).items()]
        row.values = {**row.values, "alongside": to_json(given), "told_alongside": told}
        if row.subject_id:
            _add_changes(row, _with_first_status(row, there[row.subject_id]).lacks(given, today=today))
    return [LABELS[kind] for kind in (CONTACTS, EARLIER) if kind in kinds]


def _with_first_status(row: ImportRow, held: Known) -> Known:
    """A child without any status gets the first one from the row, from the day that the file tells."""
    if held.first_status is None and (since := row.values["given"].get("sen_since")):
        held.first_status = date.fromisoformat(since)
    return held


def _of_new(row: ImportRow, given: Alongside, *, today: date) -> Alongside:
    """What comes along when the row adds a child, beside the status and needs that the row itself brings."""
    said = row.values["given"]
    since = date.fromisoformat(said["sen_since"]) if said.get("sen_since") else today
    needs = needs_now(said.get("needs", ()), given=given, since=since)
    return of_new_child(given, code=said.get("sen_status"), since=since, needs=needs, today=today)


def needs_of_new(row: ImportRow, *, since: date) -> tuple[NeedSpell, ...]:
    """The needs with which the child of this row begins."""
    given = from_json(row.values.get("alongside", {}))
    return needs_now(row.values["given"].get("needs", ()), given=given, since=since)


def _warn(row: ImportRow, given: Alongside) -> None:
    ordered = [person.words for person in given.contacts if person.court_order]
    if ordered:
        found = problem("court_order", "contacts", value=" and ".join(ordered))
        row.problems = [*row.problems, stored.problem_to_json(found)]


def _add_changes(row: ImportRow, given: Alongside) -> None:
    """Both stand among the changes of the row, so that they are looked at, left out and brought in like these."""
    parts = {CONTACTS: Alongside(given.contacts), EARLIER: Alongside((), given.statuses, given.needs)}
    changes = [Change(kind, LABELS[kind], "", words(part)[kind], to_json(part)) for kind, part in parts.items() if part]
    row.changes = [*row.changes, *map(stored.change_to_json, changes)]
    if changes and row.state == RowState.SAME:
        row.state = RowState.CHANGED


def bring_with_new(rows: Iterable[tuple[ImportRow, int]], *, today: date) -> dict[int, dict[str, list[int]]]:
    """Write what comes along with children who were added just now; by row, the numbers of what was written."""
    made = {
        row.pk: _rows_of(pupil_id, _of_new(row, from_json(row.values["alongside"]), today=today), today)
        for row, pupil_id in rows
        if row.values.get("alongside")
    }
    return _written(made)


def bring(rows: Iterable[tuple[ImportRow, int]], *, today: date) -> dict[int, dict[str, list[int]]]:
    """Write what comes along with children who were there; by row, the numbers of what was written.

    What the register has is asked anew: somebody may have written to it since the preview.
    """
    given = {
        row.pk: (pupil_id, from_json(row.values["alongside"])) for row, pupil_id in rows if row.values.get("alongside")
    }
    if not given:
        return {}
    there = known(pupil_id for pupil_id, _ in given.values())
    made: dict[int, dict[str, list[Any]]] = {}
    for row_pk, (pupil_id, alongside) in given.items():
        if new := there[pupil_id].lacks(alongside, today=today):
            made[row_pk] = _rows_of(pupil_id, new, today)
    return _written(made)


def _written(made: dict[int, dict[str, list[Any]]]) -> dict[int, dict[str, list[int]]]:
    links = [link for kinds in made.values() for link in kinds["links"]]
    people = [person for kinds in made.values() for person in kinds["people"]]
    if links:
        for link, person, number in zip(links, people, new_numbers(len(links)), strict=True):
            person.pk = link.contact_id = number
    # The links first: the wall shows a contact only through a child.
    add_all(links)
    add_all(people)
    for kind in ("statuses", "needs"):
        add_all(row for kinds in made.values() for row in kinds[kind])
    return {row_pk: {kind: [row.pk for row in rows] for kind, rows in kinds.items()} for row_pk, kinds in made.items()}


def _rows_of(pupil_id: int, new: Alongside, today: date) -> dict[str, list[Any]]:
    return {
        "links": [
            ContactLink(
                pupil_id=pupil_id,
                contact_id=0,
                source=ContactSource.IMPORTED,
                starts_on=today,
                **{name: getattr(person, name) for name in _OF_LINK},
            )
            for person in new.contacts
        ],
        "people": [Contact(**{name: getattr(person, name) for name in _OF_PERSON}) for person in new.contacts],
        "statuses": [
            SenStatus(
                pupil_id=pupil_id,
                code=each.code,
                starts_on=each.starts_on,
                ends_on=each.ends_on,
                reason=f"{REASON}, there {each.said}"[:200] if each.said else REASON,
            )
            for each in new.statuses
        ],
        "needs": [
            Need(
                pupil_id=pupil_id,
                need_type=each.need_type,
                rank=each.rank,
                starts_on=each.starts_on,
                ends_on=each.ends_on,
            )
            for each in new.needs
        ],
    }


def take_back(rows: Iterable[ImportRow]) -> dict[int, list[str]]:
    """Take out what these rows brought, but for what somebody has worked on since; by row, in words, what stays."""
    brought = {row.pk: row.before[BEFORE] for row in rows if row.before.get(BEFORE)}
    if not brought:
        return {}

    def numbers(kind: str) -> list[int]:
        return [pk for kinds in brought.values() for pk in kinds[kind]]

    links, people = numbers("links"), numbers("people")
    touched = worked_on(links=links, people=people)
    going = [pk for pk in links if pk not in touched]
    remove_contacts(links=going, people=people)
    stays = {
        "links": touched,
        "statuses": _take_out(SenStatus, numbers("statuses")),
        "needs": _take_out(Need, numbers("needs")),
    }
    told = {"links": LABELS[CONTACTS], "statuses": LABELS[EARLIER], "needs": LABELS[EARLIER]}
    return {
        row_pk: list(dict.fromkeys(told[kind] for kind, kept in stays.items() if kept & set(kinds[kind])))
        for row_pk, kinds in brought.items()
    }


def contacts_of_others(rows: Mapping[int | None, ImportRow]) -> set[int]:
    """Which of these children, by number, have contacts that their row did not bring, or that were changed since?"""
    brought = [row.before.get(BEFORE, {}) for row in rows.values()]
    links = [pk for kinds in brought for pk in kinds.get("links", ())]
    touched = worked_on(links=links, people=[pk for kinds in brought for pk in kinds.get("people", ())])
    own = set(links) - touched
    held = ContactLink.objects.filter(pupil_id__in=[pupil_id for pupil_id in rows if pupil_id])
    return {pupil_id for pupil_id, pk in held.values_list("pupil_id", "pk") if pk not in own}


def remove_of(rows: Iterable[ImportRow]) -> None:
    """Take out the contacts that came with children who are taken out themselves."""
    brought = [row.before.get(BEFORE, {}) for row in rows]
    links = [pk for kinds in brought for pk in kinds.get("links", ())]
    if links:
        remove_contacts(links=links, people=[pk for kinds in brought for pk in kinds.get("people", ())])


def worked_on(*, links: Sequence[int], people: Sequence[int]) -> set[int]:
    """Which of these links has somebody changed since they came, or their contact, or built something on?"""
    found = _changed(ContactLink, links)
    held = dict(ContactLink.objects.filter(pk__in=links).values_list("pk", "contact_id"))
    changed = _changed(Contact, people)
    changed |= set(
        ContactLink.objects.filter(contact_id__in=people).exclude(pk__in=links).values_list("contact_id", flat=True)
    )
    found |= {link for link, person in held.items() if person in changed}
    found |= set(FamilyLink.objects.filter(contact_link_id__in=links).values_list("contact_link_id", flat=True))
    return found & held.keys()


def remove_contacts(*, links: Sequence[int], people: Sequence[int]) -> None:
    """Take out links, and those of their contacts who then belong to no child; history goes with them."""
    with connection.cursor() as cursor:
        # Contacts first: nobody sees one that belongs to no child. Not the ORM, which would stop at the link.
        cursor.execute(
            "DELETE FROM pupils_contact c WHERE c.id = ANY (%(people)s)"
            " AND EXISTS (SELECT FROM pupils_contactlink l WHERE l.contact_id = c.id AND l.id = ANY (%(links)s))"
            " AND NOT EXISTS (SELECT FROM pupils_contactlink l WHERE l.contact_id = c.id AND l.id <> ALL (%(links)s))",
            {"people": list(people), "links": list(links)},
        )
        cursor.execute("DELETE FROM pupils_contactlink WHERE id = ANY (%s)", [list(links)])


def _take_out(model: type[SenStatus] | type[Need], numbers: Sequence[int]) -> set[int]:
    """Delete these rows but for those that were changed since; which stay?"""
    kept = _changed(model, numbers)
    model.objects.filter(pk__in=set(numbers) - kept).delete()
    return kept & set(model.objects.filter(pk__in=kept).values_list("pk", flat=True))


def _changed(model: type[Model], numbers: Sequence[int]) -> set[int]:
    events: Any = model._meta.get_field("events").related_model
    rows = events.objects.filter(pgh_obj_id__in=numbers).exclude(pgh_label="insert")
    return set(rows.values_list("pgh_obj_id", flat=True))
