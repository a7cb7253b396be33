"""Hubs: the schools of a trust that work together, and the local authority they are tied to."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from schools.models import Hub, School, User
from trust_send.platform.history import because


def hold(*, hub: Hub) -> None:
    """Keep a hub from others until this transaction is over."""
    Hub.objects.select_for_update().get(pk=hub.pk)


@transaction.atomic
def keep(*, hub: Hub, name: str, la_code: str, la_name: str, schools: Collection[School], by: User) -> Hub:
    """Add a hub or change it: its name, its local authority, and which schools work in it from now on."""
    hub.name, hub.la_code, hub.la_name = name.strip(), la_code, la_name
    hub.full_clean(exclude=["trust"])
    # Django cannot try a unique rule whose trust only the database knows; it would refuse, but not in words.
    if Hub.objects.filter(name__iexact=hub.name).exclude(pk=hub.pk).exists():
        raise ValidationError({"name": f"There is a hub called {hub.name} already"})
    hub.save()
    _gather(hub=hub, schools=schools, by=by)
    return hub


@transaction.atomic
def delete(*, hub: Hub) -> None:
    """Delete a hub in which nothing stands: no school works in it and nobody holds, or ever held, a post at it."""
    # From here on no school can come in and nobody can be appointed while we look.
    Hub.objects.select_for_update().get(pk=hub.pk)
    if hub.schools.exists():
        raise ValidationError(f"{hub.name} has schools. Take them out first.")
    if hub.posts.exists():
        raise ValidationError(f"{hub.name} stays: people hold or held posts at it.")
    hub.delete()


def _gather(*, hub: Hub, schools: Collection[School], by: User) -> None:
    """Put these schools into the hub and take all others out; hub leads see it at the next click."""
    chosen = {school.pk for school in schools}
    for school in School.objects.filter(Q(hub=hub) | Q(pk__in=chosen)):
        if school.pk not in chosen:
            _move(school, to=None, by=by, reason=f"Taken out of {hub.name}")
        elif school.hub_id != hub.pk:
            _move(school, to=hub, by=by, reason=f"Put into {hub.name}")


def _move(school: School, *, to: Hub | None, by: User, reason: str) -> None:
    school.hub = to
    with because(by=by.pk, reason=reason):
        school.save(update_fields=["hub"])
