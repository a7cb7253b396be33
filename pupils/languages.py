"""First languages as the census codes them."""

from __future__ import annotations

LANGUAGES: dict[str, str] = {
    "AKA": "Akan", "ALB": "Albanian", "AMR": "Amharic", "ARA": "Arabic", "BNG": "Bengali",
    "BSL": "British Sign Language", "BUL": "Bulgarian", "CHI": "Chinese", "CYM": "Welsh", "CZE": "Czech",
    "DUT": "Dutch", "ENG": "English", "EST": "Estonian", "FIN": "Finnish", "FRN": "French", "GER": "German",
    "GRE": "Greek", "GUJ": "Gujarati", "HEB": "Hebrew", "HGR": "Hungarian", "HIN": "Hindi", "IGB": "Igbo",
    "ITA": "Italian", "JPN": "Japanese", "KOR": "Korean", "KUR": "Kurdish", "LIN": "Lingala", "LIT": "Lithuanian",
    "LTV": "Latvian", "MAR": "Marathi", "MLM": "Malayalam", "NEP": "Nepali", "PAT": "Pashto",
    "PHR": "Persian", "PNJ": "Panjabi", "POL": "Polish", "POR": "Portuguese", "RMN": "Romanian",
    "RUS": "Russian", "SHO": "Shona", "SLO": "Slovak", "SNH": "Sinhala", "SOM": "Somali", "SPA": "Spanish",
    "SWA": "Swahili", "SWE": "Swedish", "TAM": "Tamil", "TEL": "Telugu", "TGL": "Tagalog", "TGR": "Tigrinya",
    "THA": "Thai", "TUR": "Turkish", "UKR": "Ukrainian", "URD": "Urdu", "VIE": "Vietnamese", "YOR": "Yoruba",
}  # fmt: skip
"""The languages met most in schools of England. A code that is not here is kept as it is."""
_NOT_SAID = frozenset(("", "NOT", "REF", "ZZZ"))
_ENGLISH = frozenset(("ENG", "ENB"))
_NO_LANGUAGE = frozenset(("ENB", "OTB", "OTH"))


def name(code: str) -> str:
    """The language of a census code, empty where the code names none."""
    code = code.upper()
    return "" if code in _NOT_SAID | _NO_LANGUAGE else LANGUAGES.get(code, code)


def is_additional(code: str) -> bool | None:
    """Whether English is an additional language for a child with this first language; None where it is not said."""
    return None if code.upper() in _NOT_SAID else code.upper() not in _ENGLISH


def code_of(language: str) -> str:
    """The census code of a language as the register writes it, empty where it is not among those known here."""
    wanted = language.casefold()
    found = next((code for code, shown in LANGUAGES.items() if shown.casefold() == wanted), "")
    return found or (language.upper() if language.upper() in LANGUAGES else "")
