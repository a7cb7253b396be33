"""How large is each school, and how many of its pupils have SEND? Drawn from the spread of real schools."""

from random import Random

from trust_send.demo.calibration import (
    FSM_PULLS_SEN_SUPPORT,
    GROWTH,
    NURSERY_SHARE,
    PRIMARY_SIZES,
    SCHOOLS_WITH_NURSERY,
    SPREADS,
    at,
    even_places,
)
from trust_send.demo.draws import stream
from trust_send.demo.places import (
    AGES,
    FERNHOLLOW,
    FIRST_ESTABLISHMENT,
    FIRST_MADE_UP_URN,
    PENHALLOW,
    PHASES,
    TRUSTS,
    Place,
    TrustPlace,
)
from trust_send.demo.plan import Hub, School, Term
from trust_send.demo.school_year import half_terms

SMALLEST_SCHOOL = 42
FEW = 4
YEARS_OF_TERMS = (-3, -2, -1, 0, 1)


def make_hubs(place: TrustPlace) -> list[Hub]:
    """The hubs of a trust."""
    return [Hub(hub.key, hub.name, *hub.authority) for hub in place.hubs]


def make_schools(place: TrustPlace, seed: int) -> list[School]:
    """The schools of a trust, with numbers, sizes and shares."""
    rng = stream(seed, place.key, "schools")
    sizes = _sizes(place, rng)
    authorities = {hub.key: hub.authority for hub in place.hubs}
    before = sum(len(trust.schools) for trust in TRUSTS[: TRUSTS.index(place)])
    taken = dict(FIRST_ESTABLISHMENT)
    shares = _shares(place, rng)
    schools = []
    for index, one in enumerate(place.schools):
        la_code, la_name = authorities[one.hub] if one.hub else place.authority
        family = "primary" if PHASES[one.kind] == "PS" else one.kind
        low, high = AGES[one.kind]
        has_nursery = one.kind in ("primary", "infant") and one.key != FERNHOLLOW and one.size is None
        has_nursery = has_nursery and rng.random() < SCHOOLS_WITH_NURSERY
        share = shares[one.key]
        size = sizes[one.key]
        schools.append(
            School(
                key=one.key,
                name=one.name,
                kind=one.kind,
                hub=one.hub,
                urn=str(FIRST_MADE_UP_URN + before + index),
                laestab=f"{la_code}{taken[family]}",
                phase=PHASES[one.kind],
                la_code=la_code,
                la_name=la_name,
                low_age=3 if has_nursery else low,
                high_age=18 if one.key == PENHALLOW else high,
                term_naming="six" if (one.hub in ("estuary",) and index % 3 != 2) or index % 5 == 4 else "three",
                mis_leads=index % 9 == 7,
                size=size,
                has_nursery=has_nursery,
                has_sixth_form=one.key == PENHALLOW,
                fsm=share["fsm"],
                eal=share["eal"],
                sen_support=one.sen_support
                if one.sen_support is not None
                else round(size * share["sen_support"] / 100),
                ehc_plan=one.ehc_plan if one.ehc_plan is not None else round(size * share["ehc_plan"] / 100),
                inset_days=rng.choice((0, 0, 1, 1, 2)),
                early_summer=rng.choice((0, 0, 1, 2, 3)),
            )
        )
        taken[family] += 1
    return schools


def make_terms(schools: list[School], today_year: int) -> list[Term]:
    """The half-terms of each school: three years back, this one and the next."""
    terms = []
    for school in schools:
        for offset in YEARS_OF_TERMS:
            start = today_year + offset
            days = half_terms(start, inset_days=school.inset_days, early_summer=school.early_summer)
            terms += [Term(school.key, start, number, *pair) for number, pair in enumerate(days, start=1)]
    return terms


def nursery_pupils(school: School) -> int:
    """How many of the roll are in the nursery class."""
    return round(school.size * NURSERY_SHARE) if school.has_nursery else 0


def _sizes(place: TrustPlace, rng: Random) -> dict[str, int]:
    fixed = {one.key: one.size for one in place.schools if one.size is not None}
    free = [one for one in place.schools if one.size is None]
    if not free:
        return fixed
    drawn = [at(PRIMARY_SIZES, where) for where in even_places(len(free), rng)]
    wanted = place.pupils - sum(fixed.values())
    scale = wanted / sum(drawn)
    sizes = [max(SMALLEST_SCHOOL, round(size * scale)) for size in drawn]
    sizes[sizes.index(max(sizes))] += wanted - sum(sizes)
    return fixed | {one.key: size for one, size in zip(free, sizes, strict=True)}


def _shares(place: TrustPlace, rng: Random) -> dict[str, dict[str, float]]:
    shares: dict[str, dict[str, float]] = {}
    for stage in ("primary", "secondary", "special"):
        here = [one for one in place.schools if _stage(one) == stage]
        places = {name: even_places(len(here), rng) for name in SPREADS[stage]}
        for index, one in enumerate(here):
            where = {name: column[index] for name, column in places.items()}
            if len(here) < FEW:  # one or two schools of a kind are not the strangest of England
                where = {name: 0.2 + 0.6 * value for name, value in where.items()}
            pulled = FSM_PULLS_SEN_SUPPORT * where["fsm"] + (1 - FSM_PULLS_SEN_SUPPORT) * where["sen_support"]
            where["sen_support"] = pulled
            if (
                one.hub == "harbour" and stage == "primary"
            ):  # the city hub has more families from abroad than the coast and the moor
                where["eal"] = 0.5 + where["eal"] / 2
            shares[one.key] = {
                name: at(SPREADS[stage][name], value) * GROWTH[stage].get(name, 1.0) for name, value in where.items()
            }
        if stage == "special":
            for one in here:
                shares[one.key]["sen_support"] = max(0.0, 100 - shares[one.key]["ehc_plan"])
    return shares


def _stage(place: Place) -> str:
    return place.kind if place.kind in ("secondary", "special") else "primary"
