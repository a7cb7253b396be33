"""Concerns that colleagues at Fernhollow have raised: some wait, one for too long, one is asked about, one decided."""

from __future__ import annotations

from datetime import date, timedelta

from trust_send.demo.childhood import Concern, ConcernQuestion, Pupil
from trust_send.demo.places import FERNHOLLOW
from trust_send.demo.plan import Trust

_TEXTS = (
    # class, days ago, strengths, observed, tried, for how long, area
    ("4B", 19, "Full of ideas, tells long stories about space.",
     "Writes two lines where others write a page. Rubs out a lot, holds the pencil very tight.",
     "Pencil grip, a slope, dictating to a partner: dictating helps.", "weeks", "P"),
    ("4B", 8, "Kind to new children, good at games with rules.",
     "Loses the thread when there are more than two instructions, and copies what others do.",
     "One step at a time, pictures on the desk.", "weeks", "C"),
    ("4B", 1, "Very good with numbers, likes to help.",
     "Progress in reading is slow. Guesses words from the first letter.",
     "Reads with me twice a week.", "days", "L"),
    ("2A", 5, "Sings all day, remembers every song.",
     "Hardly speaks in class, points and pulls. Speaks a lot at home, says the mother, in Polish.",
     "Talk partner, songs, word cards.", "weeks", ""),
    ("5B", 33, "Draws beautifully and notices everything.",
     "Leaves the room when it gets loud, three or four times a week, and does not come back by herself.",
     "A quiet corner and a card to ask for a break.", "longer", "S"),
)  # fmt: skip
_ASKED, _ANSWERED, _DECIDED = 1, 0, 4
_DECISION = (
    "Please keep the card and the quiet corner, and warn before it gets loud. Note each day that goes well, too. "
    "I come and watch in the second week."
)


def add_concerns(trust: Trust, codes: dict[int, str], *, on: date) -> None:
    """Raise them about children without SEN, by the teacher who has the class; Fernhollow's SENCO asks and decides."""
    senco = next(post.person for post in trust.posts if post.role == "senco" and post.school == FERNHOLLOW)
    taken: set[int] = set()
    for number, (class_name, days, strengths, observed, tried, tried_for, area) in enumerate(_TEXTS):
        group = f"{FERNHOLLOW}/registration/{class_name}"
        staff = [row.person for row in trust.group_staff if row.group == group and row.ends_on is None]
        child = _child(trust, group, codes, taken, on)
        taken.add(child.key)
        raised_on = on - timedelta(days=days)
        questions = []
        if number in (_ASKED, _ANSWERED):
            questions = [_question(senco, staff[1], raised_on, is_answered=number == _ANSWERED)]
        concern = Concern(
            child.key, staff[0], raised_on, strengths, observed, tried, tried_for, area, questions=questions
        )
        if number == _DECIDED:
            concern.outcome, concern.words_back, concern.decided_by = "universal", _DECISION, senco
            concern.decided_on = on - timedelta(days=29)
            concern.review_on = on + timedelta(days=13)
        trust.concerns.append(concern)


def _child(trust: Trust, group: str, codes: dict[int, str], taken: set[int], on: date) -> Pupil:
    """The first child of a class, by name, who has no SEN and about whom nothing was raised yet."""
    members = {row.pupil for row in trust.group_members if row.group == group and row.ends_on is None}
    free = [
        pupil
        for pupil in trust.pupils
        if pupil.key in members - taken and codes.get(pupil.key, "N") == "N" and pupil.joined_on <= on
    ]
    return min(free, key=lambda pupil: (pupil.surname, pupil.forename))


def _question(senco: str, person: str, raised_on: date, *, is_answered: bool) -> ConcernQuestion:
    asked = ConcernQuestion(
        senco, person, raised_on + timedelta(days=2), "How is it with you? What goes well, and what has helped?"
    )
    if is_answered:
        asked.answer = "In the group it is the same: talks with joy, and stops when a pencil comes out."
        asked.answered_on = asked.asked_on + timedelta(days=3)
    return asked
