"""Ethnicity codes of the school census: main codes with names, and the extended codes that roll up to them."""

from __future__ import annotations

ETHNICITIES: dict[str, str] = {
    "WBRI": "White British",
    "WIRI": "White Irish",
    "WIRT": "Traveller of Irish heritage",
    "WROM": "Gypsy or Roma",
    "WOTH": "Any other White background",
    "MWBC": "White and Black Caribbean",
    "MWBA": "White and Black African",
    "MWAS": "White and Asian",
    "MOTH": "Any other mixed background",
    "AIND": "Indian",
    "APKN": "Pakistani",
    "ABAN": "Bangladeshi",
    "AOTH": "Any other Asian background",
    "CHNE": "Chinese",
    "BCRB": "Black Caribbean",
    "BAFR": "Black African",
    "BOTH": "Any other Black background",
    "OOTH": "Any other ethnic group",
    "REFU": "Refused",
    "NOBT": "Not obtained",
}

# The extended codes that an LA may choose to use; the census and all our figures use the main code.
_EXTENDED: dict[str, str] = {
    "WBRI": "WENG WSCO WWEL WNIR WCOR WOWB",
    "WROM": "WROG WROR WROO",
    "WOTH": "WALB WBOS WCRO WGRE WGRK WGRC WITA WKOS WPOR WSER WTUR WTUK WTUC WEUR WEEU WWEU WOTW",
    "MWAS": "MWAP MWAI MWAO",
    "MOTH": "MAOE MABL MACH MBOE MBCH MCOE MWOE MWCH MOTM",
    "APKN": "AMPK AKPA AOPK",
    "AOTH": "AAFR AKAO ANEP ASNL ASLT ASRO AOTA",
    "CHNE": "CHKC CMAL CSNG CTWN COCH",
    "BAFR": "BANN BCON BGHA BNGN BSLN BSOM BSUD BAOF",
    "BOTH": "BEUR BNAM BOTB",
    "OOTH": "OAFG OARA OEGY OFIL OIRN OIRQ OJPN OKOR OKRD OLAM OLEB OLIB OMAL OMRC OPOL OTHA OVIE OYEM OOEG",
}
EXTENDED: dict[str, str] = {code: main for main, codes in _EXTENDED.items() for code in codes.split()}

_WORDS: dict[str, str] = {
    "english": "WBRI",
    "british": "WBRI",
    "white english": "WBRI",
    "white scottish": "WBRI",
    "white welsh": "WBRI",
    "white northern irish": "WBRI",
    "white cornish": "WBRI",
    "irish": "WIRI",
    "irish traveller": "WIRT",
    "traveller irish heritage": "WIRT",
    "gypsy roma": "WROM",
    "gypsy": "WROM",
    "roma": "WROM",
    "white gypsy roma": "WROM",
    "white eastern european": "WOTH",
    "white western european": "WOTH",
    "white european": "WOTH",
    "white other": "WOTH",
    "other white": "WOTH",
    "mixed white and black caribbean": "MWBC",
    "mixed white and black african": "MWBA",
    "mixed white and asian": "MWAS",
    "other mixed": "MOTH",
    "mixed other": "MOTH",
    "other asian": "AOTH",
    "asian other": "AOTH",
    "other black": "BOTH",
    "black other": "BOTH",
    "other ethnic group": "OOTH",
    "other": "OOTH",
    "information refused": "REFU",
    "prefer not to say": "REFU",
    "information not yet obtained": "NOBT",
    "information not obtained": "NOBT",
    "not known": "NOBT",
    "unknown": "NOBT",
}


def main_code(code: str) -> str | None:
    """The main census code for a main or extended code."""
    code = code.strip().upper()
    return code if code in ETHNICITIES else EXTENDED.get(code)


def parse(text: str) -> str | None:
    """The main code for a code, a name, or both together (“WBRI - White British”)."""
    text = text.strip()
    for part in (text, text.split(" ")[0].rstrip(":-–,"), text.rsplit("(", 1)[-1].rstrip(") ")):
        if len(part) == 4 and (code := main_code(part)):
            return code
    return _NAMES.get(_folded(text))


def _folded(text: str) -> str:
    letters = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    words = [word for word in letters.split() if word not in ("any", "background", "or", "of", "ethnicity")]
    return " ".join(words)


def _names() -> dict[str, str]:
    names = {_folded(words): code for words, code in _WORDS.items()}
    for code, name in ETHNICITIES.items():
        folded = _folded(name)
        names[folded] = code
        group = {"A": "asian", "B": "black", "M": "mixed", "W": "white"}.get(code[0])
        if group and group not in folded.split()[:1]:
            names[f"{group} {folded}"] = code
        if group in ("asian", "black") and code not in ("AOTH", "BOTH"):
            names[f"{group} {group} british {folded.removeprefix('black ')}"] = code
            names[f"{group} british {folded.removeprefix('black ')}"] = code
    return names


_NAMES = _names()
