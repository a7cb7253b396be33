"""Letters in words: who gets one and why not, where each stands, and the page that is set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pupils.codes import SEN_STATUS, SenCode
from pupils.letter_words import LetterText, letter_kinds
from pupils.letters import LeftOut
from pupils.models import ContactLink, FamilyLetter, Pupil, SenStatus
from pupils.naming import fold
from pupils.presenting.record import Link
from pupils.presenting.words import day_words
from pupils.selectors.letters import Known, Readers
from schools.models import Trust
from trust_send.platform.jobs.models import Job, State
from trust_send.platform.papers.render import Accent
from trust_send.platform.web.marks import rag_mark

PLAIN_NEEDS = {
    "SLCN": "talking, listening and understanding what is said",
    "ASD": "being with others, changes, and busy or noisy places",
    "SPLD": "reading, writing, spelling or numbers",
    "MLD": "learning step by step, with more time and practice",
    "SLD": "learning and everyday things, with help all through the day",
    "PMLD": "learning, moving and everyday care, with help all through the day",
    "DS": "learning, talking and remembering, in small steps",
    "SEMH": "feelings, worries and getting on with others",
    "HI": "hearing what is said",
    "VI": "seeing what is shown",
    "MSI": "hearing what is said and seeing what is shown",
    "PD": "moving and using hands",
}
"""Types of need as a family would say them; a beginning for whoever writes, who knows the child."""
GAPS = {
    "discussion_date": "day of the conversation",
    "strengths": "what the pupil is good at",
    "need_in_plain_words": "what you want to help with",
    "first_actions": "what you will do first",
    "home_ideas": "ideas for home",
    "review_date": "day to look how it is going",
    "teacher_name": "teacher",
    "senco_name": "SENCO",
    "senco_contact": "how they are reached",
    "sendiass_name": "advice service",
    "sendiass_contact": "how it is reached",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who gets a letter, or does not and why."""

    name: str
    relationship: str
    text: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter as the list shows it."""

    letter: FamilyLetter
    name: str
    mark: SafeString
    text: str
    paper: Link | None
    may_make: bool
    """May its document be asked for, because there is none and none is being made?"""
    may_note: bool
    may_withdraw: bool
    stop: str = ""
    """Why must it not go any more?"""


def gets(readers: Readers, pupil: Pupil) -> list[Reader]:
    """Who gets a letter, each their own, and with whom they could share an envelope."""
    found = [
        Reader(str(link.contact), link.get_relationship_display().lower(), _envelope(link, readers.gets))
        for link in readers.gets
    ]
    if readers.in_person:
        found.append(Reader(pupil.name, "the young person", "Over compulsory school age: told in person"))
    return found


def left_out(readers: Readers, pupil: Pupil, *, may_edit_contacts: bool) -> list[Reader]:
    """Who gets none, and why; with the way to put it right where there is one."""
    found = []
    for link, why in readers.left:
        way = None
        if may_edit_contacts and why is LeftOut.NOT_VERIFIED:
            way = Link(reverse("pupil-contact-verify", args=[pupil.pk, link.pk]), "Verify")
        elif may_edit_contacts and why is LeftOut.NO_LETTERS:
            way = Link(reverse("pupil-contact-edit", args=[pupil.pk, link.pk]), "Change")
        found.append(Reader(str(link.contact), link.get_relationship_display().lower(), why.value, way))
    return found


def shown(letter: FamilyLetter, job: Job | None, *, pupil: Pupil, may_write: bool, stop: LeftOut | None) -> Shown:
    """One letter with where it stands and what may be done; without its document where it must not go any more."""
    at = [letter.pupil_id, letter.pk]
    is_withdrawn = letter.withdrawn_at is not None
    has_paper = not (is_withdrawn or stop)
    return Shown(
        letter=letter,
        name=reader_of(letter, pupil),
        mark=_mark(letter),
        text=f"Written by {letter.written_by} on {day_words(timezone.localdate(letter.written_at))}",
        paper=_paper(at, job) if has_paper else None,
        may_make=has_paper and (job is None or job.state == State.FAILED),
        may_note=may_write and not is_withdrawn,
        may_withdraw=may_write and not is_withdrawn and letter.sent_on is None,
        stop=stop.value if stop else "",
    )


def reader_of(letter: FamilyLetter, pupil: Pupil) -> str:
    """To whom does this letter go?"""
    return str(letter.recipient.contact) if letter.recipient else pupil.name


def why_none(status: SenStatus | None, pupil: Pupil) -> str:
    """Why is no letter to be written today? Nothing when the child has SEN support."""
    if status and status.code == SenCode.SUPPORT:
        return ""
    words = SEN_STATUS[status.code] if status else "no status yet"
    return f"This letter is written when SEN support starts. {pupil.forename}’s status today: {words}."


def first_values(known: Known, *, pupil: Pupil, status: SenStatus) -> dict[str, Any]:
    """What stands in the form at first: what was typed before, else what the record says."""
    needs = "\n".join(PLAIN_NEEDS[need] for need in known.needs if need in PLAIN_NEEDS)
    contact = pupil.school.telephone or pupil.school.email
    from_record = {
        "need_in_plain_words": known.family_words.words if known.family_words else needs[:1].upper() + needs[1:],
        "teacher_name": " and ".join(known.teachers),
        "senco_name": " and ".join(known.sencos),
        "senco_contact": contact,
    }
    of_school = {
        field: value
        for field, value in known.school_typed.items()
        if field in ("senco_contact", "sendiass_name", "sendiass_contact")
    }
    days = {
        field: date.fromisoformat(known.typed[field])
        for field in ("discussion_date", "review_date")
        if field in known.typed
    }
    told = {"discussion_date": status.family_told_on} if status.family_told_on else {}
    return from_record | of_school | known.typed | days | told


def from_record(pupil: Pupil, status: SenStatus, *, reader: str, on: date) -> dict[str, str]:
    """What the record puts into the letter of one reader."""
    return {
        "recipient_name": reader,
        "pupil_first_name": pupil.forename,
        "starts": "started" if status.starts_on < on else "starts",
        "start_date": day_words(status.starts_on),
    }


def preview(readers: Readers, values: dict[str, str], *, pupil: Pupil, status: SenStatus, on: date) -> dict[str, Any]:
    """The words of the first reader's letter, with what is not filled in yet as marked gaps."""
    kind = letter_kinds()[FamilyLetter.Kind.SUPPORT_STARTS]
    text = kind.family if readers.gets else kind.young_person
    name = str(readers.gets[0].contact) if readers.gets else pupil.name
    given = values | from_record(pupil, status, reader=name, on=on)
    return {
        "title": _with_gaps(text.title, given),
        "greeting": _with_gaps(text.greeting, given),
        "paragraphs": [(_with_gaps(part.lead, given), _with_gaps(part.text, given)) for part in _standing(text, given)],
        "closing": text.closing,
    }


def page(letter: FamilyLetter, *, trust: Trust) -> str:
    """The letter on paper, ready to be set, from nothing but its own words."""
    content = letter.content
    context = {
        "letter": content,
        "written_on": date.fromisoformat(content["date"]),
        "trust": trust.name,
        "accent": accent(trust),
    }
    return render_to_string("pdf/letter.html", context)


def accent(trust: Trust) -> Accent:
    """The trust's colours."""
    return Accent(trust.accent, trust.accent_deep, trust.accent_tint)


def _standing(text: LetterText, values: dict[str, str]) -> Iterable[Any]:
    return (part for part in text.paragraphs if not part.only_with or values.get(part.only_with, "").strip())


def _with_gaps(text: str, values: dict[str, str]) -> SafeString:
    """The text with what is known filled in; what is not stands as a marked gap."""
    filled = SafeString("")
    for place, part in enumerate(text.replace("}", "{").split("{")):
        if place % 2 == 0:
            filled += format_html("{}", part)
        elif value := values.get(part, "").strip():
            filled += format_html("{}", value)
        else:
            filled += format_html("<mark>{}</mark>", GAPS.get(part, part))
    return filled


def _mark(letter: FamilyLetter) -> SafeString:
    if letter.withdrawn_at:
        return rag_mark("none", "Withdrawn")
    if letter.sent_on:
        return rag_mark("good", f"{letter.get_sent_how_display()}, {day_words(letter.sent_on)}")
    return rag_mark("warn", "Not sent yet")


def _paper(at: list[int], job: Job | None) -> Link | None:
    if job is None or job.state == State.FAILED:
        return None
    if job.state == State.DONE:
        return Link(reverse("pupil-letter", args=at), "PDF")
    return Link(reverse("job", args=[job.pk]), "The PDF is being made")


def _envelope(link: ContactLink, others: Iterable[ContactLink]) -> str:
    """Does the letter need an envelope of its own?"""
    here = _place(link)
    if not here:
        return "No address is known: give it by hand, or add the address to the contact"
    same = [str(other.contact) for other in others if other.pk != link.pk and _place(other) == here]
    return f"May share an envelope with {' and '.join(same)}: same address" if same else ""


def _place(link: ContactLink) -> str:
    contact = link.contact
    return fold(f"{contact.address}{contact.postcode}") if contact.address else ""
