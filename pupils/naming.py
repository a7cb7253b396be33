"""When two spellings are one name, and initials for small places. The order of lists is in schools.naming."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ħ": "h", "ı": "i", "ŀ": "l", "ŋ": "n", "ŧ": "t", "ə": "e",
    }
)  # fmt: skip


@lru_cache(maxsize=8192)  # an import folds every name several times, and most names are common
def fold(text: str) -> str:
    """A name for comparing: no accents, apostrophes, hyphens, spaces or capitals, so O’Neill is oneill."""
    if text.isascii() and text.isalpha():
        return text.lower()
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_PLAIN)
    return "".join(letter for letter in parts if letter.isalnum())


def initials(forename: str, surname: str) -> str:
    """Two letters for a child, for example NH; one or none where a name is missing."""
    return "".join(next((letter.upper() for letter in name if letter.isalnum()), "") for name in (forename, surname))


def same(one: str, other: str) -> bool:
    """Whether two spellings are the same name but for accents, capitals and punctuation."""
    return fold(one) == fold(other)
