"""The checklist of the termly register review, as data, and how each check is answered.

A check lists children, or it asks: where the facts are not recorded here, a person answers by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pupils.reviewing import (
    Child,
    Finding,
    Rule,
    family_not_told,
    file_says_otherwise,
    joined_without_history,
    layer_missing_or_old,
    left_with_status,
    long_on_support,
    need_without_sen,
    needs_not_ranked,
    new_with_another_language,
    not_assessed_for_long,
    other_need,
    undecided_concern,
)


class Fix(StrEnum):
    """Where what a check finds is put right."""

    NEEDS = "needs"
    STATUS = "status"
    FAMILY = "family"
    LAYER = "layer"
    CONCERN = "concern"
    QUESTION = "question"
    RECORD = "record"
    HANDING_ON = "handing_on"


@dataclass(frozen=True, slots=True)
class Check:
    """One sentence that should be true, and how the answer is come by: from a list, from shares, or by hand."""

    id: str
    statement: str
    how: str
    rule: Rule | None = None
    fix: Fix = Fix.RECORD
    of_leavers: bool = False
    shows_shares: bool = False
    compares_census: bool = False

    @property
    def lists_children(self) -> bool:
        """Is it answered from a list?"""
        return self.rule is not None


BY_HAND = "Not recorded here yet, so nothing is listed. "

CHECKS = (
    Check(
        "RR-01",
        "Every pupil on SEN support gets help that is extra to or different from most pupils’ help",
        f"{BY_HAND}Look at your provision map. Provision comes with a later part of the product.",
    ),
    Check(
        "RR-02",
        "Every pupil with SEN support or an EHC plan has exactly one need ranked first",
        "Listed: pupils on the register without a need, without a first one, or with a gap between the ranks.",
        needs_not_ranked,
        Fix.NEEDS,
    ),
    Check(
        "RR-03",
        "No need is active for a pupil without SEN",
        "Listed: pupils without SEN who have a need. The census takes no need beside “no SEN”.",
        need_without_sen,
        Fix.STATUS,
    ),
    Check(
        "RR-04",
        "“No specialist assessment” is used only with SEN support, and not for more than two terms",
        "Listed: pupils with an EHC plan, or with SEN support for whom it has stood for more than 26 weeks.",
        not_assessed_for_long,
        Fix.NEEDS,
    ),
    Check(
        "RR-05",
        "“Other” is used only when nothing else fits",
        "Listed: pupils on the register one of whose needs is “other difficulty or disability”.",
        other_need,
        Fix.NEEDS,
    ),
    Check(
        "RR-06",
        "“EHC plan” is used only when the plan has been issued",
        f"{BY_HAND}Asked for, being assessed and draft are still SEN support. Look at the issue date on each plan. "
        "Dates of plans come with a later part of the product.",
    ),
    Check(
        "RR-07",
        "The parent was told of each start of SEN support",
        "Listed: pupils on SEN support without a note that the family has been told. The law asks for it "
        "(Children and Families Act 2014, section 68). Write the letter, or note the day, on the pupil’s page.",
        family_not_told,
        Fix.FAMILY,
    ),
    Check(
        "RR-08",
        "Each pupil’s plan is in date",
        f"{BY_HAND}Plans and their reviews come with a later part of the product.",
    ),
    Check(
        "RR-09",
        "Each pupil and parent gave a view this cycle",
        f"{BY_HAND}Views come with the plans, in a later part of the product.",
    ),
    Check(
        "RR-10",
        "Pupils who have met their outcomes are thought about for ending SEN support",
        f"{BY_HAND}Outcomes come with the plans, in a later part of the product.",
    ),
    Check(
        "RR-11",
        "Pupils on SEN support for more than two years have had their need looked at again",
        "Listed: pupils whose SEN support began more than two years ago.",
        long_on_support,
        Fix.NEEDS,
    ),
    Check(
        "RR-12",
        "Pupils about whom a concern was raised have a decision or a date",
        "Listed: pupils with a concern that has waited for a decision for more than six weeks.",
        undecided_concern,
        Fix.CONCERN,
    ),
    Check(
        "RR-13",
        "Pupils new to English have had language looked at before SEN",
        "Listed: pupils with English as an additional language who came onto the register this school year. "
        "Learning English is not SEN.",
        new_with_another_language,
        Fix.STATUS,
    ),
    Check(
        "RR-14",
        "Pupils who joined have their past SEN records",
        "Listed: pupils who joined this school year without a status from before, nursery and reception aside. "
        "Ask the school before, or bring in its transfer file.",
        joined_without_history,
        Fix.RECORD,
    ),
    Check(
        "LEFT",
        "The records of pupils who left have gone along",
        "Listed: pupils who left in the last 26 weeks with SEN support or an EHC plan. They are not on the register.",
        left_with_status,
        Fix.HANDING_ON,
        of_leavers=True,
    ),
    Check(
        "RR-15",
        "Boys and girls, year groups, disadvantage and birth months look right",
        "The shares of your roll. A high or low share is a question, not a verdict.",
        shows_shares=True,
    ),
    Check(
        "RR-16",
        "Register, school information system and census agree",
        "Listed: pupils about whom a file of the MIS says otherwise and nobody has said which is right.",
        file_says_otherwise,
        Fix.QUESTION,
        compares_census=True,
    ),
    Check(
        "RR-17",
        "Layers of support are recorded and still right",
        "Listed: pupils on the register without a layer of support, or with one that has stood for 39 weeks.",
        layer_missing_or_old,
        Fix.LAYER,
    ),
    Check(
        "RR-18",
        "A sample was looked at blind with another school",
        f"{BY_HAND}Write in the note: the day, how many pupils, and how many you agreed about.",
    ),
    Check(
        "RR-19",
        "Low attendance or suspension has led to a look at need",
        f"{BY_HAND}Attendance and suspensions come with a later part of the product.",
    ),
)
"""What is walked through each term. The two signatures end it."""
CHECK_BY_ID = {check.id: check for check in CHECKS}


def findings(check: Check, children: Iterable[Child], on: date) -> list[Finding]:
    """The children whom a check finds, in their order."""
    if check.rule is None:
        return []
    found = ((child, check.rule(child, on)) for child in children if (child.left_on is not None) == check.of_leavers)
    return [Finding(child, *answer) for child, answer in found if answer]
