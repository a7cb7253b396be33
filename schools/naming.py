"""How names are ordered and found, the same on every machine: the embedded database knows no English collation."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart into a plain one and an accent.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def folded(words: str) -> str:
    """Which letters and digits do these words hold, without case, accents or punctuation?"""
    # Case before and after taking letters apart: some letters only then show that they have a small form.
    plain = unicodedata.normalize("NFKD", words.casefold()).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", plain)
    kept = (c if c.isalnum() else " " if c in " -" else "" for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def sort_key(surname: str, forename: str) -> str:
    """By what is a person ordered and found: surname first, then forename.

    A space stands before the comma, so that Smith comes before Smith Jones and both before Smithson.
    """
    return f"{folded(surname)} , {folded(forename)}"
