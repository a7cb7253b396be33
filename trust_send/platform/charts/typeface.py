"""How wide is a piece of text? Needed to keep words apart without asking a browser."""

from functools import lru_cache

# On paper the extended letters are a family of their own; a page that has only the first is as well served.
FAMILY = "Atkinson Hyperlegible Next, Atkinson Hyperlegible Next Extended, Arial, sans-serif"
LABEL = 14
SMALL = 13  # nothing in the product is smaller

# Advance widths of Atkinson Hyperlegible Next in thousandths of the size, for the characters " " to "~".
_REGULAR = """
280 286 301 651 592 919 731 160 299 299 485 606 210 362 210 387 648 407 548 576 614 588 598 510 615 595 210 210 553 628
553 480 778 626 613 645 669 569 552 694 694 392 512 631 541 824 693 714 592 724 614 592 558 690 593 856 623 575 607 317
387 344 552 372 243 525 566 485 564 538 314 558 550 252 245 492 262 845 550 548 566 574 349 471 326 540 461 684 481 449
460 344 237 344 555"""
_BOLD = """
303 298 362 730 604 953 727 195 324 324 485 598 252 369 253 424 656 430 569 592 621 602 617 529 621 578 253 253 564 617
564 526 780 662 634 654 683 589 562 711 699 415 546 654 548 848 710 737 617 747 639 604 592 687 628 877 666 627 615 333
424 344 573 391 274 544 587 502 586 555 349 582 565 285 255 536 301 870 565 567 587 591 368 497 360 559 509 723 522 499
492 370 249 370 543"""
_OTHER = 720  # a letter outside the table counts as a wide one: too much room never overlaps


def _table(widths: str, **more: int) -> dict[str, int]:
    return {chr(32 + place): int(width) for place, width in enumerate(widths.split())} | more


_WIDTHS = (
    _table(_REGULAR) | {"’": 236, "‘": 236, "–": 504, "…": 670, "£": 610, "é": 538, "\u00a0": 280},
    _table(_BOLD) | {"’": 259, "‘": 259, "–": 502, "…": 747, "£": 627, "é": 555, "\u00a0": 303},
)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = LABEL, *, bold: bool = False) -> float:
    """How wide is this text, in the units of the drawing?"""
    widths = _WIDTHS[bold]
    return sum([widths.get(letter, _OTHER) for letter in text]) * size / 1000


@lru_cache(maxsize=4096)
def shortened(text: str, room: float, size: float = LABEL, *, bold: bool = False) -> str:
    """How much of this text fits into ``room``? The rest becomes an ellipsis; the table behind has it in full."""
    if text_width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + "…", size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…" if kept else ""


@lru_cache(maxsize=4096)
def in_two_lines(text: str, room: float, size: float = LABEL, *, bold: bool = False) -> tuple[str, ...]:
    """How is a long name written in at most two lines? Broken between words, the second one shortened."""
    if text_width(text, size, bold=bold) <= room:
        return (text,)
    words = text.split()
    for number in range(len(words) - 1, 0, -1):
        first = " ".join(words[:number])
        if text_width(first, size, bold=bold) <= room:
            return (first, shortened(" ".join(words[number:]), room, size, bold=bold))
    return (shortened(text, room, size, bold=bold),)


@lru_cache(maxsize=1024)
def wrapped(text: str, room: float, size: float = SMALL) -> tuple[str, ...]:
    """Into which lines is a note broken so that none is wider than ``room``?"""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(shortened(word, room, size))
    return tuple(lines)
