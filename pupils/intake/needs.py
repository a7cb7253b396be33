"""Census need types as exports write them: codes, names, several in one cell, with or without a rank."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pupils.codes import NEED_TYPES

_SEPARATORS = re.compile(r"[;,/\n|]|\s\+\s")
_RANK_BEFORE = re.compile(r"\s*(?:rank\s*)?(\d{1,2})\s*[.:)\-–]\s*(?=\D)", re.IGNORECASE)
_RANK_AFTER = re.compile(r"\s*[(\[](?:rank\s*)?(\d{1,2}|primary|secondary)[)\]]\s*$", re.IGNORECASE)
_RANK_LAST = re.compile(r"\s*[-–,]?\s*rank\s*(\d{1,2})\s*$", re.IGNORECASE)
_DETAIL = re.compile(r"\s*\(([^)]*)\)\s*$|\s+[-–—]\s+(.*)$|\s*:\s*(.*)$")
_NOT_CERTAIN = re.compile(
    r"\?|\b(suspected|query|possible|possibly|awaiting|pending|undiagnosed|referred|traits|no|not)\b", re.I
)
_BETWEEN_CODES = re.compile(r"\s*(?:&|\+|\band\b)\s*|\s+(?=\d\s)|\s+", re.IGNORECASE)
_EARLIER = frozenset(
    ("besd", "ebd", "sebd", "behaviouremotionalandsocialdifficulties", "behaviouremotionalsocialdifficulty",
     "behaviouremotionalandsocialdifficulty", "emotionalandbehaviouraldifficulties")
)  # fmt: skip
_AREAS = frozenset(
    ("communicationandinteraction", "candi", "ci", "cognitionandlearning", "candl", "sensoryandorphysical",
     "sensoryandphysical", "sensoryorphysical", "sensoryandorphysicalneeds", "sensoryphysical", "physicalandsensory",
     "physicalandorsensory")
)  # fmt: skip
_RANK_WORD = re.compile(r"\s*(primary|secondary)(?:\s+(?:sen\s+)?need)?\s*[:\-–]\s*", re.IGNORECASE)
_NO_NEED = frozenset(("", "none", "na", "no", "noneed", "nosen", "notapplicable", "nonerecorded", "n"))
_DIAGNOSES = frozenset(
    ("adhd", "add", "dyslexia", "dyspraxia", "dyscalculia", "dcd", "dld", "odd", "pda", "epilepsy", "anxiety",
     "cerebralpalsy", "tourettes", "fasd", "attachmentdisorder", "developmentallanguagedisorder", "downs",
     "attentiondeficithyperactivitydisorder", "selectivemutism", "globaldevelopmentaldelay", "gdd")
)  # fmt: skip
_OTHER_NAMES: dict[str, str] = {
    "SLCN": "speech language and communication need; speech and language; speech and language needs; speech language"
    " and communication difficulty; speech language and communication difficulties; speech lang and comm difficulty"
    "; speech lang and comm difficulties; speech lang and comm needs; speech lang and comm need; speech language or"
    " communication need; speech language or communication needs; speech language"
    " communication needs; speech language and communication; communication and interaction needs; slc",
    "ASD": "autism; autism spectrum disorder; autistic spectrum condition; autism spectrum condition; asc"
    "; autistic spectrum disorders; autistic",
    "SPLD": "specific learning difficulties; specific learning difficulty dyslexia",
    "MLD": "moderate learning difficulties",
    "SLD": "severe learning difficulties",
    "PMLD": "profound and multiple learning difficulties; profound multiple learning difficulty"
    "; profound multiple learning difficulties",
    "DS": "down syndrome; downs syndrome; down s syndrome",
    "SEMH": "social emotional and mental health needs; social emotional mental health; social emotional and mental"
    " health difficulties; social emotional and mental health need; social emotional or mental health",
    "HI": "hearing impaired; deaf",
    "VI": "visual impairment; visually impaired; vision impaired",
    "MSI": "multisensory impairment; multi sensory impaired",
    "PD": "physical disabilities; physical difficulty; physical difficulties; physical impairment",
    "OTH": "other; other difficulty disability; other difficulty; other difficulties; other disability; other needs"
    "; other difficulty and disability; other difficulties disabilities",
    "NSA": "no specialist assessment; sen support but no specialist assessment"
    "; no specialist assessment of type of need; sen support no specialist assessment"
    "; sen support but no specialist assessment of need",
}


@dataclass(frozen=True, slots=True)
class RankedNeed:
    """One need with the rank that the file gives it, if any, and where it stood."""

    code: str
    rank: int | None
    row: int
    place: int


@dataclass(slots=True)
class NeedsReading:
    """The needs of a cell in order, and the parts that are none: unknown words, diagnoses."""

    needs: list[tuple[str, int | None]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    diagnoses: list[str] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)  # need types that the census no longer takes
    areas: list[str] = field(default_factory=list)  # broad areas of need, of which each holds several types


def read(text: str) -> NeedsReading:
    """The needs in a cell: “SLCN, ASD”, “Speech, Language and Communication Needs; Autism”, “1. MLD 2. SLCN”."""
    reading = NeedsReading()
    if _folded(text) in _NO_NEED:
        return reading
    pieces = [piece.strip() for piece in _SEPARATORS.split(text)]
    start = 0
    while start < len(pieces):
        # Names hold commas and slashes themselves, so the longest run of pieces that is one name wins.
        for end in range(min(len(pieces), start + 6), start, -1):
            rank, words = _rank(" ".join(pieces[start:end]))
            if (code := _CODES.get(_folded(words))) and "?" not in words:
                reading.needs.append((code, rank))
                break
        else:
            end = start + 1
            if found := _several_codes(pieces[start]) or _with_detail(pieces[start]):
                reading.needs.extend(found)
            else:
                end = _put_aside(pieces, start, reading)
        start = end
    return reading


def in_order(needs: list[RankedNeed]) -> tuple[tuple[str, ...], int | None]:
    """Codes from the primary need on, each once, and a rank that two different needs claim."""
    ordered = sorted(needs, key=lambda need: (need.rank is None, need.rank or 0, need.row, need.place))
    codes = tuple(dict.fromkeys(need.code for need in ordered))
    claimed: dict[int, str] = {}
    for need in ordered:
        if need.rank is not None and claimed.setdefault(need.rank, need.code) != need.code:
            return codes, need.rank
    return codes, None


def _rank(words: str) -> tuple[int | None, str]:
    if found := _RANK_BEFORE.match(words):
        return int(found[1]), words[found.end() :]
    if found := _RANK_WORD.match(words):
        return (1 if found[1].casefold() == "primary" else 2), words[found.end() :]
    if found := _RANK_LAST.search(words):
        return int(found[1]), words[: found.start()]
    if found := _RANK_AFTER.search(words):
        rank = {"primary": 1, "secondary": 2}.get(found[1].casefold())
        return rank or int(found[1]), words[: found.start()]
    return None, words


def _several_codes(piece: str) -> list[tuple[str, int | None]]:
    """“MLD & SLCN”, “1 SLCN 2 ASD”: codes and nothing else, each with the number before it."""
    found: list[tuple[str, int | None]] = []
    rank: int | None = None
    for word in filter(None, _BETWEEN_CODES.split(piece)):
        number = word.rstrip(".):")
        if number.isascii() and number.isdigit() and rank is None and len(number) < 3:
            rank = int(number)
        elif word.casefold() in _BARE_CODES:
            found.append((_BARE_CODES[word.casefold()], rank))
            rank = None
        else:
            return []
    return found if rank is None else []


def _with_detail(piece: str) -> list[tuple[str, int | None]]:
    """“SpLD - Dyslexia”, “Specific learning difficulties (dyslexia)”: a need type, told more closely."""
    rank, words = _rank(piece)
    detail = _DETAIL.search(words)
    if not detail or _NOT_CERTAIN.search(words):
        return []
    code = _CODES.get(_folded(words[: detail.start()]))
    other = _CODES.get(_folded(detail[0]))
    return [(code, rank)] if code and other in (None, code) else []


def _put_aside(pieces: list[str], start: int, reading: NeedsReading) -> int:
    """Tell what is no need type; names with commas in them are told whole. Returns where the next piece begins."""
    for end in range(min(len(pieces), start + 4), start, -1):
        whole = " ".join(pieces[start:end])
        folded = _folded(_rank(whole)[1])
        for known, told in ((_EARLIER, reading.earlier), (_AREAS, reading.areas), (_DIAGNOSES, reading.diagnoses)):
            if folded in known:
                told.append(whole[:60])
                return end
    if _folded(_rank(pieces[start])[1]) not in _NO_NEED:
        reading.unknown.append(pieces[start][:60])
    return start + 1


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold().replace("&", "and") if letter.isalnum())


def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, need in NEED_TYPES.items():
        names = [need.name, need.shown, *_OTHER_NAMES.get(code, "").split(";")]
        for name in [_folded(name) for name in names]:
            found[name] = code
            found[code.casefold() + name] = code  # “SLCN - Speech, language …”
            found[name + code.casefold()] = code  # “Speech, language … (SLCN)”
        found[code.casefold()] = code
    return found


_CODES = _codes()
_BARE_CODES = {code.casefold(): code for code in NEED_TYPES} | {"asc": "ASD"}
