"""Contacts are written down, verified, restricted and ended; and what a restriction takes away is gone at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pupils.models import Contact, ContactLink, ContactSource, FamilyLink, Pupil
from pupils.rights import Restriction
from pupils.selectors.who import who_can_see
from pupils.services import contacts, families
from pupils.services.contacts import Limit, Particulars, Standing
from tests.cast import vouched
from trust_send.platform.history import events_of
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import acting_for, whole_trust

TODAY = timezone.localdate()
NOT_ALLOWED = [Restriction.NO_CONTACT, Restriction.INFORMATION_LIMITED, Restriction.ADDRESS_WITHHELD]


@pytest.fixture
def otto(north):
    with whole_trust(north.trust.pk):
        yield Pupil.objects.get(pk=north.one.pupils[2].pk)


@pytest.fixture
def eve(north):
    """The link of Noah's mother, who has an account."""
    with whole_trust(north.trust.pk):
        yield ContactLink.objects.select_related("contact").get(pupil=north.one.pupils[0])


def ada(child, north, **about):
    return contacts.add(
        pupil=child,
        person=Particulars(given_name="Ada", family_name="Lind", email="ada.lind@example.org"),
        standing=Standing(relationship="mother", has_parental_responsibility=True, **about),
        by=north.asha,
    )


def sees_noah(north):
    with acting_for(north.eve.pk, north.trust.pk) as (reach, _):
        return north.one.pupils[0].pk in reach.family_pupil_ids


def test_a_contact_is_written_down_with_its_link(north, otto):
    link = ada(otto, north, lives_with=True)
    kept = ContactLink.objects.select_related("contact").get(pk=link.pk)
    assert (str(kept.contact), kept.school_id, kept.trust_id) == ("Ada Lind", otto.school_id, north.trust.pk)
    assert kept.starts_on == TODAY and kept.verified_on is None and kept.contact.trust_id == north.trust.pk
    (event,) = events_of(Contact).filter(pgh_obj_id=kept.contact_id)
    assert event.pgh_context["by"] == north.asha.pk


def test_the_same_person_is_not_added_twice(north, otto):
    ada(otto, north)
    with pytest.raises(ValidationError, match="is a contact of Otto already"):
        ada(otto, north)


def test_two_of_one_name_with_addresses_of_their_own_may_both_be_contacts(north, otto):
    ada(otto, north)
    other = Particulars(given_name="Ada", family_name="Lind", email="another@example.org")
    contacts.add(pupil=otto, person=other, standing=Standing(relationship="grand"), by=north.asha)
    assert len(contacts.open_links(pupil=otto)) == 2


def test_one_person_may_be_a_contact_of_siblings_with_different_rights(north, otto):
    first = ada(otto, north)
    sister = Pupil.objects.get(pk=north.one.pupils[1].pk)
    second = contacts.add(
        pupil=sister, person=first.contact, standing=Standing(relationship="other", priority=3), by=north.asha
    )
    assert second.contact_id == first.contact_id and not second.has_parental_responsibility
    contacts.restrict(link=second, limit=Limit(kind=Restriction.NO_CONTACT, order_reference="ZW1", first_day=TODAY),
                      by=north.asha)  # fmt: skip
    assert ContactLink.objects.get(pk=first.pk).restriction == "none"


def test_another_name_or_address_must_be_verified_anew(north, eve):
    person = Particulars(given_name="Eve", family_name="Hartley", email=north.eve.email, phone="01632 960 001")
    standing = Standing(relationship="mother", lives_with=True, receives_correspondence=True)
    assert contacts.edit(link=eve, person=person, standing=standing, by=north.asha)
    assert ContactLink.objects.get(pk=eve.pk).verified_on is not None and sees_noah(north)
    person = Particulars(given_name="Eve", family_name="Hartley", email="other@example.org")
    contacts.edit(link=eve, person=person, standing=standing, by=north.asha)
    assert ContactLink.objects.get(pk=eve.pk).verified_on is None and not sees_noah(north)


def test_nothing_different_changes_nothing(north, eve):
    person = Particulars(given_name="Eve", family_name="Hartley", email=north.eve.email)
    standing = Standing(relationship="mother", lives_with=True, receives_correspondence=True)
    assert not contacts.edit(link=eve, person=person, standing=standing, by=north.asha)


@pytest.mark.parametrize("kind", NOT_ALLOWED)
def test_when_a_restriction_begins_sight_ends(kind, north, eve):
    assert sees_noah(north)
    limit = Limit(kind=kind, order_reference="ZW26P00123", first_day=TODAY)
    assert contacts.restrict(link=eve, limit=limit, by=north.asha, reason="Order seen") == 1
    assert not sees_noah(north)
    assert north.eve not in [sees.person for sees in who_can_see(north.one.pupils[0])]
    assert FamilyLink.objects.get(user=north.eve).ends_on == TODAY


def test_supervised_contact_takes_no_sight(north, eve):
    limit = Limit(kind=Restriction.SUPERVISED, order_reference="ZW26P00123", first_day=TODAY)
    assert contacts.restrict(link=eve, limit=limit, by=north.asha) == 0 and sees_noah(north)


def test_a_restriction_to_come_ends_sight_on_its_first_day(north, eve):
    first_day = TODAY + timedelta(days=5)
    limit = Limit(kind=Restriction.NO_CONTACT, order_reference="ZW26P00123", first_day=first_day)
    assert contacts.restrict(link=eve, limit=limit, by=north.asha) == 1
    assert sees_noah(north) and FamilyLink.objects.get(user=north.eve).ends_on == first_day


@pytest.mark.parametrize("kind", NOT_ALLOWED)
def test_a_restriction_by_itself_is_enough(kind, north, eve):
    """However it came into the table: the account still stands, and sees nothing."""
    ContactLink.objects.filter(pk=eve.pk).update(restriction=kind.value, restriction_from=TODAY)
    assert FamilyLink.objects.get(user=north.eve).ends_on is None and not sees_noah(north)
    assert north.eve not in [sees.person for sees in who_can_see(north.one.pupils[0])]


def test_what_was_taken_away_does_not_come_back_by_itself(north, eve):
    limit = Limit(kind=Restriction.NO_CONTACT, order_reference="ZW26P00123", first_day=TODAY)
    contacts.restrict(link=eve, limit=limit, by=north.asha)
    contacts.lift(link=eve, by=north.asha, reason="Order ended")
    assert not sees_noah(north) and ContactLink.objects.get(pk=eve.pk).restriction == "none"


def test_an_account_from_before_there_were_contacts_ends_by_its_address(north, eve):
    FamilyLink.objects.filter(user=north.eve).update(contact_link=None)
    assert sees_noah(north)
    limit = Limit(kind=Restriction.NO_CONTACT, order_reference="ZW26P00123", first_day=TODAY)
    assert contacts.restrict(link=eve, limit=limit, by=north.asha) == 1 and not sees_noah(north)


def test_who_is_no_longer_a_contact_sees_nothing(north, eve):
    contacts.end(link=eve, by=north.asha, reason="Moved abroad")
    assert not sees_noah(north) and not contacts.open_links(pupil=north.one.pupils[0])


def test_a_contact_added_by_mistake_was_one_on_no_day(north, otto):
    link = ada(otto, north)
    contacts.end(link=link, by=north.asha)
    kept = ContactLink.objects.get(pk=link.pk)
    assert kept.starts_on == kept.ends_on == TODAY and not contacts.open_links(pupil=otto)
    ada(otto, north)


def give(north, child, **instead):
    about = {"relationship": "mother", "on": TODAY, "by": north.asha, "reason": "Form"}
    to = families.Named(instead.pop("email", "ada.lind@example.org"), "Ada", "Lind")
    return families.give_sight(pupil=child, to=to, **about, **instead)


def test_nobody_gets_an_account_who_is_no_contact(north, otto):
    with pytest.raises(ValidationError, match="Ada Lind is not a contact of Otto"):
        give(north, otto)


def test_nobody_gets_an_account_before_somebody_has_verified_them(north, otto):
    link = ada(otto, north)
    with pytest.raises(ValidationError, match="Nobody has verified yet who Ada Lind is"):
        give(north, otto)
    contacts.verify(link=link, by=north.asha, how="Birth certificate seen")
    assert give(north, otto).contact_link_id == link.pk


@pytest.mark.parametrize("kind", NOT_ALLOWED)
def test_nobody_gets_an_account_against_a_restriction(kind, north, otto):
    link = vouched(otto, "Ada", "Lind", by=north.asha, restriction=kind.value, restriction_from=TODAY)
    with pytest.raises(ValidationError, match="A restriction keeps Ada Lind from having an account"):
        give(north, otto)
    assert not contacts.accounts_of(link)


def test_an_account_goes_to_the_address_that_was_verified(north, otto):
    vouched(otto, "Ada", "Lind", by=north.asha, email="ada.lind@example.org")
    with pytest.raises(ValidationError, match="email address is ada.lind@example.org"):
        give(north, otto, email="someone.else@example.org")
    assert give(north, otto, email="Ada.Lind@example.org").user.email == "ada.lind@example.org"


def test_who_has_neither_responsibility_nor_care_gets_no_account(north, otto):
    vouched(otto, "Ada", "Lind", by=north.asha, relationship="other", lives_with=False)
    with pytest.raises(ValidationError, match="neither parental responsibility nor care"):
        give(north, otto)


def test_an_account_given_before_a_restriction_begins_ends_with_its_first_day(north, otto):
    first_day = TODAY + timedelta(days=3)
    vouched(otto, "Ada", "Lind", by=north.asha, restriction="nocontact", restriction_from=first_day)
    assert give(north, otto).ends_on == first_day


def test_a_contact_from_a_file_has_no_account_until_verified(north, otto):
    link = contacts.add(
        pupil=otto, person=Particulars(given_name="Ada", family_name="Lind"), by=north.asha,
        standing=Standing(relationship="mother", has_parental_responsibility=True), source=ContactSource.IMPORTED,
    )  # fmt: skip
    assert link.is_imported
    with pytest.raises(ValidationError, match="Nobody has verified"):
        give(north, otto)


def test_a_contact_is_seen_only_through_a_child_in_reach(north, south):
    with acting_with(north.reach(north.two)) as reach:
        assert not Contact.objects.filter(family_name="Hartley").exists() and not ContactLink.objects.all()
        assert not Contact.objects.within(reach or north.reach(north.two)).exists()
    with acting_with(north.reach(north.one)):
        assert Contact.objects.within(north.reach(north.one)).count() == 1
        assert not Contact.objects.within(north.reach(north.two)).exists()
    with acting_with(south.reach()):
        assert not Contact.objects.all()


def test_a_family_reads_no_contact_not_even_its_own(north, eve):
    vouched(Pupil.objects.get(pk=eve.pupil_id), "Daniel", "Hartley", by=north.asha)
    with acting_for(north.eve.pk, north.trust.pk):
        assert not Contact.objects.all()
        assert [link.pk for link in ContactLink.objects.all()] == [eve.pk]


def test_the_record_takes_its_contacts_along_to_another_school(north, eve):
    noah = Pupil.objects.get(pk=eve.pupil_id)
    noah.school = north.two.school
    noah.save(update_fields=["school"])
    assert ContactLink.objects.get(pk=eve.pk).school_id == north.two.school.pk
    with acting_with(north.reach(north.two)):
        assert Contact.objects.filter(family_name="Hartley").count() == 1
    with acting_with(north.reach(north.one)):
        assert not Contact.objects.filter(family_name="Hartley").exists()
