"""What do real trusts look like? The numbers that the demo trust is drawn from.

Summaries of published school-level tables of January 2023 (Department for Education, "Special educational needs in
England" and "Schools, pupils and their characteristics", Open Government Licence v3.0): 319 primary, 255 secondary and
10 special schools of 16 trusts. No school is carried here, only the spread.
"""

from random import Random

# Value at the lowest, the 10th, 25th, 50th, 75th and 90th of a hundred schools, and at the highest.
POINTS = (0.0, 0.10, 0.25, 0.50, 0.75, 0.90, 1.0)
Spread = tuple[float, float, float, float, float, float, float]

# Pupils at the 84 primary schools of three trusts of small town and village schools.
PRIMARY_SIZES: Spread = (31.0, 83.6, 125.8, 161.5, 221.2, 379.9, 485.0)

# Percent of pupils.
SPREADS: dict[str, dict[str, Spread]] = {
    "primary": {
        "fsm": (2.6, 7.0, 12.0, 18.9, 27.1, 39.9, 71.0),
        "eal": (0.0, 1.1, 2.9, 6.4, 13.0, 20.7, 42.1),
        "sen_support": (4.3, 8.1, 11.4, 14.9, 18.8, 23.7, 29.0),
        "ehc_plan": (0.0, 1.0, 1.8, 2.5, 3.9, 6.3, 10.2),
    },
    "secondary": {
        "fsm": (5.4, 17.9, 25.6, 34.7, 42.7, 50.1, 75.3),
        "eal": (0.4, 3.6, 6.5, 19.4, 39.0, 60.6, 90.8),
        "sen_support": (1.1, 8.6, 10.3, 13.8, 17.4, 20.8, 39.8),
        "ehc_plan": (0.1, 1.0, 1.6, 2.2, 3.2, 4.1, 7.1),
    },
    "special": {
        "fsm": (28.3, 29.4, 31.6, 49.8, 56.6, 58.3, 63.5),
        "eal": (0.0, 0.0, 0.9, 6.3, 13.5, 18.6, 22.4),
        "sen_support": (0.0, 0.0, 0.0, 0.7, 1.6, 4.1, 14.2),
        "ehc_plan": (85.8, 95.9, 98.3, 99.2, 100.0, 100.0, 100.0),
    },
}

# How much the national shares grew from January 2023 to January 2025, so that a school of today looks like one.
GROWTH = {
    "primary": {"sen_support": 14.8 / 13.5, "ehc_plan": 3.5 / 2.5},
    "secondary": {"sen_support": 13.4 / 12.4, "ehc_plan": 3.09 / 2.4},
    "special": {"sen_support": 1.0, "ehc_plan": 1.0},
}

# Poorer schools have more pupils on SEN support (correlation measured over the same primary schools).
FSM_PULLS_SEN_SUPPORT = 0.39

EVER6_OVER_FSM = 2.8  # percentage points more pupils had free meals at some time in six years than have them today
NURSERY_SHARE = 0.10  # of the roll, where a primary school has a nursery class
SCHOOLS_WITH_NURSERY = 0.4

# SEND among boys, pupils with free school meals and by year: the national pattern of January 2025.
BOYS_WEIGHT = {"K": 1.55, "E": 2.45}
FSM_WEIGHT = {"K": 2.0, "E": 2.3}
YEAR_WEIGHT = {
    "N1": 0.3, "N2": 0.45, "R": 0.6, "1": 0.85, "2": 1.0, "3": 1.1, "4": 1.2, "5": 1.25, "6": 1.2,
    "7": 1.1, "8": 1.05, "9": 1.0, "10": 0.95, "11": 0.9, "12": 0.5, "13": 0.45, "14": 1.0, "X": 1.0,
}  # fmt: skip

# First needs. Pupils with a plan: councils' return of January 2025, mainstream and special schools. Pupils on SEN
# support: weights of our own that keep the known pattern (a quarter SLCN over all schools, specific learning
# difficulty twice as common in secondary schools); no figure of the product is taken from them.
FIRST_NEED: dict[tuple[str, str], dict[str, float]] = {
    ("primary", "K"): {
        "SLCN": 33, "SEMH": 20, "MLD": 15, "SPLD": 11, "ASD": 6, "NSA": 4, "OTH": 3, "PD": 2.6, "HI": 1.6, "VI": 0.9,
        "SLD": 0.4, "MSI": 0.3, "DS": 0.1,
    },
    ("secondary", "K"): {
        "SEMH": 25, "SPLD": 22, "SLCN": 14, "MLD": 14, "ASD": 10, "NSA": 3.5, "OTH": 4, "PD": 3, "HI": 2.2, "VI": 1.2,
        "MSI": 0.3, "SLD": 0.2,
    },
    ("special", "K"): {"SLD": 30, "ASD": 30, "SEMH": 20, "PMLD": 20},
    ("primary", "E"): {
        "ASD": 29.2, "SLCN": 28.8, "SEMH": 17, "MLD": 8.5, "PD": 3.9, "SPLD": 2.0, "HI": 1.6, "SLD": 1.6, "OTH": 1.2,
        "VI": 1.0, "DS": 0.9, "PMLD": 0.3, "MSI": 0.2,
    },
    ("secondary", "E"): {
        "ASD": 29.2, "SLCN": 20, "SEMH": 23, "MLD": 10.5, "SPLD": 5.0, "PD": 3.7, "HI": 1.8, "VI": 1.1, "OTH": 1.2,
        "SLD": 1.0, "DS": 0.4, "MSI": 0.2,
    },
    ("special", "E"): {
        "ASD": 36.5, "SLCN": 17.3, "SEMH": 16.0, "MLD": 10.1, "SLD": 8.0, "PD": 4.1, "PMLD": 3.2, "SPLD": 1.4,
        "OTH": 1.2, "HI": 1.0, "DS": 1.5, "VI": 0.6, "MSI": 0.4,
    },
}  # fmt: skip
SECOND_NEED_CHANCE = {"K": 0.33, "E": 0.55}
THIRD_NEED_CHANCE = {"K": 0.04, "E": 0.15}


def at(spread: Spread, place: float) -> float:
    """The value of the school that stands at this place (0 lowest, 1 highest) in a spread."""
    for index in range(1, len(POINTS)):
        low, high = POINTS[index - 1], POINTS[index]
        if place <= high:
            return spread[index - 1] + (spread[index] - spread[index - 1]) * (place - low) / (high - low)
    return spread[-1]


def even_places(count: int, rng: Random) -> list[float]:
    """Places spread evenly from lowest to highest, in mixed order, so that few schools still show the whole range."""
    places = [(index + rng.random()) / count for index in range(count)]
    rng.shuffle(places)
    return places
