"""The request as views of signed-in people receive it: with its reach, its standing and an id."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from schools.models import User
    from trust_send.platform.walls.reach import Reach
    from trust_send.platform.walls.standing import Standing


class StaffRequest(HttpRequest):
    """Somebody is signed in and the walls know who: the middleware has put these here (for type checkers only)."""

    user: User
    reach: Reach
    standing: Standing
    id: UUID
    htmx: HtmxDetails
