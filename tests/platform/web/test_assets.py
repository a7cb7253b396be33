"""What the browser is sent: the theme, its fonts and a few scripts."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
BUILD = STATIC / "build"


def test_the_stylesheet_asks_for_nothing_that_is_not_beside_it() -> None:
    css = (BUILD / "app.css").read_text()
    addresses = {address.strip("\"'") for address in re.findall(r"url\(([^)]*)\)", css)}
    assert addresses and all((BUILD / address).is_file() for address in addresses), addresses
    assert "data:" not in css and "@import" not in css


def test_the_stylesheet_is_light() -> None:
    assert len((BUILD / "app.css").read_bytes()) < 200_000


def test_fonts_and_colours_of_the_government_stay_away() -> None:
    css = (BUILD / "app.css").read_text().lower()
    # The one blue left belongs to GOV.UK's drag-and-drop upload, which our pages do not draw.
    css = re.sub(r"[^{}]*govuk-file-upload-button[^{}]*\{[^{}]*\}", "", css)
    assert "gds transport" not in css and "#1d70b8" not in css and "crown" not in css


def test_scripts_import_only_what_is_there() -> None:
    for script in (STATIC / "js").glob("*.js"):
        for address in re.findall(r'from "([^"]+)"', script.read_text()):
            assert (script.parent / address).is_file(), f"{script.name} imports {address}"
    assert not any("sourceMappingURL" in path.read_text() for path in BUILD.glob("*.js"))
