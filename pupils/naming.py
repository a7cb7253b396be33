"""How names are folded for order and search, and shortened for small places."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ħ": "h", "ı": "i", "ŀ": "l", "ŋ": "n", "ŧ": "t", "ə": "e",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """A name for comparing: no accents, apostrophes, hyphens, spaces or capitals, so O’Neill is oneill."""
    if text.isascii() and text.isalpha():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    return "".join(letter for letter in unicodedata.normalize("NFKD", parts) if letter.isalnum())


def sort_key(surname: str, forename: str) -> str:
    """The key by which lists order and search find: “smith john” before “smithjones amy”.

    Spaces within a name go, so that the only space ends the surname and a shorter surname comes first.
    Order and prefix search need a column that compares by code point (COLLATE "C").
    """
    return f"{fold(surname)} {fold(forename)}"


def search_keys(text: str) -> list[str]:
    """The beginnings of sort keys that a typed text may mean: “Smith J”, “Smith-Jones”, “Jones, Amy”, “Amy Jones”."""
    if "," in text:
        surname, _, forename = text.partition(",")
        return [f"{fold(surname)} {fold(forename)}".rstrip()] if fold(surname) else []
    words = [folded for word in text.split() if (folded := fold(word))]
    keys = ["".join(words)] if words else []
    for cut in range(1, len(words)):
        keys.append(f"{''.join(words[:cut])} {''.join(words[cut:])}")
        keys.append(f"{''.join(words[cut:])} {''.join(words[:cut])}")
    return list(dict.fromkeys(keys))


def initials(forename: str, surname: str) -> str:
    """Two letters for a child, for example NH; one or none where a name is missing."""
    return "".join(next((letter.upper() for letter in name if letter.isalnum()), "") for name in (forename, surname))


def same(one: str, other: str) -> bool:
    """Whether two spellings are the same name but for accents, capitals and punctuation."""
    return fold(one) == fold(other)
