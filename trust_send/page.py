"""What every page shows around its own content: trust, school, person and the navigation of their role."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def context(request: HttpRequest) -> dict[str, Any]:
    """Who is here, where, and where may they go? Nothing for people who are not signed in."""
    return {"demo": settings.DEMO}
