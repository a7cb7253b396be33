"""What does a chart of shares say, in one sentence? The same rule that paints the squares writes the words."""

from collections.abc import Sequence

from .shares import Comparator, Share

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number_word(number: int) -> str:
    """How is a small number written in running text?"""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def joined(names: Sequence[str]) -> str:
    """How is a list of names read aloud? ``A, B and C``."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def beyond_chance(
    shares: Sequence[Share], comparator: Comparator, *, noun: str = "school", nouns: str = "schools"
) -> str:
    """Who lies above or below the comparator by more than chance explains, and how many cannot be told apart?"""
    counted = [share for share in shares if share.counted]
    against = comparator.place
    if not counted:
        return f"There is not enough yet to compare with {against}."
    above = [
        share.label for share in counted if share.differs_from(comparator.share) and share.value > comparator.share
    ]
    below = [
        share.label for share in counted if share.differs_from(comparator.share) and share.value < comparator.share
    ]
    alike = len(counted) - len(above) - len(below)
    parts = []
    for names, where in ((above, "above"), (below, "below")):
        if names:
            who = joined(names) if len(names) <= 3 else f"{number_word(len(names))} {nouns}"
            parts.append(f"{who} {'is' if len(names) == 1 else 'are'} {where} {against} by more than chance explains")
    if alike and not parts:
        who = {1: f"the {noun}", 2: f"both {nouns}"}.get(alike, f"all {number_word(alike)} {nouns}")
        verb = "lies" if alike == 1 else "lie"
        parts.append(
            f"{who} {verb} within what chance alone would produce around {against}’s {comparator.text.split()[-1]}"
        )
    elif alike:
        rest = f"the other {noun}" if alike == 1 else f"the other {number_word(alike)} {nouns}"
        parts.append(f"{rest} cannot be told apart from {against}")
    sentence = "; ".join(parts) + "."
    return sentence[0].upper() + sentence[1:]
