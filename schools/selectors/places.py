"""The schools, terms, hubs and authorities of a trust, and the trust itself."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Prefetch, QuerySet

from schools.models import Hub, Post, School, Term, Trust
from trust_send.platform.walls.reach import Reach


def schools(*, reach: Reach) -> QuerySet[School]:
    """The schools of the trust, by name, with their hub."""
    return School.objects.within(reach).select_related("hub").order_by("sort_key", "pk")


def terms(*, reach: Reach, school_id: int, start: int) -> QuerySet[Term]:
    """The half-terms of a school in the year that began then, in order."""
    return Term.objects.within(reach).filter(school_id=school_id, year_start=start).order_by("number")


def hubs(*, reach: Reach) -> QuerySet[Hub]:
    """The hubs of the trust with how many schools each has."""
    return Hub.objects.within(reach).annotate(schools_count=Count("schools")).order_by("name")


def hubs_with_schools(*, reach: Reach, on: date) -> QuerySet[Hub]:
    """The hubs of the trust, each with its schools and with who leads it on a day (``leads``)."""
    leads = Post.objects.within(reach).on(on).select_related("user").order_by("user__sort_key")
    return (
        Hub.objects.within(reach)
        .prefetch_related(Prefetch("schools", schools(reach=reach)), Prefetch("posts", leads, to_attr="leads"))
        .order_by("name")
    )


def authorities(*, reach: Reach) -> dict[str, str]:
    """The local authorities that the trust has to do with, by code: of its schools, and of its hubs."""
    of_hubs = Hub.objects.within(reach).exclude(la_code="").values_list("la_code", "la_name")
    of_schools = School.objects.within(reach).values_list("la_code", "la_name").distinct()
    # The schools have the last word on how an authority is called: their names come from the public register.
    return dict(sorted({**dict(of_hubs), **dict(of_schools)}.items(), key=lambda both: both[1]))


def trust(*, reach: Reach) -> Trust:
    """The trust in which this reach stands."""
    return Trust.objects.get(pk=reach.trust_id)
