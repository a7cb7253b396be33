"""Which questions could a governor ask about these figures, and why? Each comes from a figure or from the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reporting.measures import Measure
from reporting.national import academic_year, census_day
from reporting.presenting.profile import Profile, verdicts
from reporting.presenting.words import long_day

MANY_UNCLEAR = 0.1


@dataclass(frozen=True, slots=True)
class Question:
    """A question and where it comes from."""

    text: str
    why: str


def next_census(on: date) -> date:
    """On which day does the school next count needs for the department?"""
    day = census_day(academic_year(on))
    return day if day >= on else census_day(academic_year(date(on.year, 9, 1)))


def questions(about: Profile, *, most: int = 4) -> list[Question]:
    """The questions that these figures raise first, then those that are always worth asking."""
    return [*_raised(about), *_always(about)][:most]


def _raised(about: Profile) -> list[Question]:
    found = []
    beside = verdicts(about.lines)
    register = about.all_sen.share.numerator
    if not register:
        found.append(
            Question(
                "How do we know that no pupil here needs help that is not being given?",
                "Nobody is on the SEN register. In most schools more than one pupil in seven is.",
            )
        )
    if about.without_need:
        found.append(
            Question(
                "Why is no main need recorded for some pupils, and by when will it be?",
                f"The school census asks for it on {long_day(next_census(about.counted_on))}.",
            )
        )
    if beside[Measure.SEN_SUPPORT] == "below" and register:
        found.append(
            Question(
                "How do we know that no child who needs help is missed?",
                "SEN support is below England by more than chance explains.",
            )
        )
    if beside[Measure.SEN_SUPPORT] == "above":
        found.append(
            Question(
                "Which everyday teaching would leave fewer pupils in need of something extra?",
                "SEN support is above England by more than chance explains.",
            )
        )
    if beside[Measure.EHC_PLAN] == "above":
        found.append(
            Question(
                "Is everything that the plans promise provided, and what does it cost?",
                "More pupils have a plan than in England, beyond chance.",
            )
        )
    if beside[Measure.EHC_PLAN] == "below" and register:
        found.append(
            Question(
                "Do we ask for an assessment when a pupil needs more than we can give?",
                "Fewer pupils have a plan than in England, beyond chance.",
            )
        )
    if about.unclear and about.unclear > MANY_UNCLEAR * register:
        found.append(
            Question(
                "What would help us to name needs more exactly?",
                f"{about.unclear:,} of {register:,} are recorded as another difficulty or not yet assessed.",
            )
        )
    return found


def _always(about: Profile) -> list[Question]:
    asked = [
        Question(
            "How do families take part in planning, and what do they tell us?",
            "Schools meet parents at least three times a year (Code of Practice).",
        ),
        Question(
            "Does the SENCO have the time and the standing to lead this?",
            "The Code of Practice asks schools to see to it.",
        ),
        Question(
            "What did we stop doing because it did not help?",
            "A good answer names the help and what came instead.",
        ),
        Question(
            "How does every teacher know what works for the pupils they teach?",
            "Teachers answer for the progress of all their pupils.",
        ),
    ]
    return asked if about.all_sen.share.numerator else asked[1:]
