"""How do the DfE's XML files look? A Common Transfer File that comes with new children, and a school census return."""

from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape  # nosec B406: written with, never read with

from pupils import languages
from trust_send.demo.exported import ExportedPupil
from trust_send.demo.next_week import SCHOOL_BEFORE
from trust_send.demo.plan import School
from trust_send.demo.upns import upn

CONTACT = (
    "<Contacts><Contact><Order>1</Order><Surname>{surname}</Surname><Forename>Alex</Forename>"
    "<Relationship>PAM</Relationship><Responsibility>true</Responsibility></Contact></Contacts>"
)


def joiners_ctf(school: School, *, made_on: date) -> bytes:
    """Four children who come from a school outside the trust: UTF-8 with a mark, as many programs write it."""
    start = made_on.year if made_on.month >= 9 else made_on.year - 1
    sender = school.laestab[:3] + SCHOOL_BEFORE
    pupils = [
        _joiner("Ainscough", "Bethan", "F", 5, upn(sender, start - 1, 971), start,
                sen=_sen([("2024-09-02", "N", "2026-03-08"), ("2026-03-09", "K", "")], ["SLCN", "ASD"])),
        _joiner("Thackeray-Moss", "Rowan", "M", 8, upn(sender, start - 4, 972), start,
                former=upn(sender, start - 4, 872), preferred="Ro",
                sen=_sen([("2022-09-01", "A", "2023-08-31"), ("2023-09-01", "E", "")], ["SPLD"])),
        _joiner("Ibáñez", "Lucía", "F", 9, upn(sender, start - 5, 973), start, ethnicity="WOTH", language="SPA"),
        _joiner("Ainscough", "Tomos", "M", 7, upn(sender, start - 3, 974), start,
                sen=_sen([("2023-09-04", "N", "")], [])),
    ]  # fmt: skip
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<CTfile>\n'
        + _header(school, sender=sender, made_on=made_on, start=start)
        + "<CTFpupilData>\n"
        + "".join(pupils)
        + "</CTFpupilData>\n</CTfile>\n"
    ).encode("utf-8-sig")


def census_return(pupils: Iterable[ExportedPupil], *, school: School, on: date) -> bytes:
    """The pupils on roll with their SEN module; no leavers, no attendance."""
    rows = "".join(_census_pupil(pupil) for pupil in pupils)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n<Header><CollectionDetails><Collection>School</Collection>'
        f"<Term>AUT</Term><Year>{on.year}</Year><ReferenceDate>{on}</ReferenceDate></CollectionDetails><Source>"
        f"<SourceLevel>L</SourceLevel><LEA>{school.laestab[:3]}</LEA><Estab>{school.laestab[3:]}</Estab>"
        f"<SoftwareCode>Sample</SoftwareCode></Source></Header>\n<School><Pupils><PupilsOnRoll>\n{rows}"
        "</PupilsOnRoll></Pupils></School>\n</Message>\n"
    ).encode()


def _header(school: School, *, sender: str, made_on: date, start: int) -> str:
    return (
        "<Header><DocumentName>Common Transfer File</DocumentName><CTFversion>24.0</CTFversion>"
        f"<DateTime>{made_on}T15:04:00</DateTime><DocumentQualifier>full</DocumentQualifier><SupplierID>Sample</SupplierID>"
        f"<SourceSchool><LEA>{sender[:3]}</LEA><Estab>{sender[3:]}</Estab><SchoolName>Wharf Lane Primary</SchoolName>"
        f"<AcademicYear>{start}</AcademicYear></SourceSchool><DestSchool><LEA>{school.laestab[:3]}</LEA>"
        f"<Estab>{school.laestab[3:]}</Estab></DestSchool></Header>\n"
    )


def _joiner(
    surname: str, forename: str, sex: str, age: int, number: str, start: int, *, former: str = "", preferred: str = "",
    sen: str = "", ethnicity: str = "WBRI", language: str = "ENG",
) -> str:  # fmt: skip
    return (
        f"<Pupil><UPN>{number}</UPN><Surname>{escape(surname)}</Surname><Forename>{escape(forename)}</Forename>"
        f"<DOB>{date(start - age, 5, 11)}</DOB><Gender>{sex}</Gender><BasicDetails>"
        + (f"<FormerUPN>{former}</FormerUPN>" if former else "")
        + (f"<PreferredForename>{preferred}</PreferredForename>" if preferred else "")
        + f"<NCyearActual>{age - 4}</NCyearActual><Ethnicity>{ethnicity}</Ethnicity><Languages><Type>"
        f"<LanguageType>F</LanguageType><Language>{language}</Language></Type></Languages>"
        "<ServiceChild>N</ServiceChild><EnrolStatus>C</EnrolStatus></BasicDetails>"
        + sen
        + CONTACT.format(surname=escape(surname))
        + "</Pupil>\n"
    )


def _sen(history: list[tuple[str, str, str]], needs: list[str]) -> str:
    rows = "".join(
        f"<SEN><StartDate>{starts_on}</StartDate><SENprovision>{code}</SENprovision>"
        + (f"<EndDate>{ends_on}</EndDate>" if ends_on else "")
        + "</SEN>"
        for starts_on, code, ends_on in history
    )
    ranked = "".join(
        f"<SENneed><SENtypeRank>{rank}</SENtypeRank><SENtype>{need}</SENtype></SENneed>"
        for rank, need in enumerate(needs, 1)
    )
    return f"<SENhistory>{rows}{f'<SENneeds>{ranked}</SENneeds>' if ranked else ''}</SENhistory>"


def _census_pupil(pupil: ExportedPupil) -> str:
    needs = "".join(
        f"<SENneed><SENtypeRank>{rank}</SENtypeRank><SENtype>{need}</SENtype></SENneed>"
        for rank, need in enumerate(pupil.needs, 1)
    )
    told = {
        "PupilIdentifiers": {
            "UPN": pupil.upn,
            "Surname": pupil.legal_surname,
            "Forename": pupil.legal_forename,
            "PreferredSurname": pupil.preferred_surname,
            "DOB": pupil.date_of_birth.isoformat(),
            "Sex": pupil.sex,
        },
        "PupilCharacteristics": {"Ethnicity": pupil.ethnicity, "Language": languages.code_of(pupil.first_language)},
        "PupilStatus": {
            "EnrolStatus": pupil.enrolment_kind,
            "EntryDate": pupil.admitted_on.isoformat() if pupil.admitted_on else "",
            "NCyearActual": pupil.year_group,
        },
    }
    blocks = "".join(
        f"<{block}>{''.join(f'<{name}>{escape(text)}</{name}>' for name, text in values.items() if text)}</{block}>"
        for block, values in told.items()
    )
    return (
        f"<PupilOnRoll>{blocks}<SpecialEducationalNeeds><SENprovision>{pupil.sen_status}</SENprovision>"
        f"{f'<SENneeds>{needs}</SENneeds>' if needs else ''}</SpecialEducationalNeeds></PupilOnRoll>\n"
    )
