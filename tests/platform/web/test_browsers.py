"""Browsers are told apart as their owners do."""

from __future__ import annotations

import pytest

from trust_send.platform.web.browsers import browser_words

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (CHROME, "Chrome on Windows"),
        (f"{CHROME} Edg/131.0", "Edge on Windows"),
        (SAFARI, "Safari on an iPhone"),
        (FIREFOX, "Firefox on Linux"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541) Chrome/131.0 Safari/537.36", "Chrome on a Chromebook"),
        ("curl/8.5", "Another browser"),
        ("", "Another browser"),
    ],
)
def test_a_browser_in_words(said, words):
    assert browser_words(said) == words
