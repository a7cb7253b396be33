"""The sample files: as the writer makes them, and read by the product's own importer without a wrong word."""

import io
from collections import Counter
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import pytest

from pupils.intake import headings, planning, xml_files
from pupils.intake.known import KnownPupil, SchoolFacts
from schools import gias
from tests.trust_send.demo.worlds import made
from trust_send.demo.exported import ExportedPupil, exported
from trust_send.demo.plan import Trust
from trust_send.demo.samples import SAMPLES, SAMPLES_ON, main, samples
from trust_send.demo.world import DEFAULT_SEED
from trust_send.platform.tables.reading import read_table

NEXT_WEEK = SAMPLES_ON + timedelta(days=7)
SIMS_LOSES_ACCENTS = 1  # children of Brackenby whose name cp1252 cannot hold


def tidewell(on: date = SAMPLES_ON) -> Trust:
    return made(on=on).trusts[0]


@lru_cache(maxsize=1)
def fresh() -> dict[str, bytes]:
    return samples(tidewell(), on=SAMPLES_ON, seed=DEFAULT_SEED)


def known(pupil: ExportedPupil, number: int) -> KnownPupil:
    """The child as the register would hold it after a first import."""
    values = {
        name: getattr(pupil, name)
        for name in (
            "upn", "former_upn", "admission_number", "legal_surname", "legal_forename", "date_of_birth", "sex",
            "year_group", "sen_status", "fsm", "fsm_ever6", "pupil_premium", "eal", "looked_after",
            "ever_looked_after", "service_child", "young_carer", "ethnicity", "first_language", "enrolment_kind",
        )
    }  # fmt: skip
    for name in ("surname", "forename"):
        preferred, legal = getattr(pupil, f"preferred_{name}"), getattr(pupil, f"legal_{name}")
        values[f"preferred_{name}"] = "" if preferred == legal else preferred
    values |= {"registration_group": pupil.class_name, "needs": tuple(pupil.needs)}
    return KnownPupil(id=number, values=values)


def planned(file: str, *, register_on: date | None = SAMPLES_ON) -> planning.Plan:
    """The importer's plan for a sample, beside the register of a day or an empty one."""
    key = file.split("_", maxsplit=1)[0]
    trust = tidewell() if register_on is None else tidewell(register_on)
    school = trust.school(key)
    children = [] if register_on is None else exported(trust, key, register_on)
    facts = SchoolFacts(
        name=school.name,
        urn=school.urn,
        laestab=school.laestab,
        held_elsewhere=frozenset(pupil.upn for pupil in trust.pupils if pupil.school != key and pupil.upn),
    )
    today = NEXT_WEEK + timedelta(days=2)
    sheet = read_table(
        io.BytesIO((SAMPLES / file).read_bytes()),
        known=headings.is_known,
        xml=lambda found: xml_files.read_xml(found, school=facts, today=today),
    )
    columns = headings.recognise(sheet.headings)
    assert columns.unclear == []
    assert columns.missing == ""
    return planning.plan(
        sheet.rows,
        [known(pupil, number) for number, pupil in enumerate(children, start=1)],
        facts,
        columns,
        today,
        whole_roll=sheet.kind != xml_files.CTF,
    )


@pytest.mark.parametrize("name", [path.name for path in sorted(SAMPLES.glob("*.*")) if path.suffix != ".md"])
def test_the_files_here_are_those_the_writer_makes(name):
    assert (SAMPLES / name).read_bytes() == fresh()[name]


def test_every_sample_is_here_and_named_in_the_guide():
    guide = (SAMPLES / "README.md").read_text()
    assert {path.name for path in SAMPLES.iterdir()} == {*fresh(), "README.md"}
    assert all(f"`{name}`" in guide for name in fresh())


@pytest.mark.parametrize(
    ("file", "pupils"),
    [
        ("brackenby_sims.csv", 203),
        ("brackenby_arbor.xlsx", 203),
        ("brackenby_bromcom.csv", 203),
        ("brackenby_plain.csv", 203),
        ("brackenby_census.xml", 203),
        ("fernhollow_arbor.xlsx", 418),
    ],
)
def test_an_empty_register_takes_every_child_of_the_file(file, pupils):
    plan = planned(file, register_on=None)
    assert plan.refusal == ""
    assert Counter(row.state for row in plan.rows) == {"new": pupils}


@pytest.mark.parametrize(
    ("file", "changed"),
    [
        ("brackenby_sims.csv", SIMS_LOSES_ACCENTS),
        ("brackenby_arbor.xlsx", 0),
        ("brackenby_bromcom.csv", 0),
        ("brackenby_census.xml", 0),
        ("fernhollow_arbor.xlsx", 0),
    ],
)
def test_the_same_week_again_changes_nothing(file, changed):
    plan = planned(file)
    assert plan.not_in_file == []
    assert Counter(row.state for row in plan.rows if row.state != "same") == ({"changed": changed} if changed else {})


def test_children_who_come_with_a_transfer_file_are_new_and_bring_their_status():
    plan = planned("fernhollow_joiners_ctf.xml")
    assert plan.not_in_file == []
    assert [(row.state, row.values.get("sen_status"), row.values.get("needs")) for row in plan.rows] == [
        ("new", "K", ("SLCN", "ASD")),
        ("new", "E", ("SPLD",)),
        ("new", None, None),
        ("new", "N", None),
    ]
    assert {problem.weight for row in plan.rows for problem in row.problems} <= {"note"}


def test_a_demo_made_on_another_day_knows_the_same_children():
    plan = planned("fernhollow_arbor.xlsx", register_on=SAMPLES_ON + timedelta(days=90))
    assert plan.not_in_file == []
    assert {row.state for row in plan.rows} <= {"same", "question"}


@pytest.mark.parametrize("file", ["brackenby_sims_next_week.csv", "fernhollow_arbor_next_week.xlsx"])
def test_next_week_shows_something_of_everything(file):
    plan = planned(file)
    states = Counter(row.state for row in plan.rows)
    assert plan.refusal == ""
    assert states["new"] == 4
    assert states["changed"] >= 6
    assert states["question"] >= 3
    assert states["problem"] == 5
    assert len(plan.not_in_file) == 2
    said = " ".join(str(one) for row in plan.rows for one in row.problems)
    for words in (
        "check letter",
        "look swapped",
        "Same UPN",
        "another school of the trust",
        "formula",
        "ADHD",
        "Monitoring",
    ):
        assert words in said, words


def test_the_list_of_schools_has_the_trust_and_a_closed_one():
    sheet = read_table(io.BytesIO((SAMPLES / "gias_schools.csv").read_bytes()), known=gias.is_heading)
    assert gias.missing(sheet.headings) == []
    facts = [gias.facts(dict(zip(sheet.headings, map(str, row.cells), strict=False))) for row in sheet.rows]
    assert [one.name for one in facts if one.is_closed] == ["Tidemill Row Infant School"]
    still_open = {one.urn: one for one in facts if not one.is_closed}
    assert len(still_open) == 36
    for school in tidewell().schools:
        found = still_open[school.urn]
        assert (found.name, found.laestab, found.phase, found.la_name) == (
            school.name,
            school.laestab,
            school.phase,
            school.la_name,
        )
        assert (found.low_age, found.high_age) == (school.low_age, school.high_age)


def test_the_writer_is_a_command(tmp_path, capsys):
    main([str(tmp_path / "elsewhere"), "--on", "2027-03-05", "--seed", "5"])
    written = {path.name for path in (tmp_path / "elsewhere").iterdir()}
    assert written == set(fresh())
    assert len(capsys.readouterr().out.splitlines()) == len(written)


def test_samples_are_small():
    assert sum(path.stat().st_size for path in Path(SAMPLES).iterdir()) < 400_000
