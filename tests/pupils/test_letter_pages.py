"""The pages of letters to a family: one letter for each reader, and no word of one household in the other's."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from pupils.models import Contact, ContactLink, FamilyLetter, Pupil, SenStatus
from pupils.rights import Restriction
from pupils.selectors.letters import job_key
from pupils.services import statuses, undoing
from pupils.services.contacts import Limit
from pupils.services.contacts import restrict as restrict_contact
from pupils.services.letters import content_of
from schools.models import School
from tests.cast import vouched
from tests.pdf.test_letter import STATUS, TYPED
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.jobs.models import Job
from trust_send.platform.papers.models import Paper
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.walls.sources import acting_for, whole_trust

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=80)
DANIEL = {"email": "daniel@example.org", "relationship": "father", "lives_with": False,
          "has_parental_responsibility": True}  # fmt: skip


@pytest.fixture
def noah(north):
    return north.one.pupils[0]


@pytest.fixture
def two_households(north, noah):
    """Noah’s parents live apart: Eve with him, Daniel elsewhere."""
    with whole_trust(north.trust.pk):
        eve = ContactLink.objects.select_related("contact").get(pupil=noah)
        Contact.objects.filter(pk=eve.contact_id).update(
            address="4 Mill Lane\nNorthtown", postcode="QQ1 2AA", phone="01632 960001"
        )
        daniel = vouched(noah, "Daniel", "Rowe", by=north.asha, **DANIEL)
        Contact.objects.filter(pk=daniel.contact_id).update(
            address="9 Quay Street\nSouthport", postcode="ZZ9 3CZ", phone="01632 960002"
        )
    return eve, daniel


def filled(**instead):
    return {
        "discussion_date": TODAY.isoformat(),
        "strengths": "Noah tells stories that everybody wants to hear.",
        "need_in_plain_words": "Finding words.",
        "first_actions": "New words with pictures, three times a week.",
        "review_date": SOON.isoformat(),
        "teacher_name": "Grace Okoro",
        "senco_name": "Asha Mistry",
        "senco_contact": "01632 960100",
        "sendiass_name": "Devon SENDIASS",
        "sendiass_contact": "01632 960555",
    } | instead


def write(browser, child, **instead):
    return browser.post(f"/pupils/{child.pk}/letters/write/", filled(**instead), follow=True).content.decode()


def letters_of(north, child):
    with whole_trust(north.trust.pk):
        found = FamilyLetter.objects.filter(pupil=child, withdrawn_at__isnull=True).select_related("recipient__contact")
        return {letter.recipient.contact.given_name: letter for letter in found.order_by("pk")}


def test_each_household_gets_its_own_letter_and_no_word_of_the_other(signed_in, north, noah, two_households):
    senco = signed_in(north.asha)
    page = senco.get(f"/pupils/{noah.pk}/letters/write/").content.decode()
    assert "<mark>what the pupil is good at</mark>" in page and "talking, listening and understanding" in page.lower()
    assert 'value="Grace Okoro"' in page and "Write 2 letters" in page
    page = write(senco, noah)
    assert "2 letters are written, each for one reader" in page and "Everybody has a letter" in page
    made = letters_of(north, noah)
    of_eve, of_daniel = json.dumps(made["Eve"].content), json.dumps(made["Daniel"].content)
    assert "4 Mill Lane" in of_eve and "Dear Eve Hartley" in of_eve and "9 Quay Street" in of_daniel
    for word in ("Daniel", "Rowe", "Quay", "ZZ9", "960002", "daniel@"):
        assert word not in of_eve
    for word in ("Eve", "Mill Lane", "Northtown", "QQ1", "960001", "eve."):
        assert word not in of_daniel
    with whole_trust(north.trust.pk):
        status = SenStatus.objects.get(pupil=noah)
        assert (status.family_told_on, status.shared_with_family) == (TODAY, True)
        again = "There is nobody to write to who has no letter yet"
    assert again in write(senco, noah) and len(letters_of(north, noah)) == 2


@settings(max_examples=30)
@given(
    st.tuples(*[st.text("ABCDEFGHIJ", min_size=4, max_size=9)] * 6).filter(lambda words: len({*words}) == 6),
    st.permutations(["01632 960001", "01632 960002"]),
)
def test_whatever_is_known_of_the_others_never_stands_in_a_letter(words, phones):
    people = [
        Contact(given_name=f"Q{words[at]}", family_name=f"X{words[at + 1]}", address=f"{at + 1} Z{words[at + 2]} Way",
                phone=phones[at // 3], email=f"{words[at]}@example.org", postcode=f"QQ{at} 2AA")
        for at in (0, 3)
    ]  # fmt: skip
    child = Pupil(legal_forename="Noah", legal_surname="Hartley", upn="R674123101121", date_of_birth=TODAY)
    child.school = School(name="One")
    for one, other in (people, people[::-1]):
        content = content_of(
            child, ContactLink(contact=one), status=STATUS, typed=TYPED, sender=["Asha Mistry", "SENCO"], on=TODAY
        )
        said = json.dumps(content, ensure_ascii=False)
        assert one.given_name in said and child.upn not in said
        assert not any(
            word in said
            for word in (other.given_name, other.family_name, other.address, other.phone, other.email, other.postcode)
        )


def test_words_about_somebody_of_the_family_and_days_that_cannot_be_are_refused(signed_in, north, noah, two_households):
    senco = signed_in(north.asha)
    page = write(senco, noah, home_ideas="Daniel reads with him at 9 Quay Street", review_date=TODAY.isoformat(),
                 discussion_date=SOON.isoformat(), sendiass_contact="")  # fmt: skip
    assert "How is the advice service reached" in page and "letters are written" not in page
    page = write(senco, noah, home_ideas="Daniel reads with him at 9 Quay Street", review_date=TODAY.isoformat(),
                 discussion_date=SOON.isoformat())  # fmt: skip
    assert "Leave out “Daniel”" in page and "must be after today" in page and "Talk with the family first" in page
    assert letters_of(north, noah) == {}


def test_who_is_left_out_stands_there_with_the_reason(signed_in, north, noah, two_households):
    eve, daniel = two_households
    with acting_for(north.asha.pk, north.trust.pk):
        limit = Limit(kind=Restriction.NO_CONTACT, order_reference="ZW26", first_day=TODAY)
        restrict_contact(link=daniel, limit=limit, by=north.asha)
        ContactLink.objects.filter(pk=eve.pk).update(verified_on=None, verified_by=None)
    senco = signed_in(north.asha)
    page = senco.get(f"/pupils/{noah.pk}/letters/").content.decode()
    assert "A restriction stands, and it beats everything else" in page and "No letters yet" in page
    assert "Not verified yet: check who they are first" in page and f"/contacts/{eve.pk}/verify/" in page
    assert "None of the contacts may get a letter" in page and "Write the letter" not in page
    assert "There is nobody to write to" in write(senco, noah)


def test_a_restriction_stops_a_letter_that_was_written_and_has_not_gone(signed_in, north, noah, two_households):
    senco = signed_in(north.asha)
    write(senco, noah)
    letter = letters_of(north, noah)["Daniel"]
    with acting_for(north.asha.pk, north.trust.pk):
        limit = Limit(kind=Restriction.NO_CONTACT, order_reference="ZW26", first_day=TODAY)
        restrict_contact(link=letter.recipient, limit=limit, by=north.asha)
    page = senco.get(f"/pupils/{noah.pk}/letters/").content.decode()
    assert "Do not send it" in page and page.count("The PDF is being made") == 1
    with whole_trust(north.trust.pk):
        job = Job.objects.get(kind="letter", key=job_key(letter))
    assert do_here(job).state == "failed"
    assert senco.get(f"/pupils/{noah.pk}/letters/{letter.pk}.pdf").status_code == 302


def test_a_letter_is_set_read_sent_and_kept_or_withdrawn(signed_in, north, noah, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    senco, at = signed_in(north.asha), f"/pupils/{noah.pk}/letters"
    page = write(senco, noah)
    assert "The PDF is being made" in page
    letter = letters_of(north, noah)["Eve"]
    assert senco.get(f"{at}/{letter.pk}.pdf").status_code == 302
    with whole_trust(north.trust.pk):
        job = Job.objects.get(kind="letter", key=job_key(letter))
    assert do_here(job).state == "done"
    with whole_trust(north.trust.pk):
        paper = Paper.objects.get(kind="letter")
        looks = ReadLog.objects.filter(pupil=noah, page="pupil-letter")
        assert paper.holds_children and paper.pupil_ids == [noah.pk] and "Noah" not in paper.title
        assert set(looks.values_list("how", flat=True)) == {"print"}
    answer = signed_in(north.lena).get(f"{at}/{letter.pk}.pdf")
    assert answer.content[:5] == b"%PDF-" and "noah" not in answer["Content-Disposition"].lower()
    with whole_trust(north.trust.pk):
        assert looks.filter(user=north.lena, how="export").count() == 1
    page = senco.post(f"{at}/{letter.pk}/sent/", {"how": "post", "on": SOON.isoformat()}).content.decode()
    assert "choose that day or a later one, to today" in page
    page = senco.post(f"{at}/{letter.pk}/sent/", {"how": "post", "on": TODAY.isoformat()}, follow=True).content.decode()
    assert f"By post, {TODAY.day} {TODAY:%B %Y}" in page and "/withdraw/" not in page
    page = senco.post(f"{at}/{letter.pk}/withdraw/", follow=True).content.decode()
    assert "This letter has gone" in page
    page = senco.post(f"{at}/{letter.pk}/sent/", {"how": "none", "on": ""}, follow=True).content.decode()
    assert "Not sent yet" in page
    page = senco.post(f"{at}/{letter.pk}/withdraw/", {"reason": "A wrong day"}, follow=True).content.decode()
    assert "is withdrawn. You may write another" in page and "Withdrawn" in page
    assert senco.get(f"{at}/{letter.pk}.pdf").status_code == 302
    told = senco.get(f"/pupils/{noah.pk}/history/").content.decode()
    for words in ("written", "sent", "not sent after all", "withdrawn"):
        assert f"Letter {words}: Eve Hartley" in told
    assert "A wrong day" in told and "stories" not in told
    page = senco.get(f"{at}/write/").content.decode()
    assert "Noah tells stories that everybody wants to hear." in page and 'value="Devon SENDIASS"' in page


def test_the_page_after_sen_support_began_leads_to_the_letter(signed_in, north):
    otto, senco = north.one.pupils[2], signed_in(north.asha)
    assert "status today: No SEN" in senco.get(f"/pupils/{otto.pk}/letters/write/").content.decode()
    given = {"code": "K", "on": TODAY.isoformat(), "told_on": TODAY.isoformat(), "reason": ""}
    assert senco.post(f"/pupils/{otto.pk}/status/", given).status_code == 302
    page = senco.get(f"/pupils/{otto.pk}/").content.decode()
    assert "write the letter" in page and f"/pupils/{otto.pk}/letters/write/" in page


def test_taking_a_status_back_withdraws_the_letter_that_has_not_gone(north):
    otto = north.one.pupils[2]
    with acting_for(north.asha.pk, north.trust.pk):
        child = Pupil.objects.get(pk=otto.pk)
        change = statuses.change(pupil=child, code="K", on=TODAY, by=north.asha, told_on=TODAY)
        letter = FamilyLetter.objects.create(
            pupil=child, kind="sen-support-start", status=statuses.current(child, TODAY), written_by=north.asha
        )
        undoing.take_back(pupil=child, change_id=change, by=north.asha)
        letter.refresh_from_db()
        assert letter.withdrawn_at is not None


def test_who_does_not_see_the_whole_record_sees_no_letter(signed_in, north, noah):
    for person in (north.grace, north.renata, north.dora, north.hannah, north.eve):
        assert signed_in(person).get(f"/pupils/{noah.pk}/letters/").status_code == 403
    page = signed_in(north.lena).get(f"/pupils/{noah.pk}/letters/").content.decode()
    assert "Still to be written to" in page and "letters/write/" not in page
