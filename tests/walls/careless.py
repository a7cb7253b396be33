"""Addresses of the product, and one page that was written by someone who forgot the walls. For tests alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from pupils.models import Pupil
from schools.permissions import needs
from schools.roles import Verb
from trust_send.urls import urlpatterns as ours


@needs(Verb.SEE_TODAY)
def all_pupils(request: HttpRequest) -> HttpResponse:
    """Every child, without a thought of whose they are."""
    return HttpResponse("\n".join(f"{child.pk} {child.legal_surname}" for child in Pupil.objects.order_by("pk")))


urlpatterns = [*ours, path("test-only/all-pupils/", all_pupils, name="test-only-all-pupils")]
