"""SEN status as exports write it: a code, words, both, or a status of the school's own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pupils.codes import LEGACY_SEN_CODES, SEN_STATUS

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
class StatusReading:
    """The census status, how it was come by, or why there is none."""

    code: str | None = None
    how: str = ""  # "", "local", "legacy", or with no code: "unclear", "requested", "two ways"


def read(text: str) -> StatusReading:
    """The census status of “K”, “K - SEN Support”, “EHCP”, “Monitoring”, “A”; never a guess."""
    whole = _folded(text)
    if found := _plain(whole):
        return found
    code, words = _split(text)
    if code:
        by_code, by_words = _plain(code.casefold()), _plain(_folded(words))
        if by_code and by_words:
            return by_words if by_code.code == by_words.code else StatusReading(how="two ways")
        if by_code and not _is_requested(words):
            return by_code if len(_folded(words)) > 3 else StatusReading(how="unclear")
    # The same said twice: “EHCP (Education, Health and Care Plan)”, “Education, Health and Care Plan / EHCP”.
    parts = [_plain(_folded(part)) for part in _TWICE.split(text) if _folded(part)]
    if len(parts) > 1 and parts[0] and len({part.code if part else None for part in parts}) == 1:
        return parts[0]
    return StatusReading(how="requested" if _is_requested(text) else "unclear")


def _plain(folded: str) -> StatusReading | None:
    if len(folded) == 1 and folded.upper() in SEN_STATUS:
        return StatusReading(folded.upper())
    if len(folded) == 1 and folded.upper() in LEGACY_SEN_CODES:
        return StatusReading(LEGACY_SEN_CODES[folded.upper()], "legacy")
    if folded in _WORDS:
        return StatusReading(_WORDS[folded])
    if folded in _LEGACY:
        return StatusReading(_LEGACY[folded], "legacy")
    return StatusReading("N", "local") if folded in _LOCAL else None


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
    folded = _folded(text)
    return ("ehc" in folded or "plan" in folded or "statement" in folded) and any(word in folded for word in _REQUESTED)


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold().replace("&", "and").replace("+", "plus") if letter.isalnum())
