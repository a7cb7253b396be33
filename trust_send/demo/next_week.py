"""What changes in a week, and what goes wrong in a file? The same pupils seven days later, for a preview to show."""

from datetime import date, timedelta

from trust_send.demo.draws import stream
from trust_send.demo.exported import ExportedPupil
from trust_send.demo.upns import upn

SCHOOL_BEFORE = "2999"  # no school of the trust
FORMULA = '=HYPERLINK("http://prize.example","Open")'


def a_week_later(
    pupils: list[ExportedPupil], *, on: date, laestab: str, stranger: ExportedPupil, seed: int
) -> list[ExportedPupil]:
    """Joiners, leavers, moves and corrections, together with the mistakes that every import has to catch."""
    rng = stream(seed, laestab, "next week")
    rows = dict(enumerate(pupils))
    plain = [index for index, one in rows.items() if one.sen_status == "N" and one.upn and one.date_of_birth.day > 12]
    rng.shuffle(plain)
    with_support = [index for index, one in rows.items() if one.sen_status == "K" and one.upn]
    rng.shuffle(with_support)
    _true_changes(rows, plain, on)
    _mistakes(rows, plain, with_support)
    result = [rows[index] for index in sorted(rows)]
    result.insert(len(result) // 3, stranger)
    return result + _joiners(on, laestab, {one.year_group: one.class_name for one in rows.values()})


def _true_changes(rows: dict[int, ExportedPupil], plain: list[int], on: date) -> None:
    for _ in range(2):
        index = next(one for one in plain if _other_class(rows[one], rows))
        plain.remove(index)
        rows[index] = rows[index].but(class_name=_other_class(rows[index], rows))
    for index in (plain.pop(), plain.pop(), plain.pop()):
        rows[index] = rows[index].but(fsm=True, fsm_ever6=True, pupil_premium=True)
    index = plain.pop()
    rows[index] = rows[index].but(preferred_surname=f"{rows[index].legal_surname}-Grey")
    index = plain.pop()
    rows[index] = rows[index].but(young_carer=True)
    rows[plain.pop()].left_on = on - timedelta(days=3)
    del rows[plain.pop()], rows[plain.pop()]  # no longer in the file: nobody knows yet whether they left


def _mistakes(rows: dict[int, ExportedPupil], plain: list[int], with_support: list[int]) -> None:
    index = with_support.pop()
    rows[index] = rows[index].but(sen_status="N", sen_since=None, needs=[])
    index = with_support.pop()
    rows[index] = rows[index].but(sen_status="Monitoring", sen_since=None, needs=[])
    index = with_support.pop()
    rows[index] = rows[index].but(needs=["ADHD"])
    index = plain.pop()
    rows[index] = rows[index].but(sen_status="K", needs=["SEMH"])
    index = plain.pop()
    wrong = "H" if rows[index].upn[0] != "H" else "J"
    rows[index] = rows[index].but(upn=wrong + rows[index].upn[1:])
    index = next(
        one
        for one, row in rows.items()
        if row.date_of_birth.day <= 12 and row.date_of_birth.day != row.date_of_birth.month
    )
    born = rows[index].date_of_birth
    rows[index] = rows[index].but(date_of_birth=date(born.year, born.day, born.month))
    index = plain.pop()
    twin = rows[index]
    rows[max(rows) + 1] = twin.but(
        legal_surname=_misspelt(twin.legal_surname), legal_forename=_misspelt(twin.legal_forename), admission_number=""
    )
    index = plain.pop()
    rows[index] = rows[index].but(preferred_forename=FORMULA)
    index = plain.pop()
    rows[index] = rows[index].but(legal_surname="")


def _joiners(on: date, laestab: str, class_of_year: dict[str, str]) -> list[ExportedPupil]:
    """Four new children: with support, without, from abroad without a number, and one whose file says ADHD."""
    since = on - timedelta(days=on.weekday())
    start = on.year if on.month >= 9 else on.year - 1
    new = [
        ("Cartwright", "Bea", "F", "R", 4, "K", ["SLCN"], "British", 981),
        ("Cartwright", "Finn", "M", "2", 6, "N", [], "British", 982),
        ("Petrenko", "Solomiia", "F", "5", 9, "N", [], "Ukrainian", 0),
        ("Hargreave", "Jude", "M", "3", 7, "SEN Support", ["ADHD"], "British", 983),
    ]
    rows = []
    for number, (surname, forename, sex, year, age, status, needs, family, serial) in enumerate(new):
        rows.append(
            ExportedPupil(
                upn=upn(laestab[:3] + SCHOOL_BEFORE, start - age + 4, serial) if serial else "",
                former_upn="",
                admission_number=f"{9001 + number:06}",
                legal_surname=surname,
                legal_forename=forename,
                preferred_surname=surname,
                preferred_forename=forename,
                date_of_birth=date(start - age, 2 + number, 17),
                sex=sex,
                year_group=year,
                class_name=class_of_year.get(year, ""),
                sen_status=status,
                sen_since=since if needs else None,
                needs=needs,
                eal=family == "Ukrainian",
                ethnicity="WOTH" if family == "Ukrainian" else "WBRI",
                first_language="Ukrainian" if family == "Ukrainian" else "English",
                admitted_on=since,
            )
        )
    return rows


def _can_swap(born: date) -> bool:
    return born.day <= 12 and born.day != born.month


def _other_class(pupil: ExportedPupil, rows: dict[int, ExportedPupil]) -> str:
    """Another class of the child's year, where there is one."""
    classes = {one.class_name for one in rows.values() if one.year_group == pupil.year_group}
    return min(classes - {pupil.class_name}, default="")


def _misspelt(name: str) -> str:
    """Written down by somebody who had it from the telephone."""
    for heard, written in (("a", "e"), ("i", "y"), ("s", "ss")):
        if heard in name[1:]:
            return name[0] + name[1:].replace(heard, written, 1)
    return f"{name}e"
