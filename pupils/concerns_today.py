"""Concerns on *Today*: what the SENCO has to decide, what a colleague is asked, what came of one's own."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Case, Count, IntegerField, Q, Value, When, Window
from django.urls import reverse
from django.utils import timezone

from pupils.models import Concern, ConcernQuestion
from pupils.presenting.concerns import days_words, mark_of
from pupils.selectors.concerns import counted, due_again, listed, undecided
from pupils.year_groups import label as year_label
from schools.roles import Verb
from schools.today import NOTHING, SHOWN, Fig, Here, Item, Panel, Part

REMEMBERED = timedelta(days=30)
"""How long what came of one's own concern stands on Today."""


def to_decide(here: Here) -> Part:
    """Concerns that wait for a decision, the oldest first, then what is to be looked at again."""
    if not here.reach.school_ids or not here.may(Verb.DECIDE_CONCERN):
        return NOTHING
    waits = undecided() | due_again(here.on)
    order = Case(When(outcome="", then=Value(0)), default=Value(1), output_field=IntegerField())
    found = counted(Concern.objects.within(here.reach).filter(waits), reach=here.reach)
    rows = list(
        found.annotate(
            order=order, total=Window(Count("pk")), decisions=Window(Count("pk", filter=Q(outcome="")))
        ).order_by("order", "raised_at", "pk")[:SHOWN]
    )
    total, decisions = (rows[0].total, rows[0].decisions) if rows else (0, 0)
    items = [_item(row, here) for row in rows]
    everything = reverse("concerns")
    panel = Panel.counted(
        "concerns",
        "Concerns raised by colleagues",
        items,
        total=total,
        everything=everything,
        empty="No concern is waiting for a decision.",
        is_good_when_empty=True,
    )
    words = "concern to decide" if decisions == 1 else "concerns to decide"
    fig = Fig(f"{decisions:,}", words, everything, kind="warn" if decisions else "good")
    return Part(figs=(fig,), panels=(panel,), children=tuple((row.pupil_id, row.pupil.school_id) for row in rows))


def my_own(here: Here) -> Part:
    """What one is asked, what came of one's own concerns, and where to raise another; whoever decides has them all."""
    whole = bool(here.reach.school_ids)
    if not here.may(Verb.RAISE_CONCERN) or (whole and here.may(Verb.DECIDE_CONCERN)):
        return NOTHING
    asked = list(
        ConcernQuestion.objects.within(here.reach)
        .waiting()
        .filter(asked_of=here.user_id)
        .select_related("pupil", "asked_by")
        .order_by("asked_at", "pk")[:SHOWN]
    )
    questions = Panel(
        "asked",
        "You are asked about a pupil",
        tuple(
            Item(
                text=f"What do you see in {row.pupil.name}?",
                url=reverse("concern-answer", args=[row.concern_id, row.pk]),
                why=f"{row.asked_by} asks · {year_label(row.pupil.year_group)}",
                mark="warn",
                mark_words=_ago(row, here),
            )
            for row in asked
        ),
    )
    since = timezone.now() - REMEMBERED
    own = list(
        counted(
            Concern.objects.within(here.reach)
            .filter(raised_by=here.user_id, withdrawn_at__isnull=True)
            .filter(Q(outcome="") | Q(decided_at__gte=since)),
            reach=here.reach,
        ).order_by("-raised_at", "-pk")[:SHOWN]
    )
    mine = Panel(
        "my-concerns",
        "Your concerns",
        tuple(_own_item(row, here) for row in own),
        url=reverse("concerns" if whole else "concern-choose"),
        link="All concerns" if whole else "Raise a concern",
        empty="Does something about how a pupil learns worry you? Tell your SENCO in a minute.",
        is_aside=True,
    )
    # Whoever sees a whole school raises few: without one the panel would only stand in the way.
    panels = (*((questions,) if asked else ()), *((mine,) if own or not whole else ()))
    children = {(row.pupil_id, row.pupil.school_id) for row in (*asked, *own)}
    return Part(panels=panels, children=tuple(sorted(children)))


def _item(row: Concern, here: Here) -> Item:
    kind, words = mark_of(listed(row, on=here.on))
    where = f", {row.pupil.school.name}" if len(here.reach.school_ids) > 1 else ""
    return Item(
        text=f"{row.raised_by} about {row.pupil.name}",
        url=reverse("concern", args=[row.pk]),
        why=f"{_begins(row.observed)} · {year_label(row.pupil.year_group)}{where}",
        mark=kind,
        mark_words=words,
    )


def _own_item(row: Concern, here: Here) -> Item:
    kind, words = mark_of(listed(row, on=here.on))
    why = _begins(row.words_back) if row.outcome else "Your SENCO has it"
    return Item(text=row.pupil.name, url=reverse("concern", args=[row.pk]), why=why, mark=kind, mark_words=words)


def _ago(row: ConcernQuestion, here: Here) -> str:
    words = days_words((here.on - timezone.localdate(row.asked_at)).days)
    return words[0].upper() + words[1:]


def _begins(text: str) -> str:
    """The first words of a text."""
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:90].rpartition(' ')[0]} …"
