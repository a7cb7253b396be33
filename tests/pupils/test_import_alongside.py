"""Contacts and earlier status come with a transfer file, and go again when it is taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from pupils import upn
from pupils.models import Contact, ContactLink, Need, Pupil, SenStatus
from pupils.rights import rights_on
from tests.pupils.imports import counted
from tests.pupils.intake.files import NOAH_UPN
from tests.pupils.intake.test_alongside import ANNA, ANYTHING, HOME, PAST
from tests.pupils.intake.xml import ctf
from tests.pupils.test_import_xml import ADA, ADA_UPN, EN_ROUTE
from trust_send.platform.tables.models import Decision, ImportRow, RowState, Stage
from trust_send.platform.walls.sources import acting_for, whole_trust

NOAH = f"<UPN>{NOAH_UPN}</UPN><Surname>Hartley</Surname><Forename>Noah</Forename>"


def everything(north):
    """Every row that such a file may touch, as it stands."""
    with whole_trust(north.trust.pk):
        return (
            counted(north),
            sorted(Contact.objects.values_list("pk", "family_name", "phone")),
            sorted(ContactLink.objects.values_list("pk", "contact_id", "relationship", "ends_on"), key=str),
            sorted(SenStatus.objects.values_list("pk", "code", "starts_on", "ends_on", "reason"), key=str),
            sorted(Need.objects.values_list("pk", "need_type", "rank", "starts_on", "ends_on"), key=str),
        )


@pytest.fixture
def noah(north):
    with whole_trust(north.trust.pk):
        noah = Pupil.objects.get(pk=north.one.pupils[0].pk)
        noah.upn = NOAH_UPN
        noah.save()
    return noah


def test_a_new_child_brings_contacts_and_what_was_before(importer, north, signed_in):
    before = everything(north)
    joined = ADA.replace("<SENhistory>", PAST[: PAST.index("<SENneeds>")]).replace(
        "<Contacts>", f"{HOME}<Contacts>{ANNA}"
    )
    table = importer.bring(ctf(joined, **EN_ROUTE).encode())
    page = signed_in(north.dora).get(f"/imports/{table.pk}/").content.decode()
    assert "Contacts: Anna Bell (mother), Mertens (other adult)." in page and "SEN support (A, P)" in page
    assert "there is a court order about Anna Bell (mother)" in page
    assert "Contacts, Earlier status and needs." in page
    table = importer.apply(table)
    with whole_trust(north.trust.pk):
        ada = Pupil.objects.get(upn=ADA_UPN)
        links = list(ContactLink.objects.filter(pupil=ada).select_related("contact").order_by("pk"))
        assert [str(link.contact) for link in links] == ["Anna Bell", "Mertens"]
        assert all(link.is_imported and not rights_on(link, date(2027, 1, 1)) for link in links)
        assert links[0].contact.address == "11 Lea Close\nWharf" and links[0].has_parental_responsibility
        assert list(
            SenStatus.objects.filter(pupil=ada).order_by("starts_on").values_list("code", "starts_on", "ends_on")
        ) == [
            ("K", date(2012, 9, 1), date(2014, 9, 1)),
            ("E", date(2016, 7, 10), date(2024, 9, 2)),
            ("K", date(2024, 9, 2), None),
        ]
    (row,) = importer.rows(importer.bring(ctf(joined, **EN_ROUTE).encode()))
    assert row.state == RowState.SAME
    importer.undo(table, table.undo_until)
    assert everything(north) == before


def test_a_known_child_gets_what_is_missing_and_keeps_all_there_is(importer, north, noah):
    before = everything(north)
    content = ctf(f"{NOAH}<DOB>{noah.date_of_birth}</DOB>{PAST}<Contacts>{ANNA}</Contacts>", **EN_ROUTE).encode()
    table = importer.bring(content)
    (row,) = importer.rows(table)
    assert [change["label"] for change in row.changes][-2:] == ["Contacts", "Earlier status and needs"]
    table = importer.apply(table)
    after = everything(north)
    assert set(before[2]) < set(after[2]) and set(before[3]) < set(after[3]) and set(before[4]) < set(after[4])
    (again,) = importer.rows(importer.bring(content))
    assert not {change["field"] for change in again.changes} & {"contacts", "earlier"}
    importer.undo(table, table.undo_until)
    assert everything(north)[1:] == before[1:]


def test_what_somebody_has_worked_on_stays(importer, north, noah):
    table = importer.apply(
        importer.bring(ctf(f"{NOAH}<DOB>{noah.date_of_birth}</DOB><Contacts>{ANNA}</Contacts>", **EN_ROUTE).encode())
    )
    with acting_for(north.asha.pk, north.trust.pk):
        link = ContactLink.objects.get(contact__family_name="Bell")
        link.priority = 1
        link.save()
    table = importer.undo(table, table.undo_until)
    assert table.counts["undone"] == {"back": 0, "kept": 1}
    (row,) = importer.rows(table)
    assert row.problems[-1]["sentence"].endswith("it stays as they left it: Contacts.")
    with whole_trust(north.trust.pk):
        assert ContactLink.objects.filter(pk=link.pk).exists()


def test_a_row_that_is_left_out_brings_nothing(importer, north, noah):
    before = everything(north)
    table = importer.bring(
        ctf(f"{NOAH}<DOB>{noah.date_of_birth}</DOB>{PAST}<Contacts>{ANNA}</Contacts>", **EN_ROUTE).encode()
    )
    with whole_trust(north.trust.pk):
        ImportRow.objects.filter(table=table).update(decision=Decision.LEAVE)
    importer.apply(table)
    assert everything(north) == before


def test_many_children_cost_no_more_statements_than_few(importer, north):
    def asked(first: int, number: int) -> int:
        children = []
        for serial in range(first, first + number):
            name = f"Child{'abcdefghij'[serial % 10]}{'abcdefghij'[serial // 10 % 10]}"
            about = f"<UPN>{upn.make(laestab='9991234', year=22, serial=serial)}</UPN><Surname>{name}</Surname>"
            children.append(
                f"{about}<Forename>Sam</Forename><DOB>2017-05-03</DOB><BasicDetails><NCyearActual>5</NCyearActual>"
                f"</BasicDetails>{PAST}<Contacts>{ANNA}</Contacts>"
            )
        table = importer.bring(ctf(*children, **EN_ROUTE).encode())
        with CaptureQueriesContext(connection) as sent:
            table = importer.apply(table)
        assert table.counts["applied"]["new"] == number
        return len(sent)

    asked(0, 2)
    assert asked(10, 30) == asked(50, 3)


@settings(deadline=None, max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANYTHING)
def test_whatever_stands_in_contacts_and_history_is_brought_in_or_left_out(importer, north, inner):
    inner += "<BasicDetails><NCyearActual>5</NCyearActual></BasicDetails>"
    before = everything(north)
    table = importer.bring(ctf(ADA[: ADA.index("<BasicDetails>")] + inner, **EN_ROUTE).encode())
    assert table.stage == Stage.READY, table.problem
    table = importer.apply(table)
    assert table.stage == Stage.APPLIED and table.counts["applied"]["new"] == 1
    importer.undo(table, table.undo_until)
    assert everything(north) == before
