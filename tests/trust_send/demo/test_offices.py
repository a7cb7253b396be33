"""The offices of the demo's schools cannot be reached: numbers and names that nobody can have."""

from __future__ import annotations

import re

from schools.models import School
from trust_send.demo.offices import office_of


def test_every_school_has_an_office_of_its_own_that_nobody_can_reach(world):
    offices = [office_of(school) for trust in world.trusts for school in trust.schools]
    assert all(re.fullmatch(r"01632 960\d{3}", office["telephone"]) for office in offices)
    assert all(re.fullmatch(r"https://www\.[a-z-]+\.example", office["website"]) for office in offices)
    for name in ("telephone", "email", "website"):
        assert len({office[name] for office in offices}) == len(offices)
    for office in offices:
        for name, value in office.items():
            School._meta.get_field(name).run_validators(value)
