"""The children that guides, pictures and tests name: those of Fernhollow, and a brother in another school.

They are made up. Everyone else at Fernhollow is drawn like the children of the other schools.
"""

from dataclasses import dataclass
from typing import Any

from trust_send.demo.places import FERNHOLLOW, PENHALLOW


@dataclass(frozen=True, slots=True)
class CastChild:
    """One named child: class, status, needs in rank order, and what is special about the record."""

    surname: str
    forename: str
    class_name: str
    sex: str
    heritage: str
    code: str
    needs: tuple[str, ...] = ()
    eal: bool = False
    young_carer: bool = False
    service_child: bool = False
    days_on_status: int | None = None  # since the status began; else drawn
    family_told: bool = True
    file_says: str = ""  # what last week's file said instead

    @property
    def year_group(self) -> str:
        """The year of the class: `4B` is Year 4."""
        return self.class_name[:-1]


def _c(name: str, class_name: str, sex: str, heritage: str, code: str, *needs: str, **more: Any) -> CastChild:
    surname, forename = name.split(", ")
    return CastChild(surname, forename, class_name, sex, heritage, code, needs, **more)


FERNHOLLOW_CHILDREN = (
    _c("Abdi, Ayaan", "2B", "M", "somali", "K", "SLCN", eal=True),
    _c("Adeyemi, Tobi", "5A", "M", "nigerian", "K", "SPLD"),
    _c("Ahmed, Safiya", "1A", "F", "pakistani", "K", "SLCN"),
    _c("Barker, Freddie", "6A", "M", "british", "E", "SEMH", "SLCN"),
    _c("Begum, Nadia", "3B", "F", "bangladeshi", "K", "MLD", eal=True),
    _c("Brennan, Aoife", "4B", "F", "british", "K", "SPLD"),
    _c("Bright, Jonah", "RA", "M", "british", "K", "SLCN", days_on_status=40),
    _c("Brooks, Callum", "4A", "M", "british", "K", "SEMH"),
    _c("Castellano, Luca", "6B", "M", "portuguese", "K", "SPLD"),
    _c("Cole, Daisy", "4B", "F", "british", "K", "SEMH"),
    _c("Colman, Maisie", "3A", "F", "british", "K", "SPLD", "HI"),
    _c("Demir, Ayla", "4A", "F", "turkish", "K", "SLCN", eal=True),
    _c("Dunmore, Ellis", "5B", "M", "british", "E", "ASD"),
    _c("Evans, Gwen", "1B", "F", "british", "K", "HI"),
    _c("Farouk, Yusuf", "4B", "M", "arabic", "K", "SEMH"),
    _c("Fischer, Lena", "4B", "F", "british", "E", "ASD"),
    _c("Gill, Simran", "2A", "F", "indian", "K", "MLD"),
    _c("Hughes, Tegan", "6A", "F", "british", "K", "SEMH"),
    _c("Hussain, Zainab", "5A", "F", "pakistani", "E", "ASD", "SEMH"),
    _c("Ivanova, Mila", "3A", "F", "ukrainian", "K", "SLCN", eal=True),
    _c("Jarvis, Reuben", "2B", "M", "british", "K", "NSA", days_on_status=74, file_says="N"),
    _c("Kaur, Jasleen", "4A", "F", "indian", "K", "SPLD"),
    _c("Kessel, Otto", "RA", "M", "british", "E", "PD"),
    _c("Lambert, Rosa", "5B", "F", "british", "K", "SEMH", young_carer=True),
    _c("Mbeki, Thando", "6B", "M", "ghanaian", "K", "MLD"),
    _c("Mensah, Kofi", "4B", "M", "ghanaian", "E", "HI"),
    _c("Nowicki, Adam", "1A", "M", "polish", "K", "SLCN", eal=True),
    _c("Osei, Amara", "3B", "F", "ghanaian", "K", "VI"),
    _c("Patel, Ravi", "3B", "M", "indian", "K", "SLCN"),
    _c("Penrose, Isla", "1B", "F", "british", "K", "SLCN", days_on_status=2, family_told=False, file_says="N"),
    _c("Pugh, Harri", "4B", "M", "british", "K", "MLD"),
    _c("Rahal, Sami", "4B", "M", "arabic", "K", "PD"),
    _c("Sharp, Ellie", "3A", "F", "british", "K", "SLCN"),
    _c("Tregear, Esme", "3A", "F", "british", "E", "PD"),
    _c("Wills, Tom", "4A", "M", "british", "K", "SLCN"),
    _c("Doyle, Patrick", "6A", "M", "british", "N"),
)

NOAH = _c("Hartley, Noah", "4B", "M", "british", "K", "SLCN", "SPLD")
NOAH_BORN = (3, 12)  # month and day: eight years old in the autumn of Year 4
NOAH_ON_SUPPORT_SINCE = (1, 6)  # 6 January, two school years ago

ZAINABS_BROTHER = _c("Hussain, Bilal", "8A", "M", "pakistani", "N")

CAST = {FERNHOLLOW: (*FERNHOLLOW_CHILDREN, NOAH), PENHALLOW: (ZAINABS_BROTHER,)}

# No other child of these classes has SEND: a picture shows who does.
CLASSES_AS_THEY_ARE = {FERNHOLLOW: {"4B"}}
FERNHOLLOW_YEARS = {"R": 60, "1": 60, "2": 60, "3": 60, "4": 58, "5": 60, "6": 60}

STORY_TALK_GROUP, STORY_TALK_CLASS = "Story talk", "4B"  # the group, and whose teaching assistant takes it
STORY_TALK = ("Noah Hartley", "Ayla Demir", "Tom Wills", "Mila Ivanova", "Ellie Sharp", "Ravi Patel")
READING_PRACTICE = ("Noah Hartley", "Aoife Brennan")
