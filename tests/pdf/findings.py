"""What does the judge say about one fault?"""

from typing import NamedTuple


class Finding(NamedTuple):
    """Which rule is broken, where, and how?"""

    rule: str
    where: str
    what: str
