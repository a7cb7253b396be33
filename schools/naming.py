"""How names are ordered and found, the same on every machine: the embedded database knows no English collation."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "đ": "d", "ð": "d"})


def folded(words: str) -> str:
    """Which letters and digits do these words hold, without case, accents or punctuation?"""
    plain = unicodedata.normalize("NFKD", words.translate(_LETTERS)).casefold()
    kept = (c if c.isalnum() else " " if c in " -" else "" for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def sort_key(surname: str, forename: str) -> str:
    """By what is a person ordered and found: surname first, then forename."""
    return f"{folded(surname)}, {folded(forename)}"
