"""What can be wrong with a row, each in one sentence that says what was found and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much of the row a problem holds back."""

    ROW = "row"  # the whole row is left out until someone puts it right
    VALUE = "value"  # this value is left out, the rest of the row counts
    NOTE = "note"  # nothing is left out; someone should know


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one row."""

    kind: str
    field: str
    sentence: str
    weight: Weight


_ROW, _VALUE, _NOTE = Weight.ROW, Weight.VALUE, Weight.NOTE

_SENTENCES: dict[str, tuple[Weight, str]] = {
    # cells
    "broken_row": (_ROW, "{found}"),
    "bad_cell": (_VALUE, "{label}: {found}"),
    "bad_identity_cell": (_ROW, "{label}: {found}"),
    # names
    "name_digits": (_ROW, "{label} has a number or a sign in it: “{value}”. Correct it in the MIS and export again."),
    "name_garbled": (
        _ROW,
        "{label} has letters that were damaged on the way: “{value}”. Export the file again as CSV UTF-8.",
    ),
    "name_long": (_ROW, "{label} is longer than 80 letters. Check that the columns have not moved."),
    "full_name_order": (
        _ROW,
        "“{value}” cannot be split into surname and forename. "
        "Export surname and forename in columns of their own, or as “Surname, Forename”.",
    ),
    "no_surname": (_ROW, "There is no surname."),
    "no_forename": (_ROW, "There is no forename."),
    "no_date_of_birth": (_ROW, "There is no date of birth, so a new child cannot be added."),
    "no_identity": (
        _ROW,
        "The row has neither a UPN nor a name with a date of birth, so it is not clear who it is about.",
    ),
    # UPN
    "upn_length": (_ROW, "The UPN “{value}” has {count} signs. A UPN has 13."),
    "upn_scientific": (
        _ROW,
        "A spreadsheet has turned the UPN into the number {value}, and its digits are lost. "
        "Export the file again and bring it in without opening it in Excel.",
    ),
    "upn_letters": (_ROW, "The UPN “{value}” is not a letter, 11 digits and a digit or letter."),
    "upn_check_letter": (_ROW, "The UPN “{value}” fails its check letter, so at least one sign in it is wrong."),
    "former_upn_wrong": (_VALUE, "The former UPN “{value}” is not a valid number. It is left out."),
    "upn_la_unknown": (
        _NOTE,
        "The UPN names a local authority, {value}, that is not on the list. It is kept as it is.",
    ),
    "upn_temporary": (_NOTE, "The UPN is a temporary number. It is kept until the permanent one is known."),
    "upn_twice": (_ROW, "Same UPN as row {rows}, which names someone else. One of them is wrong."),
    "upn_elsewhere": (
        _ROW,
        "This UPN is held by another school of the trust. The trust SEND lead can move the child here.",
    ),
    "upn_elsewhere_too": (
        _ROW,
        "This child’s record is held by another school of the trust. The trust SEND lead can add a second one.",
    ),
    "upn_of_another": (_ROW, "This UPN belongs to {known} in the register, and the row names someone else."),
    "upn_differs": (_ROW, "The register has another UPN for {known}, {before}. One of the two is wrong."),
    "upn_now_temporary": (
        _VALUE,
        "The file has a temporary UPN for {known}. The permanent one of the register, {before}, is kept.",
    ),
    "upn_was_temporary": (_NOTE, "The temporary UPN {before} is replaced by the permanent one."),
    "matched_former_upn": (_NOTE, "The child was found by a former UPN."),
    # dates
    "date_unclear": (_VALUE, "{label} “{value}” is not a date."),
    "birth_unclear": (_ROW, "Date of birth “{value}” is not a date. Write it as day/month/year."),
    "date_number": (_VALUE, "{label} is the number {value}. Format the column as a date in Excel and save it again."),
    "birth_number": (
        _ROW,
        "Date of birth is the number {value}. Format the column as a date in Excel and save it again.",
    ),
    "date_mixed": (
        _VALUE,
        "{label} “{value}”: day and month order is mixed in this column, so it is not guessed. "
        "Export the dates as day/month/year.",
    ),
    "birth_mixed": (
        _ROW,
        "Date of birth “{value}”: day and month order is mixed in this column, so it is not guessed. "
        "Export the dates as day/month/year.",
    ),
    "birth_future": (_ROW, "Date of birth {value} is in the future."),
    "birth_age": (_ROW, "Date of birth {value} would make the child {count} years old."),
    "date_implausible": (_VALUE, "{label} {value} is not plausible."),
    "birth_swapped": (_ROW, "Day and month look swapped in the file: the register has {before}, the file {value}."),
    # values
    "sex_unclear": (_VALUE, "Sex “{value}” is not one that the census knows. It is left out."),
    "year_unclear": (_VALUE, "Year group “{value}” is not one we know. It is left out."),
    "year_nursery": (_NOTE, "“{value}” does not say which nursery year. The date of birth decides."),
    "year_missing": (_NOTE, "The file gives no year group. {value} is usual for the date of birth; check it."),
    "year_unknown": (_ROW, "The file gives no year group, and the date of birth fits none. Add the year group."),
    "year_beyond_school": (_NOTE, "{value} is not a year of {school}, which is for ages {low} to {high}. It is kept."),
    "year_and_age": (_NOTE, "{value} is {count} years away from the year usual for the date of birth. It is kept."),
    "flag_unclear": (_VALUE, "{label} “{value}” is neither yes nor no. It is left out."),
    "both_places": (
        _VALUE,
        "A child has a place in a SEN unit or in resourced provision, not both. Both are left out.",
    ),
    "ethnicity_unclear": (_VALUE, "Ethnicity “{value}” is not a code or name of the census. It is left out."),
    "enrolment_not_on_roll": (
        _VALUE,
        "“{value}” says that the child is not on roll. It is left out. Only a leaving date in the file ends a "
        "registration.",
    ),
    "not_on_roll": (_ROW, "Only children on roll are added to the register."),
    "enrolment_unclear": (_VALUE, "“{value}” is not a kind of registration we know. It is left out."),
    "digits_unclear": (_VALUE, "{label} “{value}” is not a number. It is left out."),
    "date_in_text": (_VALUE, "{label} was turned into a date by a spreadsheet: {value}. Format the column as text."),
    "too_long": (_VALUE, "{label} is longer than {count} characters. It is left out."),
    # SEN
    "status_unclear": (
        _VALUE,
        "SEN status “{value}” is not one we know. It is left out. The census knows N, K and E. Where it is a name of "
        "your school’s own, add it under Schools, your school, The school’s own statuses, and bring the file in again.",
    ),
    "status_requested": (
        _VALUE,
        "SEN status “{value}”: until a plan is issued the child is SEN support or no SEN. It is left out. Say once "
        "which under Schools, your school, The school’s own statuses, and bring the file in again.",
    ),
    "status_two_ways": (_VALUE, "SEN status “{value}” says two different things. It is left out."),
    "status_local": (_NOTE, "“{value}” is a status of the school’s own. The census counts it as no SEN (N)."),
    "status_legacy": (_NOTE, "“{value}” is a status of earlier years. It is read as {count}."),
    "need_unknown": (_VALUE, "“{value}” is not a census need type. It is left out, the other needs count."),
    "need_diagnosis": (
        _VALUE,
        "“{value}” is a diagnosis, not a census need type. It is left out, the other needs count.",
    ),
    "need_earlier": (
        _VALUE,
        "“{value}” was a need type until 2014. SEMH took its place, for other needs. It is left out; choose anew.",
    ),
    "need_area": (
        _VALUE,
        "“{value}” is a broad area of need, not a census need type. It is left out; name the type in the MIS.",
    ),
    "need_too_early": (_VALUE, "{value} is a census need type only from 2025/26. It is left out."),
    "need_not_with_plan": (_VALUE, "“No specialist assessment” (NSA) goes only with SEN support. It is left out."),
    "needs_without_sen": (
        _NOTE,
        "The file gives needs and no SEN. Needs are kept only with SEN support or an EHC plan.",
    ),
    "needs_same_rank": (_NOTE, "Two needs have the rank {value}. They are kept in the order of the file."),
    "rank_unclear": (_VALUE, "The rank “{value}” is not a number from 1 to 99. The order of the file counts."),
    "court_order": (
        _NOTE,
        "The file says that there is a court order about {value}. Ask the school that made the file, and note the "
        "restriction under Contacts once you have seen the order.",
    ),
    # rows
    "rows_disagree": (_VALUE, "Rows {rows} give different values for {label}. It is left out."),
    "rows_disagree_birth": (_ROW, "Rows {rows} give different dates of birth for one child."),
    "same_child_twice": (_ROW, "This row and row {rows} look like the same child, {known}."),
    "admission_of_another": (
        _ROW,
        "Admission number {value} belongs to {known} in the register, and the row names someone else.",
    ),
    "admission_twice": (_ROW, "Same admission number as row {rows}, which names someone else. One of them is wrong."),
    "admission_twice_with_upn": (
        _VALUE,
        "Same admission number as row {rows}, which names someone else. It is left out.",
    ),
    "admission_held": (_VALUE, "Admission number {value} belongs to {known} in the register. It is left out."),
    "same_name_and_birth": (
        _NOTE,
        "Row {rows} has the same name and date of birth. Two children, or one child twice? Make sure.",
    ),
    "several_known": (_ROW, "More than one child in the register has this name and date of birth. Add the UPN."),
    "another_school": (_ROW, "The row names another school: {value}."),
    "left_before": (_NOTE, "{known} is in the register as having left on {value}. Is the child back?"),
    "starts_later": (_NOTE, "The child’s first day here is {value}. The register has the child from then on."),
    "left_already": (_ROW, "The file says that this child left on {value}. Leavers are not added to the register."),
}


def problem(kind: str, field: str = "", **words: object) -> Problem:
    """The problem of a kind, with its sentence filled in."""
    weight, sentence = _SENTENCES[kind]
    return Problem(kind, field, sentence.format(**words), weight)


def stops(problems: list[Problem]) -> bool:
    """Whether one of the problems holds the whole row back."""
    return any(found.weight is Weight.ROW for found in problems)
