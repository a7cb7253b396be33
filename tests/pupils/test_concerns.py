"""From a colleague's concern to the decision: who writes, who reads, and what stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from pupils.models import Concern, ConcernQuestion, Pupil
from pupils.selectors.concerns import may_be_asked
from pupils.services import concerns, statuses
from schools.models import Post
from tests.cast import SINCE
from trust_send.platform.history import events_of
from trust_send.platform.walls.sources import acting_for, whole_trust

WORDS = {
    "strengths": "Loves to build, kind to others",
    "observed": "Loses the thread of longer instructions",
    "tried": "One step at a time, pictures",
    "tried_for": "weeks",
}


@pytest.fixture
def as_(north):
    return lambda name: acting_for(getattr(north, name).pk, north.trust.pk)


@pytest.fixture
def mina(north):
    """Grace has her in 4B, Renata in Reading."""
    return north.one.pupils[1]


@pytest.fixture
def concern(as_, north, mina):
    with as_("grace"):
        return concerns.raise_about(pupil=mina, by=north.grace, **WORDS)


def visible(as_, name):
    with as_(name) as (reach, _):
        by_wall = set(Concern.objects.values_list("pk", flat=True))
        assert by_wall == set(Concern.objects.within(reach).values_list("pk", flat=True)), name
        return by_wall


def test_the_school_reads_it_and_colleagues_who_are_not_asked_do_not(as_, concern):
    reading = {name for name in ("asha", "lena", "cai", "grace") if visible(as_, name)}
    assert reading == {"asha", "lena", "cai", "grace"}
    assert not any(visible(as_, name) for name in ("renata", "ben", "hannah", "eve", "noah", "helen", "maryam", "tom"))


def test_who_is_asked_reads_the_concern_and_only_their_own_question(as_, north, concern):
    with as_("asha"):
        assert may_be_asked(concern=concern, on=timezone.localdate()) == [north.renata]
        concerns.ask(concern=concern, of=north.renata, question="How is it in Reading?", by=north.asha)
    assert visible(as_, "renata") == {concern.pk}
    with as_("renata"):
        asked = ConcernQuestion.objects.get()
        concerns.answer(question=asked, by=north.renata, answer="She waits to see what others do")
    with as_("grace") as (reach, _):
        assert not ConcernQuestion.objects.exists()
        assert not ConcernQuestion.objects.within(reach).exists()
    with as_("asha"):
        assert ConcernQuestion.objects.get().answer == "She waits to see what others do"
        assert {row.pgh_context["by"] for row in events_of(ConcernQuestion)} == {north.asha.pk, north.renata.pk}


def test_only_who_has_the_child_is_asked(as_, north, mina, concern):
    with as_("asha"), pytest.raises(ValidationError) as refused:
        concerns.ask(concern=concern, of=north.ben, question="?", by=north.asha)
    assert "of" in refused.value.error_dict
    with as_("asha"):
        assert north.grace not in may_be_asked(concern=concern, on=timezone.localdate())
        Post.objects.filter(user=north.renata).update(ends_on=SINCE + timedelta(days=1))
        assert may_be_asked(concern=concern, on=timezone.localdate()) == []


def test_who_no_longer_has_the_child_no_longer_reads(as_, north, concern):
    with whole_trust(north.trust.pk):
        from schools.models import GroupStaff

        GroupStaff.objects.filter(user=north.grace).delete()
    assert visible(as_, "grace") == set()
    assert visible(as_, "asha") == {concern.pk}


def test_nobody_writes_in_the_name_of_another(as_, north, mina):
    with as_("renata"), pytest.raises(DatabaseError), transaction.atomic():
        concerns.raise_about(pupil=mina, by=north.grace, **WORDS)


def test_a_teacher_raises_about_no_other_child(as_, north):
    with as_("grace"), pytest.raises(DatabaseError), transaction.atomic():
        concerns.raise_about(pupil=north.two.pupils[0], by=north.grace, **WORDS)


def test_sent_twice_it_is_kept_once(as_, north, mina, concern):
    with as_("grace"):
        again = concerns.raise_about(pupil=mina, by=north.grace, **WORDS)
        assert again.pk == concern.pk
        other = concerns.raise_about(pupil=mina, by=north.grace, **{**WORDS, "observed": "Something else"})
        assert other.pk != concern.pk


def test_the_decision_goes_back_and_changes_no_status(as_, north):
    otto = north.one.pupils[2]
    with as_("grace"):
        raised = concerns.raise_about(pupil=otto, by=north.grace, **WORDS)
    with as_("asha"):
        concerns.decide(concern=raised, outcome="support", words_back="We begin a plan together", by=north.asha)
        assert statuses.current(otto, timezone.localdate()).code == "N"
    with as_("grace"):
        mine = Concern.objects.get()
        assert (mine.outcome, mine.words_back, mine.decided_by) == (
            "support", "We begin a plan together", north.asha,
        )  # fmt: skip
    with as_("asha"), pytest.raises(ValidationError):
        concerns.decide(concern=raised, outcome="refer", words_back="No", by=north.asha)


def test_a_child_with_a_plan_is_not_moved_to_sen_support(as_, north, concern):
    with as_("asha"), pytest.raises(ValidationError) as refused:
        concerns.decide(concern=concern, outcome="support", words_back="", by=north.asha)
    assert refused.value.error_dict.keys() == {"outcome", "words_back"}


def test_strategies_are_looked_at_again_and_decided_anew(as_, north, concern):
    day = timezone.localdate() + timedelta(weeks=6)
    with as_("asha"):
        concerns.decide(concern=concern, outcome="universal", words_back="Now, next", review_on=day, by=north.asha)
        concerns.decide(concern=concern, outcome="refer", words_back="Speech therapy", review_on=day, by=north.asha)
        now = Concern.objects.get(pk=concern.pk)
        assert (now.outcome, now.review_on) == ("refer", None)
        assert [row.outcome for row in events_of(Concern).order_by("pgh_id")] == ["", "universal", "refer"]


def test_whoever_raised_it_withdraws_it_while_nothing_is_decided(as_, north, concern):
    with as_("asha"), pytest.raises(ValidationError):
        concerns.withdraw(concern=concern, by=north.asha)
    with as_("grace"):
        concerns.withdraw(concern=concern, by=north.grace)
        assert not Concern.objects.undecided().exists()
    with as_("asha"):
        for late in (
            lambda: concerns.decide(concern=concern, outcome="refer", words_back="No", by=north.asha),
            lambda: concerns.ask(concern=concern, of=north.renata, question="?", by=north.asha),
        ):
            with pytest.raises(ValidationError):
                late()


def test_an_answer_is_not_written_over_nor_given_for_another(as_, north, concern):
    with as_("asha"):
        asked = concerns.ask(concern=concern, of=north.renata, question="How?", by=north.asha)
        with pytest.raises(ValidationError):
            concerns.answer(question=asked, by=north.asha, answer="Mine")
    with as_("renata"):
        concerns.answer(question=asked, by=north.renata, answer="First")
        with pytest.raises(ValidationError):
            concerns.answer(question=asked, by=north.renata, answer="Second")
        assert ConcernQuestion.objects.get().answer == "First"


def test_everything_goes_where_the_child_goes(as_, north, mina, concern):
    with as_("asha"):
        concerns.ask(concern=concern, of=north.renata, question="How?", by=north.asha)
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(pk=mina.pk).update(school=north.two.school)
    assert visible(as_, "asha") == set()
    assert visible(as_, "ben") == {concern.pk}
    with as_("ben"):
        assert events_of(Concern).count() == 1
        assert events_of(ConcernQuestion).count() == 1
