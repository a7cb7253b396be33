"""Writing to a child's family: one letter for each reader, in words that stay as they were written."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from pupils.codes import SenCode
from pupils.letter_words import Words, letter_kinds, must_not_stand
from pupils.models import ContactLink, FamilyLetter, Pupil, SenStatus
from pupils.presenting.letters import from_record
from pupils.presenting.words import day_words
from pupils.selectors import letters as found
from pupils.services import statuses
from pupils.services.pupils import hold
from pupils.services.refusals import refuse
from schools.models import School, User
from schools.selectors.people import roles_at
from trust_send.platform.history import because
from trust_send.platform.jobs.asking import ask
from trust_send.platform.jobs.models import Job

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach

KIND = FamilyLetter.Kind.SUPPORT_STARTS
LOOKED_AT_WITHIN = timedelta(weeks=26)
NOBODY = "There is nobody to write to who has no letter yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a person puts into the letter; the same for every reader."""

    discussion_date: date
    review_date: date
    strengths: str
    need_in_plain_words: str
    first_actions: str
    teacher_name: str
    senco_name: str
    senco_contact: str
    sendiass_name: str
    sendiass_contact: str
    home_ideas: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """Everything but the days."""
        return {name: value for name, value in asdict(self).items() if isinstance(value, str)}

    @property
    def values(self) -> dict[str, str]:
        """Everything as it stands in the letter."""
        return {name: day_words(value) if isinstance(value, date) else value for name, value in asdict(self).items()}


@transaction.atomic
def write(*, pupil: Pupil, reach: Reach, typed: Typed, by: User) -> list[FamilyLetter]:
    """Write one letter to each who is to be told and has none yet; the day of the conversation is noted with it."""
    pupil = hold(pupil=pupil)
    today = timezone.localdate()
    status = statuses.current(pupil, today)
    if status is None or status.code != SenCode.SUPPORT:
        raise ValidationError(f"{pupil.forename} has no SEN support today. There is nothing to tell in this letter.")
    _check(typed, pupil=pupil, reach=reach, by=by, today=today)
    already = found.standing(found.letters(pupil=pupil, reach=reach), status=status)
    readers = found.readers(pupil=pupil, reach=reach, on=today).without(already)
    if not readers:
        raise ValidationError(f"{NOBODY}.")
    sender = [str(by), _role(pupil.school, by=by, on=today)]
    to: list[ContactLink | None] = [*readers.gets, *([None] if readers.in_person else [])]
    with because(by=by.pk, reason="Letter to the family"):
        _note_conversation(status, typed.discussion_date)
        made = [
            FamilyLetter.objects.create(
                pupil=pupil,
                kind=KIND,
                status=status,
                recipient=link,
                content=content_of(pupil, link, status=status, typed=typed, sender=sender, on=today),
                written_by=by,
            )
            for link in to
        ]
    for letter in made:
        letter.refresh_from_db(fields=["school"])
        make_paper(letter=letter, by=by)
    return made


def make_paper(*, letter: FamilyLetter, by: User) -> Job:
    """Have the document of a letter made; asking twice is asking once."""
    return ask(
        kind=found.PAPER,
        key=found.job_key(letter),
        parameters={"letter_id": letter.pk},
        school_id=letter.school_id,
        by=by.pk,
    )


@transaction.atomic
def note_sent(*, letter: FamilyLetter, on: date | None, how: str, by: User) -> None:
    """Note on which day and in which way a letter has gone; without a way it has not gone after all."""
    letter = _locked(letter)
    if letter.withdrawn_at:
        raise ValidationError("This letter was withdrawn. Write a new one.")
    written_on, today = timezone.localdate(letter.written_at), timezone.localdate()
    if how and on is None:
        raise refuse("on", "Enter the day on which it went")
    if how and on and not written_on <= on <= today:
        raise refuse(
            "on", f"The letter was written on {day_words(written_on)}: choose that day or a later one, to today"
        )
    letter.sent_how, letter.sent_on = how, on if how else None
    with because(by=by.pk, reason="Letter sent" if how else "Letter not sent after all"):
        letter.save(update_fields=["sent_how", "sent_on"])


@transaction.atomic
def withdraw(*, letter: FamilyLetter, by: User, reason: str = "") -> None:
    """Take back a letter that has not gone; it stays readable, and another may be written."""
    letter = _locked(letter)
    if letter.sent_on:
        raise ValidationError("This letter has gone. What has gone is not withdrawn.")
    if letter.withdrawn_at is None:
        letter.withdrawn_at = timezone.now()
        with because(by=by.pk, reason=reason):
            letter.save(update_fields=["withdrawn_at"])


def _check(typed: Typed, *, pupil: Pupil, reach: Reach, by: User, today: date) -> None:
    record = found.known(pupil=pupil, reach=reach, on=today)
    wrong = must_not_stand(
        typed.texts,
        contacts=found.everybody_known(pupil=pupil, reach=reach),
        pupil=pupil.forename,
        named=[pupil.name, *record.teachers, *record.sencos, str(by)],
    )
    if typed.discussion_date > today:
        wrong["discussion_date"] = "Talk with the family first: the day must be today or in the past"
    if not today < typed.review_date <= today + LOOKED_AT_WITHIN:
        wrong["review_date"] = "The day to look how it is going must be after today and within six months"
    if wrong:
        raise ValidationError(wrong)


def _note_conversation(status: SenStatus, day: date) -> None:
    """What the letter says of the conversation, the register says too."""
    if status.family_told_on != day:
        status.family_told_on, status.shared_with_family = day, True
        status.save(update_fields=["family_told_on", "shared_with_family"])


def content_of(
    pupil: Pupil, link: ContactLink | None, *, status: SenStatus, typed: Typed, sender: list[str], on: date
) -> dict[str, Any]:
    """Everything on the paper: the words, this reader's own name and address, and the school's head."""
    name = str(link.contact) if link else pupil.name
    texts = letter_kinds()[KIND]
    values = typed.values | from_record(pupil, status, reader=name, on=on)
    words = (texts.family if link else texts.young_person).filled(values)
    return {
        **_plain(words),
        "to": [name, *_address(link)],
        "date": on.isoformat(),
        "sender": sender,
        "school": _head(pupil.school),
        "typed": {
            field: value.isoformat() if isinstance(value, date) else value for field, value in asdict(typed).items()
        },
    }


def _plain(words: Words) -> dict[str, Any]:
    parts = [{"lead": part.lead, "text": part.text} for part in words.paragraphs]
    return {"title": words.title, "greeting": words.greeting, "paragraphs": parts, "closing": words.closing}


def _address(link: ContactLink | None) -> list[str]:
    """The reader's own address; of the young person the school's record holds none."""
    if link is None:
        return []
    return [line for line in (*link.contact.address.splitlines(), link.contact.postcode) if line.strip()]


def _head(school: School) -> dict[str, str]:
    return {
        "name": school.name,
        "telephone": school.telephone,
        "email": school.email,
        "website": school.website.removeprefix("https://").removeprefix("http://").rstrip("/"),
    }


def _role(school: School, *, by: User, on: date) -> str:
    roles = roles_at(school, user_id=by.pk, on=on)
    return roles[0].name if roles else ""


def _locked(letter: FamilyLetter) -> FamilyLetter:
    return FamilyLetter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
