"""Who keeps a register right, or answers for whoever does?"""

from __future__ import annotations

from schools.roles import Verb
from trust_send.platform.walls.reach import Reach
from trust_send.platform.walls.standing import Standing


def minds_the_register(standing: Standing, reach: Reach) -> bool:
    """Is what is left to do there told to this person?"""
    return standing.may(Verb.EDIT_STATUS) or (standing.may(Verb.APPOINT) and bool(reach.school_ids))


def minds_the_register_of(school_id: int, standing: Standing, reach: Reach) -> bool:
    """The same of one school, of which this person sees every child."""
    keeps = any(standing.may(verb, school_id=school_id) for verb in (Verb.EDIT_STATUS, Verb.APPOINT))
    return keeps and school_id in reach.school_ids
