"""What else is worth showing about a child in a list, and to whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

OPEN_FLAGS: dict[str, str] = {
    "eal": "EAL",
    "sen_unit": "SEN unit",
    "resourced_provision": "Resourced provision",
}
"""Shown to everyone who has the child."""

CLOSED_FLAGS: dict[str, str] = {
    "young_carer": "Young carer",
    "looked_after": "Looked after",
    "ever_looked_after": "Was looked after",
    "service_child": "Service family",
    "fsm": "Free school meals",
    "pupil_premium": "Pupil premium",
}
"""Shown to those who lead or keep the records of the school; a class teacher does not need them in a list."""

IN_LISTS = ("young_carer", "looked_after")
"""The closed flags that change what people do tomorrow morning; the others stand on the child's page."""

UNTOLD = "Family not told yet"
"""SEN support without a conversation with the family, whom the law says to tell (section 68)."""

NSA_DAYS = 1
"""From how many days on is “no specialist assessment” worth saying? It is meant to be short-lived."""


def notes(child: Mapping[str, object], *, closed: bool, on: date) -> list[str]:
    """Which short remarks stand beside a child in a list? ``closed`` lets the closed flags be among them."""
    remarks = []
    since = child.get("nsa_since")
    if isinstance(since, date) and (days := (on - since).days) >= NSA_DAYS:
        remarks.append(f"NSA for {days} {'day' if days == 1 else 'days'}")
    remarks += [words for flag, words in OPEN_FLAGS.items() if child.get(flag)]
    if closed:
        remarks += [UNTOLD] if child.get("family_untold") else []
        remarks += [CLOSED_FLAGS[flag] for flag in IN_LISTS if child.get(flag)]
    return remarks
