"""Words of an option that needs a sentence under it."""

from __future__ import annotations


class Described(str):
    """Which sentence explains this option?

    >>> Described("SENCO", hint="Leads SEND in one school").hint
    'Leads SEND in one school'
    """

    hint: str

    def __new__(cls, words: str, hint: str = "") -> Described:
        """Keep the words as they are and the sentence beside them."""
        option = super().__new__(cls, words)
        option.hint = hint
        return option
