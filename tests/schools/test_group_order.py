"""Groups are listed as a school thinks of them: classes by age, then the other groups."""

from __future__ import annotations

import random

from schools.group_order import youngest_first

IN_ORDER = [
    ("registration", "N2", "Ducklings"),
    ("registration", "R", "RA"),
    ("registration", "R", "RB"),
    ("registration", "1", "1A"),
    ("registration", "9", "9A"),
    ("registration", "10", "10A"),
    ("registration", "", "Oak"),
    ("teaching", "2", "Sounds"),
    ("teaching", "", "Reading practice"),
]


def test_classes_by_age_and_then_the_other_groups():
    rows = IN_ORDER.copy()
    random.Random(7).shuffle(rows)
    rows.sort(key=lambda row: youngest_first(kind=row[0], year_group=row[1], name=row[2]))
    assert rows == IN_ORDER
