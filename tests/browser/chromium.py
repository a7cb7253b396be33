"""The browser of the tests: Debian's Chromium, quiet and alone."""

from __future__ import annotations

from pathlib import Path

PROGRAM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE, NARROWEST = 1280, 390, 320
"""Widths in CSS pixels: a desk, a phone, and what 1280 becomes at 400 %."""
HEIGHTS = {DESK: 900, PHONE: 844, NARROWEST: 700}


def launch_arguments() -> dict[str, object]:
    """What Playwright's ``launch`` wants; without the system's Chromium it takes its own."""
    return {"args": ARGUMENTS} | ({"executable_path": str(PROGRAM)} if PROGRAM.exists() else {})


def context_arguments(width: int) -> dict[str, object]:
    """A window of this width, in which nothing moves while it is looked at."""
    return {
        "viewport": {"width": width, "height": HEIGHTS[width]},
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "reduced_motion": "reduce",
        "has_touch": width == PHONE,
        "is_mobile": width == PHONE,
    }
