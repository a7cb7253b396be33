"""What stands on the first page of every document, and in its headers and footers?"""

from dataclasses import dataclass, field
from datetime import date, datetime

from .render import Accent


@dataclass(frozen=True, slots=True)
class Cover:
    """Whose document is it, about which school, as known on which day, and in which state?

    ``status`` is said in words ("Draft", "Approved by Mr Okafor, minute 7.2"); ``fingerprint`` is the short mark of the
    content; ``whole_page`` gives long documents a cover of their own.
    """

    title: str
    trust: str
    known_on: date
    status: str
    fingerprint: str
    school: str = ""
    term: str = ""
    holds_children: bool = False
    public: bool = False
    whole_page: bool = False
    known_at: datetime | None = None
    language: str = "en-GB"
    accent: Accent = field(default_factory=Accent)
