"""SEN status as exports write it: a code, words, both, or a status of the school's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pupils.codes import LEGACY_SEN_CODES, SEN_STATUS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORDS: dict[str, str] = {
    **dict.fromkeys(
        (
            "nosen", "nosend", "none", "no", "nospecialeducationalneed", "nospecialeducationalneeds", "notsen",
            "nospecialprovision", "nosenprovision", "noidentifiedsen", "nospecialneeds", "notonregister",
            "notonsenregister", "notonthesenregister", "nosenstatus", "nosensupport", "nospecialeducationneed",
        ),
        "N",
    ),
    **dict.fromkeys(
        (
            "sensupport", "sendsupport", "support", "schoolsupport", "sen", "senk", "sensupportk",
            "specialeducationalneedssupport", "specialeducationalneedsupport", "sensupportwithoutanehcplan",
            "senwithoutanehcplan", "senwithoutehcplan", "onsensupport", "sens", "sensupportnoehcp",
            "sensupportwithoutanehcp", "sensupportnoehcplan", "senwithoutanehcp",
        ),
        "K",
    ),
    **dict.fromkeys(
        (
            "ehcp", "ehc", "ehcplan", "educationhealthandcareplan", "educationhealthcareplan", "ehcpissued",
            "educationhealthandcare", "hasehcp", "plan", "educationandhealthcareplan", "ehcpinplace", "ehcplanissued",
        ),
        "E",
    ),
}  # fmt: skip
_LEGACY: dict[str, str] = {
    **dict.fromkeys(("statement", "statementofsen", "statementofspecialeducationalneeds", "statemented"), "E"),
    **dict.fromkeys(("schoolaction", "action", "schoolactionplus", "actionplus", "sa", "saplus"), "K"),
}
_LOCAL = frozenset(
    ("monitoring", "monitor", "watchlist", "watch", "watching", "concern", "initialconcern", "concerns", "m", "mon",
     "causeforconcern", "senmonitoring", "monitored", "senconcern", "onwatchlist", "earlyconcern", "undermonitoring",
     "monitoringlist", "initialconcerns", "cfc")
)  # fmt: skip
_TWICE = re.compile(r"[()/|]|\s[-–—]\s")
_REQUESTED = ("request", "assess", "appl", "draft", "pending", "ehcna", "proposed", "submitted", "panel")


@dataclass(frozen=True, slots=True)
class OwnStatus:
    """What a school calls a status of its own, and the census code that it counts as."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class StatusReading:
    """The census status, how it was come by, or why there is none."""

    code: str | None = None
    how: str = ""  # "", "own", "local", "legacy", or with no code: "unclear", "requested", "two ways"
    own: str = ""  # the school's own name for it, as the school writes it


def by_name(own: Iterable[OwnStatus]) -> dict[str, OwnStatus]:
    """A school's own statuses as files are compared with them."""
    return {folded(status.name): status for status in own}


def read(text: str, own: Mapping[str, OwnStatus] | None = None) -> StatusReading:
    """The census status of “K”, “K - SEN Support”, “EHCP”, “A”, or of a name of the school's own; never a guess."""
    whole = folded(text)
    found = _plain(whole)
    if found and not found.how:
        return found
    # What the school says of its own names goes before what such a name usually means.
    code, words = _split(text)
    for said in (whole, folded(words)):
        if own and (status := own.get(said)) and (said == whole or status.code == code.upper()):
            return StatusReading(status.code, "own", status.name)
    if found:
        return found
    if code:
        by_code, by_words = _plain(code.casefold()), _plain(folded(words))
        if by_code and by_words:
            return by_words if by_code.code == by_words.code else StatusReading(how="two ways")
        if by_code and not _is_requested(words):
            return by_code if len(folded(words)) > 3 else StatusReading(how="unclear")
    # The same said twice: “EHCP (Education, Health and Care Plan)”, “Education, Health and Care Plan / EHCP”.
    parts = [_plain(folded(part)) for part in _TWICE.split(text) if folded(part)]
    if len(parts) > 1 and parts[0] and len({part.code if part else None for part in parts}) == 1:
        return parts[0]
    return StatusReading(how="requested" if _is_requested(text) else "unclear")


def census_word(text: str) -> str | None:
    """The status that this is a code or name of for everybody, so that no school can mean another by it."""
    found = _plain(folded(text))
    return found.code if found and not found.how else None


def _plain(word: str) -> StatusReading | None:
    if len(word) == 1 and word.upper() in SEN_STATUS:
        return StatusReading(word.upper())
    if len(word) == 1 and word.upper() in LEGACY_SEN_CODES:
        return StatusReading(LEGACY_SEN_CODES[word.upper()], "legacy")
    if word in _WORDS:
        return StatusReading(_WORDS[word])
    if word in _LEGACY:
        return StatusReading(_LEGACY[word], "legacy")
    return StatusReading("N", "local") if word in _LOCAL else None


def _split(text: str) -> tuple[str, str]:
    """A code of one letter before or after its words, told apart by a sign: “K - SEN Support”, “SEN Support (K)”."""
    text = text.strip()
    head, tail = text[:1], text[1:].lstrip()
    if head == "(" and text[2:3] == ")":
        return text[1], text[3:]
    if tail[:1] in ("-", "–", "—", ":", "=", ".", "(", "/", "|") or (text[1:2] == " " and head.isupper()):
        return head, tail.lstrip("-–—:=.(/| ").rstrip(") ")
    if text.endswith(")") and text[-3:-2] == "(":
        return text[-2], text[:-3]
    return "", text


def _is_requested(text: str) -> bool:
    said = folded(text)
    return ("ehc" in said or "plan" in said or "statement" in said) and any(word in said for word in _REQUESTED)


def folded(text: str) -> str:
    """A name without capitals, spaces and signs, as files are compared by it."""
    return "".join(letter for letter in text.casefold().replace("&", "and").replace("+", "plus") if letter.isalnum())
