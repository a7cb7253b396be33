"""Each cell of a known column to a typed value, or to a problem in words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from pupils import ethnicities, upn, year_groups
from pupils.codes import SEN_STATUS
from trust_send.platform.tables.reading import Flaw

from . import dates, statuses
from .fields import IDENTITY, Field
from .problems import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_GARBLED = re.compile(
    r"[ÃÂâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\ufffd|[\x00-\x1f\x7f-\x9f]|[^\W\d]\?|\?[^\W\d]"
)
_NOT_IN_NAMES = re.compile(r"[\d@#$%^*=+<>{}\[\]|\\~_!?:;\"/]")
_CLASS_AS_DATE = re.compile(r"\d{1,2}-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(-\d\d)?", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}", re.IGNORECASE)
_ASIDE = re.compile(
    r"\s*[(\[].*|\s+[-–—]\s.*|\s*[:*].*"
)  # what follows the word that counts: “Yes (FSM)”, “Yes - current”
_TAKEN_BACK = re.compile(r"\b(no|not|never|ended|end|expired|former|formerly|previous|previously|until|was)\b")
_NURSERY = frozenset(("nursery", "n", "nursery class", "year n", "preschool", "pre-school", "pre school"))
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_BLANKS = frozenset(("", "-", "–", "—", ".", "n/a", "na", "null", "nil", "nan", "nat", "<na>", "#n/a", "not known"))
_YES = frozenset(("y", "yes", "true", "t", "1", "eligible", "current", "currently", "x", "✓", "✔", "1.0", "entitled"))
_NO = frozenset(
    (
        "n",
        "no",
        "false",
        "f",
        "0",
        "none",
        "never",
        "not eligible",
        "ineligible",
        "0.0",
        "not entitled",
        "no entitlement",
    )
)
_SEXES = {
    **dict.fromkeys(("m", "male", "boy", "man"), "M"),
    **dict.fromkeys(("f", "female", "girl", "woman"), "F"),
    **dict.fromkeys(("u", "unknown", "not known", "not recorded", "x", "not specified", "unspecified"), "U"),
}
_ENROLMENTS = {
    **dict.fromkeys(("c", "current", "single", "current single registration", "single registration", "sole"), "C"),
    **dict.fromkeys(("current single registration at this school", "on roll", "registered", "enrolled"), "C"),
    **dict.fromkeys(("m", "main", "current main", "main dual", "main dual registration", "dual main"), "M"),
    **dict.fromkeys(("current main dual registration", "dual registration main"), "M"),
    **dict.fromkeys(("s", "subsidiary", "current subsidiary", "subsidiary dual", "dual subsidiary"), "S"),
    **dict.fromkeys(("subsidiary dual registration", "current subsidiary dual registration"), "S"),
    **dict.fromkeys(("g", "guest", "guest pupil", "guest student"), "G"),
}
_NOT_ON_ROLL = frozenset(
    ("leaver", "left", "off roll", "former", "former pupil", "former student", "applicant", "application", "accepted",
     "offered", "reserve", "reserved", "withdrawn", "refused", "pre admission", "pre admissions", "enquiry", "future")
)  # fmt: skip
_ONLY_SOME: dict[str, frozenset[str]] = {
    "fsm_ever6": frozenset(("e6", "ever6fsm", "everfsm", "fsmever")),
    "pupil_premium": frozenset(("ever6", "ever6fsm", "fsmever6", "deprivation", "deprivationpupilpremium")),
    "looked_after": frozenset(("fostercare", "infostercare")),
}
"""Words that mean yes in one column only, beside the names of the column itself: “Ever 6” under Pupil premium."""
_MOST_LETTERS = {"name": 80, "full name": 160}
_MOST_SIGNS = {"admission_number": 20, "registration_group": 40, "first_language": 60, "school_name": 160}

Read: TypeAlias = "tuple[Any, list[Problem]]"


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a cell has to know beyond the cell."""

    today: date
    mixed: bool = False  # the column's order of day and month cannot be trusted
    own_statuses: Mapping[str, statuses.OwnStatus] = field(default_factory=dict)


def is_blank(cell: object) -> bool:
    """Whether a cell says nothing."""
    return cell == "" or (isinstance(cell, str) and cell.casefold() in _BLANKS)


def read(cell: Any, field: Field, context: Context) -> Read:
    """The value of a cell that is not blank, and what is to be said about it."""
    if isinstance(cell, Flaw):
        kind = "bad_identity_cell" if field.name in IDENTITY else "bad_cell"
        return None, [problem(kind, field.name, label=field.label, found=cell.sentence)]
    if field.kind in ("birth date", "past date", "any date"):
        return _date(cell, field, context)
    if isinstance(cell, (date, datetime)):
        # A spreadsheet took a class like “4-5” for a date.
        return None, [problem("date_in_text", field.name, label=field.label, value=dates.in_words(cell))]
    if field.name == "registration_group" and _CLASS_AS_DATE.fullmatch(cell):
        return None, [problem("date_in_text", field.name, label=field.label, value=cell)]
    return _READERS[field.kind](" ".join(cell.split()) if field.kind != "needs" else cell, field, context)


def _name(text: str, field: Field, _: Context) -> Read:
    text = unicodedata.normalize("NFC", text)
    if _GARBLED.search(text):
        return None, [problem("name_garbled", field.name, label=field.label, value=text[:60])]
    if len(text) > _MOST_LETTERS[field.kind]:
        return None, [problem("name_long", field.name, label=field.label)]
    if _NOT_IN_NAMES.search(text) or not any(letter.isalpha() for letter in text):
        return None, [problem("name_digits", field.name, label=field.label, value=text[:60])]
    return text, []


def _full_name(text: str, field: Field, context: Context) -> Read:
    text, problems = _name(text, field, context)
    if problems:
        return None, problems
    surname, comma, forename = (part.strip() for part in text.partition(","))
    if not (comma and surname and forename):
        return None, [problem("full_name_order", field.name, value=text)]
    return (surname, forename), []


def _text(text: str, field: Field, _: Context) -> Read:
    if field.name == "admission_number":
        text = re.sub(r"(?<=\d)\.0$", "", text.lstrip("'"))
    most = _MOST_SIGNS.get(field.name, 80)
    if len(text) > most:
        return None, [problem("too_long", field.name, label=field.label, count=most)]
    return unicodedata.normalize("NFC", text), []


def _digits(text: str, field: Field, _: Context) -> Read:
    digits = re.sub(r"[\s/\-]", "", text)
    if not (digits.isascii() and digits.isdigit()):
        return None, [problem("digits_unclear", field.name, label=field.label, value=text[:40])]
    return digits, []


def _upn(text: str, field: Field, _: Context) -> Read:
    if _SCIENTIFIC.fullmatch(text) and field.name == "upn":
        return None, [problem("upn_scientific", field.name, value=text)]
    number = upn.tidy(text.lstrip("'"))  # an apostrophe that was only to keep a spreadsheet from counting
    trouble = upn.problem_with(number)
    if trouble and field.name == "former_upn":
        return None, [problem("former_upn_wrong", field.name, value=number[:30])]
    if trouble == "length":
        return None, [problem("upn_length", field.name, value=number[:30], count=len(number))]
    if trouble:
        return None, [problem(f"upn_{trouble.replace(' ', '_')}", field.name, value=number)]
    notes = []
    if field.name == "upn" and not upn.names_known_la(number):
        notes.append(problem("upn_la_unknown", field.name, value=upn.la_code(number)))
    if field.name == "upn" and upn.is_temporary(number):
        notes.append(problem("upn_temporary", field.name))
    return number, notes


def _date(cell: Any, field: Field, context: Context) -> Read:
    birth = field.kind == "birth date"
    reading = dates.read(cell, mixed=context.mixed, newest=dates.newest_for(field.kind, context.today))
    if reading.day is None:
        kind = f"{'birth' if birth else 'date'}_{reading.trouble}"
        shown = cell.strftime("%d/%m/%Y") if isinstance(cell, date) else str(cell)[:40]
        return None, [problem(kind, field.name, label=field.label, value=shown)]
    day, shown = reading.day, dates.in_words(reading.day)
    if birth:
        if day > context.today:
            return None, [problem("birth_future", field.name, value=shown)]
        years = year_groups.age_on(context.today, date_of_birth=day)
        if not 1 <= years <= 26:
            return None, [problem("birth_age", field.name, value=shown, count=years)]
    elif not 1990 <= day.year <= context.today.year + 8 or (field.kind == "past date" and day > context.today):
        return None, [problem("date_implausible", field.name, label=field.label, value=shown)]
    return day, []


def _sex(text: str, field: Field, _: Context) -> Read:
    words = [_SEXES.get(word) for word in re.findall(r"[^\W\d_]+", text.casefold())]
    code = _SEXES.get(text.casefold()) or (words[0] if len(set(words)) == 1 else None)
    return code, [] if code else [problem("sex_unclear", field.name, value=text[:40])]


def _year(text: str, field: Field, _: Context) -> Read:
    if _ASIDE.sub("", text).casefold() in _NURSERY:
        return None, [problem("year_nursery", field.name, value=text[:40])]
    code = year_groups.parse(text) if not text.startswith("-") else None  # some count nursery as year -1
    if code is None and text[:1].isalnum():
        plain = _ASIDE.sub("", text)
        head, last = plain.casefold().removesuffix(".0").rpartition(" ")[::2]
        number = str(_NUMBERS.index(last) + 1) if last in _NUMBERS else last
        code = year_groups.parse(f"{head} {number}".strip()) or year_groups.parse(f"{head}{number}")
        # “Year 4 (4)” says one thing, “Year 4 - 5” two.
        if {digits.lstrip("0") for digits in re.findall(r"\d+", text[len(plain) :])} - {code, ""}:
            code = None
    return code, [] if code else [problem("year_unclear", field.name, value=text[:40])]


def _flag(text: str, field: Field, _: Context) -> Read:
    word = text.casefold()
    if (said := _yes_or_no(word, field)) is not None:
        return said, []
    head = _ASIDE.sub("", word)
    # “Yes - current” is yes; “Yes - ended” says nothing for certain.
    if head and head != word and not _TAKEN_BACK.search(word[len(head) :]):
        said = _yes_or_no(head, field)
    if said is not None:
        return said, []
    return None, [problem("flag_unclear", field.name, label=field.label, value=text[:40])]


def _yes_or_no(word: str, field: Field) -> bool | None:
    """Yes, no, or neither; the name of the column itself means yes: “EAL” under EAL, “Not EAL” no."""
    if word in _YES or word in _NO:
        return word in _YES
    folded = "".join(letter for letter in word if letter.isalnum())
    names = _names_of(field.synonyms) | _ONLY_SOME.get(field.name, frozenset())
    if folded in names:
        return True
    return False if folded.startswith("not") and folded[3:] in names else None


@lru_cache(maxsize=64)
def _names_of(synonyms: tuple[str, ...]) -> frozenset[str]:
    return frozenset("".join(letter for letter in name.casefold() if letter.isalnum()) for name in synonyms)


def _ethnicity(text: str, field: Field, _: Context) -> Read:
    code = ethnicities.parse(text)
    return code, [] if code else [problem("ethnicity_unclear", field.name, value=text[:40])]


def _enrolment(text: str, field: Field, _: Context) -> Read:
    def plain(said: str) -> str:
        return " ".join("".join(letter if letter.isalnum() else " " for letter in said.casefold()).split())

    for words in (plain(text), plain(re.sub(r"[(\[].*", "", text))):
        rest = words[2:] if words[1:2] == " " else words
        code = _ENROLMENTS.get(words) or _ENROLMENTS.get(rest)
        code = code or _ENROLMENTS.get(rest.removesuffix(" pupil").removesuffix(" student"))
        if not code and (words in _NOT_ON_ROLL or rest in _NOT_ON_ROLL):
            return None, [problem("enrolment_not_on_roll", field.name, value=text[:40])]
        if code:
            break
    return code, [] if code else [problem("enrolment_unclear", field.name, value=text[:40])]


def _status(text: str, field: Field, context: Context) -> Read:
    reading = statuses.read(text, context.own_statuses)
    if reading.code is None:
        return None, [problem(f"status_{reading.how.replace(' ', '_')}", field.name, value=text[:60])]
    if reading.how and not reading.own:
        return reading.code, [
            problem(f"status_{reading.how}", field.name, value=text[:60], count=SEN_STATUS[reading.code])
        ]
    return reading.code, []


def _rank(text: str, field: Field, _: Context) -> Read:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 99:
        return int(text), []
    rank = {"primary": 1, "secondary": 2, "first": 1, "second": 2, "third": 3}.get(text.casefold())
    return rank, [] if rank else [problem("rank_unclear", field.name, value=text[:20])]


_READERS: dict[str, Callable[[str, Field, Context], Read]] = {
    "name": _name,
    "full name": _full_name,
    "text": _text,
    "digits": _digits,
    "upn": _upn,
    "sex": _sex,
    "year": _year,
    "flag": _flag,
    "ethnicity": _ethnicity,
    "enrolment": _enrolment,
    "status": _status,
    "rank": _rank,
}
