"""Writing down who a child's contacts are and what each may get; taking sight away the moment it may no longer be."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from pupils.models import Contact, ContactLink, ContactSource, FamilyLink, Pupil
from pupils.rights import BARS_ACCOUNT, Restriction
from pupils.services.pupils import hold as hold_child
from pupils.services.refusals import refuse
from schools.models import User
from schools.naming import folded
from schools.querysets import not_over
from trust_send.platform.history import because


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """A person as the school knows them."""

    family_name: str
    given_name: str = ""
    email: str = ""
    phone: str = ""
    other_phone: str = ""
    address: str = ""
    postcode: str = ""
    language: str = ""
    needs_interpreter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the person is to the child, and which rights go with it."""

    relationship: str
    has_parental_responsibility: bool = False
    lives_with: bool = False
    receives_correspondence: bool = False
    priority: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A restriction with its reference, its first day and the last one, if that is known."""

    kind: Restriction
    order_reference: str
    first_day: date
    last_day: date | None = None


@transaction.atomic
def add(
    *,
    pupil: Pupil,
    person: Particulars | Contact,
    standing: Standing,
    by: User,
    on: date | None = None,
    reason: str = "",
    source: str = ContactSource.TYPED,
) -> ContactLink:
    """Write down a contact of a child: somebody new, or somebody who is a contact of a brother or sister already."""
    hold_child(pupil=pupil)  # one at a time: two clicks must not add a person twice
    _check_not_there(pupil, person)
    with because(by=by.pk, reason=reason):
        link = ContactLink.objects.create(
            pupil=pupil,
            contact_id=person.pk if isinstance(person, Contact) else new_numbers(1)[0],
            source=source,
            starts_on=on or timezone.localdate(),
            **asdict(standing),
        )
        if not isinstance(person, Contact):
            # After its link: the wall shows a contact only through a child.
            Contact.objects.create(pk=link.contact_id, **asdict(person))
    return link


def new_numbers(count: int) -> list[int]:
    """Numbers for contacts that are about to be written after their links."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('pupils_contact_id_seq') FROM generate_series(1, %s)", [count])
        return [number for (number,) in cursor.fetchall()]


@transaction.atomic
def edit(*, link: ContactLink, person: Particulars, standing: Standing, by: User, reason: str = "") -> bool:
    """Change a person's particulars and what they are to this child. Was anything different?

    Another name or email address is another person until somebody has checked: the link is no longer verified.
    """
    link = _locked(link)
    contact = link.contact
    was_called = (folded(str(contact)), contact.email.lower())
    changed_person = _put(contact, asdict(person))
    changed_link = _put(link, asdict(standing))
    with because(by=by.pk, reason=reason):
        if changed_person:
            contact.save(update_fields=changed_person)
        if changed_link:
            link.save(update_fields=changed_link)
        if (folded(str(contact)), contact.email.lower()) != was_called:
            _ask_again(contact)
    return bool(changed_person or changed_link)


@transaction.atomic
def verify(*, link: ContactLink, by: User, how: str) -> None:
    """Note that somebody has checked who this is and what they are to the child, and how."""
    link = _locked(link)
    link.verified_on, link.verified_by = timezone.localdate(), by
    with because(by=by.pk, reason=how):
        link.save(update_fields=["verified_on", "verified_by"])


@transaction.atomic
def end(*, link: ContactLink, by: User, reason: str = "") -> None:
    """This person is no longer a contact of the child from today on; an account given to them ends with it."""
    link = _locked(link)
    today = timezone.localdate()
    with because(by=by.pk, reason=reason):
        _end_sight(link, today)
        link.starts_on = min(link.starts_on, today)
        link.ends_on = today
        link.save(update_fields=["starts_on", "ends_on"])


@transaction.atomic
def restrict(*, link: ContactLink, limit: Limit, by: User, reason: str = "") -> int:
    """Put a restriction on a link; how many accounts lose sight of the child on its first day.

    What it takes away does not come back by itself when the restriction is over: somebody gives it anew.
    """
    if limit.kind is Restriction.NONE:
        raise refuse("kind", "Choose what is restricted")
    if limit.last_day and limit.last_day < limit.first_day:
        raise refuse("last_day", "The last day must not be before the first day")
    link = _locked(link)
    link.restriction, link.order_reference = limit.kind.value, limit.order_reference
    link.restriction_from = limit.first_day
    link.restriction_until = limit.last_day + timedelta(days=1) if limit.last_day else None
    with because(by=by.pk, reason=reason):
        link.save(update_fields=["restriction", "order_reference", "restriction_from", "restriction_until"])
        is_over = link.restriction_until is not None and link.restriction_until <= timezone.localdate()
        if limit.kind in BARS_ACCOUNT and not is_over:
            return _end_sight(link, max(limit.first_day, timezone.localdate()))
    return 0


@transaction.atomic
def lift(*, link: ContactLink, by: User, reason: str) -> None:
    """Take the restriction off a link: the order was ended, or it was noted by mistake."""
    link = _locked(link)
    link.restriction, link.order_reference = Restriction.NONE.value, ""
    link.restriction_from = link.restriction_until = None
    with because(by=by.pk, reason=reason):
        link.save(update_fields=["restriction", "order_reference", "restriction_from", "restriction_until"])


def accounts_of(link: ContactLink) -> list[FamilyLink]:
    """Through which accounts does this contact see the child, or will? Those from before there were contacts too."""
    theirs = Q(contact_link_id=link.pk)
    if link.contact.email:
        theirs |= Q(contact_link__isnull=True, user__email__iexact=link.contact.email) & ~Q(relationship="self")
    open_still = not_over(timezone.localdate())
    return list(FamilyLink.objects.filter(theirs, open_still, pupil_id=link.pupil_id).select_related("user"))


def _end_sight(link: ContactLink, on: date) -> int:
    """End the accounts of this contact for this child on a day. What was never seen is taken out."""
    ended = 0
    for account in accounts_of(link):
        if account.starts_on >= on:
            account.delete()
        elif account.ends_on is None or account.ends_on > on:
            account.ends_on = on
            account.save(update_fields=["ends_on"])
        else:
            continue
        ended += 1
    return ended


def _ask_again(contact: Contact) -> None:
    """Whoever is called otherwise now was verified as somebody else, for every child of theirs."""
    ContactLink.objects.filter(contact=contact, verified_on__isnull=False).update(verified_on=None, verified_by=None)


def hold(*, link: ContactLink) -> ContactLink:
    """The link and its contact as they are now, kept from others until this change is written."""
    found: ContactLink = (
        ContactLink.objects.select_for_update(of=("self", "contact")).select_related("contact").get(pk=link.pk)
    )
    return found


def _locked(link: ContactLink) -> ContactLink:
    """The link as it is now, kept from others until this change is written."""
    return ContactLink.objects.select_for_update(of=("self",)).select_related("contact").get(pk=link.pk)


def _put(row: Contact | ContactLink, values: dict[str, object]) -> list[str]:
    """Which of these values were different?"""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


def _check_not_there(pupil: Pupil, person: Particulars | Contact) -> None:
    """Refuse the same person a second time: the same name with the same email address, or none on one side."""
    name = folded(f"{person.given_name} {person.family_name}".strip())
    for link in open_links(pupil=pupil):
        held = link.contact
        same_address = not (held.email and person.email) or held.email.lower() == person.email.lower()
        if folded(str(held)) == name and same_address:
            raise refuse("family_name", f"{held} is a contact of {pupil.forename} already")


def open_links(*, pupil: Pupil) -> list[ContactLink]:
    """Who is a contact of this child today, or will be, the first to call first?"""
    open_still = not_over(timezone.localdate())
    return list(
        ContactLink.objects.filter(open_still, pupil=pupil)
        .select_related("contact", "verified_by")
        .order_by("priority", "pk")
    )
