"""How is the office of each made-up school reached? Nowhere: the numbers and names are reserved for examples."""

from __future__ import annotations

from trust_send.demo.places import FIRST_MADE_UP_URN
from trust_send.demo.plan import School


def office_of(school: School) -> dict[str, str]:
    """Telephone (Ofcom's range for drama), e-mail and website (a name that can never be registered) of a school."""
    site = f"{school.key}.example"
    return {
        "telephone": f"01632 960{100 + int(school.urn) - FIRST_MADE_UP_URN}",
        "email": f"office@{site}",
        "website": f"https://www.{site}",
    }
