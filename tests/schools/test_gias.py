"""Rows of Get Information About Schools, and the command that brings them in."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from schools import gias
from schools.models import Phase, School
from trust_send.platform.walls.sources import whole_trust

ROW = {
    "URN": "149001",
    "LA (code)": "878",
    "LA (name)": "Devon",
    "EstablishmentNumber": "2901",
    "EstablishmentName": "Fernhollow Primary School",
    "PhaseOfEducation (name)": "Primary",
    "TypeOfEstablishment (name)": "Academy converter",
    "StatutoryLowAge": "4",
    "StatutoryHighAge": "11",
    "EstablishmentStatus (name)": "Open",
    "Trusts (name)": "A TRUST",
}


def file_of(tmp_path, *rows, encoding="cp1252"):
    path = tmp_path / "gias.csv"
    lines = [",".join(f'"{value}"' for value in row.values()) for row in rows]
    path.write_text("\n".join([",".join(f'"{name}"' for name in ROW), *lines]), encoding=encoding)
    return path


def run(path, *more):
    out = StringIO()
    call_command("import_schools", str(path), "--trust", "north", *more, stdout=out, stderr=out)
    return out.getvalue()


def test_a_row_becomes_a_school():
    facts = gias.facts(ROW)
    assert (facts.urn, facts.laestab, facts.phase, facts.low_age) == ("149001", "8782901", Phase.PRIMARY, 4)


@pytest.mark.parametrize(
    ("phase", "kind", "code"),
    [
        ("Not applicable", "Academy special converter", "SP"),
        ("Not applicable", "Academy alternative provision converter", "PR"),
        ("All-through", "Free schools", "AT"),
        ("16 plus", "Free schools 16 to 19", "SS"),
        ("Middle deemed secondary", "Academy converter", "MS"),
    ],
)
def test_phases(phase, kind, code):
    assert gias.phase(phase, kind) == code


@pytest.mark.parametrize("wrong", [{"URN": "14900"}, {"EstablishmentNumber": "x"}, {"PhaseOfEducation (name)": "?"}])
def test_a_row_that_cannot_become_a_school_says_why(wrong):
    with pytest.raises(gias.UnusableRowError):
        gias.facts(ROW | wrong)


def test_schools_are_added_then_the_same_then_changed(north, tmp_path):
    closed = ROW | {"URN": "149002", "EstablishmentNumber": "2902", "EstablishmentStatus (name)": "Closed"}
    accented = ROW | {"URN": "149003", "EstablishmentNumber": "2903", "EstablishmentName": "St Zoë’s"}
    assert "2 schools added, 0 changed, 0 the same, 1 closed" in run(file_of(tmp_path, ROW, closed, accented))
    assert "0 schools added, 0 changed, 2 the same" in run(file_of(tmp_path, ROW, closed, accented))
    new_urn = ROW | {"URN": "149999"}
    assert "URN: 149001 → 149999" in run(file_of(tmp_path, new_urn))
    with whole_trust(north.trust.pk):
        assert School.objects.get(urn="149003").name == "St Zoë’s"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"EstablishmentNumber": ""}, "has nothing as its establishment number"),
        ({"LA (code)": "Devon"}, "“Devon” is not a local authority code"),
        ({"LA (name)": ""}, "no name of its local authority"),
        ({"EstablishmentName": "Hill " * 30}, "longer than 120 letters"),
    ],
)
def test_what_is_missing_is_named(wrong, sentence):
    with pytest.raises(gias.UnusableRowError, match=sentence):
        gias.facts(ROW | wrong)


def other(number, **more):
    """Another school of the file."""
    return ROW | {"URN": str(149000 + number), "EstablishmentNumber": str(2900 + number)} | more


def test_what_no_trust_keeps_is_left_out_and_said(north, tmp_path):
    centre = other(21, **{"TypeOfEstablishment (name)": "Children's centre", "EstablishmentNumber": ""})
    private = other(22, **{"TypeOfEstablishment (name)": "Other independent school", "PhaseOfEducation (name)": "N/A"})
    special = other(23, **{"TypeOfEstablishment (name)": "Other independent special school"})
    planned = other(24, **{"EstablishmentNumber": "", "EstablishmentStatus (name)": "Proposed to open"})
    said = run(file_of(tmp_path, ROW, centre, private, special, planned))
    assert "1 × Children's centre, 1 × Other independent school, 1 × proposed to open" in said
    assert "2 schools added" in said


def test_the_same_row_twice_counts_once_and_two_that_differ_are_refused(north, tmp_path):
    assert "1 schools added, 0 changed, 0 the same" in run(file_of(tmp_path, ROW, ROW))
    with pytest.raises(CommandError, match="Rows 2 and 3 have the same URN, 149001"):
        run(file_of(tmp_path, ROW, ROW | {"EstablishmentName": "Another"}))
    with pytest.raises(CommandError, match="Rows 2 and 3 are two open schools with the same"):
        run(file_of(tmp_path, ROW, ROW | {"URN": "149031"}))


def test_one_trust_is_taken_out_of_the_whole_country(north, tmp_path):
    country = [other(n % 90, URN=str(200000 + n), **{"LA (code)": str(300 + n // 90)}) for n in range(600)]
    mine = other(95, **{"Trusts (name)": "HILL TRUST"})
    broken = {"EstablishmentNumber": "", "Trusts (name)": "B TRUST"}
    path = file_of(tmp_path, *country, other(96, **broken), mine)
    with pytest.raises(CommandError, match="602 open schools of 3 trusts. .*add --group"):
        run(path)
    assert "1 schools added" in run(path, "--group", "Hill trust")
    with pytest.raises(CommandError, match="No row of the file has “Hil Trust” .* Is it .*“HILL TRUST”"):
        run(path, "--group", "Hil Trust")


def test_a_school_of_ours_that_has_closed_is_named(north, tmp_path):
    run(file_of(tmp_path, ROW))
    closed = ROW | {"EstablishmentStatus (name)": "Closed"}
    assert "Fernhollow Primary School is closed in this file. It stays" in run(file_of(tmp_path, closed))
    # The academy that followed on a closed school has its establishment number and another URN.
    said = run(file_of(tmp_path, closed, ROW | {"URN": "149032"}))
    assert "URN: 149001 → 149032" in said and "is closed in this file" not in said


def test_headings_and_names_are_read_as_spreadsheets_leave_them(north, tmp_path):
    path = tmp_path / "gias.csv"
    named = ROW | {"EstablishmentName": "Fernhollow\n Primary School", "LA (code)": "999"}
    path.write_text(",".join(name.lower() for name in ROW) + "\n" + ",".join(f'"{v}"' for v in named.values()))
    assert "“999” (Devon) is not the code of a local authority" in run(path)
    with whole_trust(north.trust.pk):
        assert School.objects.get(urn="149001").name == "Fernhollow Primary School"


def test_a_row_that_has_slipped_or_a_formula_is_refused(north, tmp_path):
    path = file_of(tmp_path, ROW, ROW | {"URN": "=A2+1"})
    path.write_text(path.read_text(encoding="cp1252") + '\n"149005","878"' + ',"x"' * 20)
    with pytest.raises(CommandError) as refused:
        run(path)
    assert "Row 3: Cell A3 holds a formula" in str(refused.value) and "Row 4: This row has more cells" in str(
        refused.value
    )


def test_one_bad_row_writes_nothing(north, tmp_path):
    with pytest.raises(CommandError, match="Row 3: .*not a URN"):
        run(file_of(tmp_path, ROW, ROW | {"URN": "abc"}))
    with whole_trust(north.trust.pk):
        assert not School.objects.filter(urn="149001").exists()


def test_several_trusts_in_a_file_are_named_and_one_can_be_chosen(north, tmp_path):
    other = ROW | {"URN": "149004", "EstablishmentNumber": "2904", "Trusts (name)": "B TRUST"}
    assert "schools of 2 trusts (A TRUST, B TRUST)" in run(file_of(tmp_path, ROW, other))
    assert "0 schools added, 0 changed, 1 the same" in run(file_of(tmp_path, ROW, other), "--group", "b trust")


def test_a_file_that_is_no_extract_is_refused(north, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("URN,EstablishmentName\n1,2\n")
    with pytest.raises(CommandError, match="no column LA"):
        run(path)
    path.write_text("School,Pupils\nHill,2\n")
    with pytest.raises(CommandError, match="must be an extract from Get Information About Schools"):
        run(path)
    with pytest.raises(CommandError, match="cannot be opened"):
        run(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("www.fernhollow.example", "https://www.fernhollow.example"),
        ("http://www.fernhollow.example/home", "http://www.fernhollow.example/home"),
        ("", ""),
        ("none", ""),
        ("javascript://x.example/%0aalert(1)", ""),
        ("https://x.example/ <script>", ""),
        ("www..example", ""),
        (f"https://x.example/{'y' * 200}", ""),
    ],
)
def test_the_address_of_a_website_is_read_as_schools_write_it(written, meant):
    assert gias.website(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("01632 960123", "01632 960123"), ("1632960123", "01632960123"), ("none", ""), ("", ""), ("0" * 40, "")],
)
def test_a_telephone_number_is_read_as_spreadsheets_leave_it(written, meant):
    assert gias.telephone(written) == meant


def test_how_the_office_is_reached_fills_what_is_empty_and_overrules_nobody(tmp_path, north):
    known = {"URN": "149777", "EstablishmentNumber": "2977"}
    bare = ROW | known
    office = {"TelephoneNum": "01632960123", "SchoolWebsite": "www.fernhollow.example"}
    run(file_with(tmp_path, bare))
    said = run(file_with(tmp_path, bare | office))
    assert "telephone: 01632960123" in said and "website: https://www.fernhollow.example" in said
    with whole_trust(north.trust.pk):
        School.objects.filter(urn="149777").update(telephone="01632 960999")
    assert "1 the same" in run(file_with(tmp_path, bare | office))
    with whole_trust(north.trust.pk):
        school = School.objects.get(urn="149777")
        assert (school.telephone, school.website) == ("01632 960999", "https://www.fernhollow.example")


def file_with(tmp_path, row):
    path = tmp_path / "office.csv"
    path.write_text("\n".join(",".join(f'"{value}"' for value in line) for line in (row, row.values())))
    return path
