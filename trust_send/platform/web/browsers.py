"""What browsers say of themselves, in words that their owner recognises."""

from __future__ import annotations

# The first that fits: most browsers also name the ones they descend from.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("CrOS", "Chrome"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
)


def browser_words(user_agent: str) -> str:
    """Which browser on which kind of machine?"""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "Another browser")
    machine = next((name for mark, name in MACHINES if mark in user_agent), "")
    return f"{browser} on {machine}" if machine else browser
