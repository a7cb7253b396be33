"""Which layer of support has each child on the register, and what do schools call statuses of their own?"""

from datetime import date, timedelta

from trust_send.demo.childhood import SenStatus, SupportLayer
from trust_send.demo.draws import stream, weighted
from trust_send.demo.plan import LocalStatus, Trust

BY_STATUS = {
    "K": {"targeted": 0.78, "plus": 0.17, "specialist": 0.01, "universal": 0.04},
    "E": {"specialist": 0.62, "plus": 0.33, "targeted": 0.05},
}
WITHOUT = 0.12
"""Of children on the register: those for whom nobody has said it yet."""
STEPPED_UP = 0.15
"""Of those with more than targeted support: those who began with targeted support."""
OWN_STATUSES = (("Monitoring", "N"), ("Initial concern", "N"), ("EHC needs assessment requested", "K"))
MONITORED_A_SCHOOL = 6
REASONS = {
    "universal": "Good teaching and small adjustments are enough at the moment",
    "targeted": "Needs regular help beside what the class gets",
    "plus": "A specialist is involved",
    "specialist": "Needs what only specialist staff or places can give",
}


def add_layers(trust: Trust, *, on: date, seed: int) -> None:
    """A layer from the day of the status on, some after an earlier one; most schools say it of most children."""
    rng = stream(seed, trust.key, "layers")
    school_of = {pupil.key: pupil.school for pupil in trust.pupils if not pupil.left_on}
    sencos = {post.school: post.person for post in trust.posts if post.role == "senco" and post.ends_on is None}
    for status in trust.statuses:
        if status.ends_on is not None or status.code not in BY_STATUS or status.pupil not in school_of:
            continue
        if rng.random() < WITHOUT:
            continue
        layer, since = weighted(BY_STATUS[status.code], rng), status.starts_on
        told, by = (since if status.shared_with_family else None), sencos.get(school_of[status.pupil])
        if layer in ("plus", "specialist") and (on - since).days > 200 and rng.random() < STEPPED_UP:
            step = since + timedelta(days=rng.randint(60, (on - since).days - 60))
            trust.layers.append(SupportLayer(status.pupil, "targeted", since, step, REASONS["targeted"], told, by))
            since, told = step, step
        trust.layers.append(SupportLayer(status.pupil, layer, since, None, REASONS[layer], told, by))


def add_local_statuses(trust: Trust, *, on: date, seed: int) -> None:
    """Words of their own for every school, and a few children without SEN whom it watches."""
    rng = stream(seed, trust.key, "local statuses")
    open_without_sen: dict[str, list[SenStatus]] = {}
    school_of = {pupil.key: pupil.school for pupil in trust.pupils if not pupil.left_on and pupil.joined_on <= on}
    for status in trust.statuses:
        if status.code == "N" and status.ends_on is None and status.pupil in school_of:
            open_without_sen.setdefault(school_of[status.pupil], []).append(status)
    for school in trust.schools:
        trust.local_statuses += [LocalStatus(school.key, name, code) for name, code in OWN_STATUSES]
        watched = open_without_sen.get(school.key, [])
        for status in rng.sample(watched, min(MONITORED_A_SCHOOL, len(watched))):
            status.local_status = OWN_STATUSES[0][0]


def tell_families(trust: Trust, *, seed: int) -> None:
    """Where the family was told, it was in the week before the status began."""
    rng = stream(seed, trust.key, "told")
    for status in trust.statuses:
        if status.code in BY_STATUS and status.shared_with_family:
            status.family_told_on = status.starts_on - timedelta(days=rng.randint(0, 6))
            status.evidence = rng.choice(EVIDENCE[status.code])


EVIDENCE = {
    "K": (
        "Two terms of notes from class, reading and spelling checks",
        "Speech and language screening, talk with the family",
        "Class observations, work samples, talk with the child",
        "Report of the specialist teacher",
    ),
    "E": ("Plan issued by the local authority",),
}
