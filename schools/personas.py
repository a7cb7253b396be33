"""The people whom a visitor of the demo may be."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings


def everybody() -> list[dict[str, Any]]:
    """Who stands on the sign-in page, in the order of the file that ``manage.py demo`` wrote?"""
    try:
        found = json.loads(settings.PERSONAS_FILE.read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return []  # the demo is still being made
    return [persona | {"value": persona["key"]} for persona in found]


def find(key: str) -> dict[str, Any] | None:
    """Who is meant by this key?"""
    return next((persona for persona in everybody() if persona["key"] == key), None)
