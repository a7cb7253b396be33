"""Which census need types may stand beside a status in an academic year, and why another may not."""

from __future__ import annotations

from pupils.codes import NEED_TYPES, SEN_STATUS
from pupils.year_groups import academic_year_label


def refusal(need_type: str, *, status: str, academic_year: int) -> str:
    """Why is this need type not taken beside the status by the census of that year? Empty when it is taken."""
    need = NEED_TYPES.get(need_type)
    if need is None:
        return f"{need_type} is not taken by the census"
    if academic_year < need.first_year:
        year, since = academic_year_label(academic_year), academic_year_label(need.first_year)
        return f"{need.shown} is not taken by the census of {year}: it is a type of need from {since} on"
    if status not in need.statuses:
        alone = " or ".join(SEN_STATUS[code] for code in SEN_STATUS if code in need.statuses)
        return f"“{need.shown}” ({need.code}) may only stand with {alone}"
    return ""


def not_offered(*, status: str, academic_year: int) -> list[str]:
    """What does a form say of the types that it leaves out for this status and year?"""
    return [why for code in NEED_TYPES if (why := refusal(code, status=status, academic_year=academic_year))]
