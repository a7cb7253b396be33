"""Appointing people and ending their posts."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from schools.models import Hub, Membership, Post, School, Trust, User
from schools.querysets import in_force
from schools.roles import POST_ROLES, TRUST_LEAD, Held
from trust_send.platform.history import because


@transaction.atomic
def appoint(
    *,
    email: str,
    given_name: str,
    family_name: str,
    role: str,
    trust: Trust,
    starts_on: date,
    by: User,
    reason: str,
    school: School | None = None,
    hub: Hub | None = None,
    ends_on: date | None = None,
) -> Post:
    """Give someone a post; who is new gets an account, which an invitation opens later."""
    held = Held.SCHOOL if school else Held.HUB if hub else Held.TRUST
    if held not in POST_ROLES[role].held:
        raise ValidationError({"role": f"A {POST_ROLES[role].name} is not appointed to a {held}."})
    person = User.objects.filter(email=email.lower()).first()
    if person is None:
        person = User.objects.create_user(email, given_name=given_name, family_name=family_name)
    Membership.objects.get_or_create(user=person, trust=trust)
    same = Post.objects.filter(user=person, role=role, school=school, hub=hub).filter(in_force(starts_on))
    if same.exists():
        raise ValidationError(f"{person} holds this post already.")
    post = Post(user=person, role=role, school=school, hub=hub, starts_on=starts_on, ends_on=ends_on)
    post.full_clean(exclude=["trust"])
    with because(by=by.pk, reason=reason):
        post.save()
    return post


@transaction.atomic
def end(*, post: Post, on: date, by: User, reason: str) -> Post:
    """End a post before a day, or take it back on its first. Sight ends at the next request: reach is not stored."""
    if post.role == TRUST_LEAD.code and not _another_lead(post, on):
        raise ValidationError("This is the trust's last SEND lead. Appoint another first.")
    if on < post.starts_on:
        raise ValidationError(f"The post begins on {post.starts_on:%-d %B %Y}. It cannot end before that.")
    post.ends_on = on
    with because(by=by.pk, reason=reason):
        post.save(update_fields=["ends_on"])
    return post


def _another_lead(post: Post, on: date) -> bool:
    """Will the trust have a lead without this post, with no end in sight?"""
    with connection.cursor() as cursor:
        # One at a time in a trust: two leads who end each other at the same moment must not both succeed.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('the last lead'), app_trust_id()::int)")
    leads = Post.objects.filter(role=TRUST_LEAD.code).exclude(pk=post.pk)
    return leads.filter(in_force(on), ends_on__isnull=True).exists()
