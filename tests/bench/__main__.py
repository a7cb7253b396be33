"""``python -m tests.bench``: one line per measure; always ends well, because a slow machine is no error."""

from __future__ import annotations

import os
import sys
import traceback

import django


def main() -> None:
    """Build what is measured, then measure it; one measure that breaks does not hide the others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trust_send.settings")
    os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
    os.environ.update(STATIC_PLAIN="1", DEMO="1", HTTPS="0", MFA_REQUIRED="0")
    django.setup()
    from tests.bench import intake, live, new_year, pages, papers, transfer, world

    world.build()
    parts = [pages.run, papers.run]
    if os.environ.get("QUICK", "0") in ("", "0"):
        parts += [intake.run, transfer.run, new_year.run, live.run]
    for part in parts:
        try:
            part()
        except Exception:  # noqa: BLE001
            sys.stdout.write(f"bench {part.__module__.rpartition('.')[2]} could not be measured SHORT\n")
            traceback.print_exc()


main()
