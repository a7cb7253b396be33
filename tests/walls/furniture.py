"""One row of every house in every walled table, with a word in it by which it would be known anywhere.

Words: ZZNORTH or ZZSOUTH for the trust, ZZTWO besides for a school Two, and for each child a word and a pupil number
of its own. Whoever finds a word where it does not belong has found a hole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from pupils.models import (
    Concern,
    ConcernQuestion,
    Diagnosis,
    Enrolment,
    FamilyLetter,
    FamilyLink,
    FamilyWords,
    GroupMember,
    LocalStatus,
    Need,
    Pupil,
    PupilUserObjectPermission,
    RegisterReview,
    ReviewAnswer,
    SenStatus,
    SettledCheck,
    StatusQuestion,
    SupportLayer,
)
from reporting.models import Figure
from schools.models import (
    Group,
    GroupStaff,
    KeptForm,
    Membership,
    Post,
    School,
    SchoolUserObjectPermission,
    Term,
    User,
)
from tests.cast import SINCE, Cast, House, Side, vouched
from trust_send.platform.jobs.models import Job, State
from trust_send.platform.papers.models import Paper
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen
from trust_send.platform.tables.models import ImportRow, Mapping, Stage, TableImport
from trust_send.platform.walls.sources import acting_for, whole_trust

COUNTED_ON = date(2026, 10, 1)
FIGURES = (("roll", 300), ("sen_support", 40), ("ehc_plan", 20), ("all_sen", 60), ("no_need", 10))
PLACES = ("one", "class", "two", "south", "southtwo")
"""Where a row may come from: 4B of North One, another class of it, North Two, South One, South Two."""


@dataclass
class Corner:
    """The rows of one place: of a class, for what is about children, else of its school."""

    side: Side
    house: House
    mark: str
    child: Pupil
    group: Group
    rows: dict[str, Any] = field(default_factory=dict)


@dataclass
class World:
    """The cast with furniture in every room."""

    cast: Cast
    corners: dict[str, Corner] = field(default_factory=dict)
    whole: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What belongs to a whole trust, by the name of the trust."""
    children: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Each child with the word in its name and its pupil number."""

    def id_of(self, kind: str, place: str) -> int:
        """The number of the row of this kind that stands at this place."""
        if place in self.whole:
            return self.whole[place][kind].pk
        if place == "mina":
            return self.corners["one"].house.pupils[1].pk
        return self.corners[place].rows[kind].pk


def furnished(cast: Cast) -> World:
    """Furnish both trusts; belongs into the transaction of a test, which takes everything away again."""
    world = World(cast)
    for side, word in ((cast.north, "ZZNORTH"), (cast.south, "ZZSOUTH")):
        with whole_trust(side.trust.pk):
            _furnish_trust(world, side, word)
        for person in (side.people.get("asha") or side.people["dee"], cast.gus):
            with acting_for(person.pk, side.trust.pk):
                KeptForm.objects.create(user=person, address="/people/appoint/", fields={"q": [f"{word} kept"]})
    return world


def _furnish_trust(world: World, side: Side, word: str) -> None:
    for house, mark in ((side.one, word), (side.two, f"{word} ZZTWO")):
        place = {"ZZNORTH": "one", "ZZSOUTH": "south"}[word] if house is side.one else _two(word)
        for pupil in list(Pupil.objects.filter(school=house.school)):
            _name(world, pupil, mark)
        corner = Corner(side, house, mark, Pupil.objects.get(pk=house.pupils[0].pk), house.class_4b)
        _furnish_school(corner)
        _furnish_child(corner)
        world.corners[place] = corner
    if word == "ZZNORTH":
        world.corners["class"] = _another_class(world, side)
    job = Job.objects.create(
        kind="nightly", key=str(uuid4()), result={"words": f"{word} whole trust"}, state=State.DONE
    )
    paper = _paper(job, None, f"Paper of the whole trust {word}", holds_children=False)
    world.whole["north-trust" if word == "ZZNORTH" else "south-trust"] = {"job": job, "paper": paper}


def _two(word: str) -> str:
    return "two" if word == "ZZNORTH" else "southtwo"


def _name(world: World, pupil: Pupil, mark: str) -> None:
    """Give a child a word and a number that nobody else has."""
    word = f"ZZKID{pupil.pk:07d}"
    pupil.legal_surname, pupil.upn = f"{pupil.legal_surname} {mark} {word}", f"ZUPN{pupil.pk:09d}"
    pupil.first_language = f"Tongue of {word}"
    pupil.save()
    world.children[pupil.pk] = (word, pupil.upn)


def _another_class(world: World, side: Side) -> Corner:
    """A class of North One whose teacher is not Grace, with one child."""
    house, mark = side.one, "ZZNORTH"
    group = Group.objects.create(school=house.school, name="5C", year_group="5", starts_on=SINCE)
    pupil = Pupil.objects.create(
        school=house.school,
        legal_forename="Ida",
        legal_surname="Brandt",
        date_of_birth=date(2017, 3, 1),
        sex="F",
        year_group="5",
    )
    Enrolment.objects.create(pupil=pupil, at_school=house.school, admission_number="777", starts_on=SINCE)
    GroupMember.objects.create(pupil=pupil, group=group, starts_on=SINCE)
    SenStatus.objects.create(pupil=pupil, code="K", starts_on=SINCE, reason=f"ZZKID{pupil.pk:07d} reason")
    Need.objects.create(pupil=pupil, need_type="SLCN", rank=1, starts_on=SINCE)
    _name(world, pupil, mark)
    corner = Corner(side, house, mark, pupil, group)
    corner.rows |= {kind: world.corners["one"].rows[kind] for kind in ("school", "figures", "other class", "review")}
    corner.rows |= {"group": group, "trust": side.trust}
    _person(corner, "Una", "Northone-Five")
    _furnish_child(corner)
    return corner


def _person(corner: Corner, given_name: str, family_name: str) -> None:
    """A teacher of the house who has never signed in and has its class."""
    person = User.objects.create_user(
        f"{given_name}.{family_name}@example.org".lower().replace(" ", "."),
        given_name=given_name,
        family_name=family_name,
    )
    Membership.objects.create(user=person, trust=corner.side.trust)
    corner.rows["person"] = person
    corner.rows["post"] = Post.objects.create(user=person, role="teacher", school=corner.house.school, starts_on=SINCE)
    corner.rows["having"] = GroupStaff.objects.create(group=corner.group, user=person, starts_on=SINCE)


def _furnish_school(corner: Corner) -> None:
    school, mark, rows = corner.house.school, corner.mark, corner.rows
    School.objects.filter(pk=school.pk).update(low_age=4)
    rows |= {"school": school, "figures": school, "group": corner.group, "trust": corner.side.trust}
    rows["hub"] = corner.side.hub
    _person(corner, "Tess", f"Of {school.name}")
    rows["school lending"] = SchoolUserObjectPermission.objects.assign_perm("edit_groups", rows["person"], school)
    SchoolUserObjectPermission.objects.filter(pk=rows["school lending"].pk).update(reason=f"{mark} lent")
    rows["set"] = Group.objects.create(school=school, name=f"Group of {mark}", kind="teaching", starts_on=SINCE)
    rows["closed group"] = Group.objects.create(
        school=school, name=f"Once {mark}", kind="teaching", starts_on=SINCE, ends_on=COUNTED_ON
    )
    rows["other class"] = Group.objects.create(school=school, name=f"6Q {mark}", year_group="6", starts_on=SINCE)
    if "ZZTWO" in mark:
        Group.objects.create(school=school, name=f"Set {mark}", kind="teaching", starts_on=SINCE)
    for measure, numerator in FIGURES:
        Figure.objects.create(
            school=school, on=COUNTED_ON, measure=measure, group="all", numerator=numerator, denominator=300
        )
    rows["job"] = Job.objects.create(
        kind="nutshell", key=str(uuid4()), school=school, state=State.DONE, result={"words": f"Job of {mark}"}
    )
    rows["paper"] = _paper(rows["job"], school, f"Paper of {mark}", holds_children=False)
    table = rows["import"] = TableImport.objects.create(
        kind="pupils",
        school=school,
        file_name=f"{mark}.csv",
        sha256="0" * 64,
        stage=Stage.READY,
        mapping={"headings": ["UPN", f"Word {mark}"], "columns": {"upn": "upn"}},
        counts={"new": 1},
    )
    rows["import row"] = ImportRow.objects.create(
        table=table, school=school, number=2, state="new", name=f"ZZKID{corner.child.pk:07d} {mark}", label=mark
    )
    Mapping.objects.create(kind="pupils", school=school, headings={"word": mark})
    rows["local status"] = LocalStatus.objects.create(school=school, name=f"Watched {mark}", code="N")
    term = Term.objects.create(
        school=school, year_start=2025, number=6, starts_on=date(2026, 6, 1), ends_on=date(2026, 7, 21)
    )
    rows["review"] = RegisterReview.objects.create(school=school, term=term, begun_by=rows["person"])
    ReviewAnswer.objects.create(
        review=rows["review"], school=school, check_id="RR-05", answer="no", note=f"Note {mark}",
        answered_by=rows["person"],
    )  # fmt: skip


def _furnish_child(corner: Corner) -> None:
    child, mark, rows = corner.child, corner.mark, corner.rows
    word = f"ZZKID{child.pk:07d}"
    rows["child"] = child
    # A document about a child is its school's; each place has one of its own.
    job = Job.objects.create(kind="passport", key=str(uuid4()), school=corner.house.school, state=State.DONE)
    rows["child's paper"] = _paper(
        job, corner.house.school, f"{word} {mark}", holds_children=True, pupil_ids=[child.pk]
    )
    rows["question"] = StatusQuestion.objects.create(pupil=child, register_code="K", file_code="E")
    _furnish_concern(corner, f"{word} {mark}")
    lent = PupilUserObjectPermission.objects.assign_perm("see_pupil", rows["person"], child)
    PupilUserObjectPermission.objects.filter(pk=lent.pk).update(ends_on=date(2099, 7, 31), reason=f"{word} {mark}")
    rows["lending"] = lent
    by = rows["person"]
    rows["contact"] = vouched(
        child, "Ola", f"{word} {mark}", by=by, email=f"ola.{child.pk}@example.org", priority=2,
        restriction="super", restriction_from=SINCE, order_reference=f"Order on the contact {word}",
    )  # fmt: skip
    for each in {child.pk: child, corner.house.pupils[1].pk: corner.house.pupils[1]}.values():
        if each == child or child == corner.house.pupils[0]:
            vouched(each, "New", "Parent", by=by)  # to this contact the matrix gives an account
    if not FamilyLink.objects.filter(pupil=child).exists():
        FamilyLink.objects.create(pupil=child, user=rows["person"], relationship="carer", starts_on=SINCE)
    rows["family link"] = FamilyLink.objects.filter(pupil=child).order_by("pk").first()
    if child == corner.house.pupils[0]:
        _furnish_guest(corner)
    SenStatus.objects.filter(pupil=child).update(reason=f"{word} {mark}")
    rows["status"], rows["status of mina"] = (
        SenStatus.objects.filter(pupil=each).order_by("starts_on").last() for each in (child, corner.house.pupils[1])
    )
    _furnish_knowing(corner, f"{word} {mark}")
    seen([(child.pk, child.school_id)], how=How.OPENED, page="pupil", user_id=rows["person"].pk)


def _furnish_knowing(corner: Corner, words: str) -> None:
    """What is known of a child beside the census, and what was written to the family."""
    child, rows = corner.child, corner.rows
    SupportLayer.objects.create(pupil=child, layer="targeted", starts_on=SINCE, reason=f"Layer {words}")
    rows["diagnosis"] = Diagnosis.objects.create(pupil=child, name=f"Found {words}", noted_by=rows["person"])
    mina = corner.house.pupils[1]
    if child == corner.house.pupils[0]:
        rows["diagnosis of mina"] = Diagnosis.objects.create(
            pupil=mina, name=f"Found ZZKID{mina.pk:07d}", noted_by=rows["person"]
        )
    FamilyWords.objects.create(pupil=child, words=f"Called {words}", said_by="Mum", starts_on=SINCE)
    rows["letter"] = FamilyLetter.objects.create(
        pupil=child, kind="sen-support-start", status=rows["status"], recipient=rows["contact"],
        content={"title": f"Letter {words}"}, written_by=rows["person"],
    )  # fmt: skip
    rows["settled check"] = SettledCheck.objects.create(
        pupil=child, review=rows["review"], check_id="RR-11", reason=f"Right {words}", settled_by=rows["person"]
    )


def _furnish_concern(corner: Corner, words: str) -> None:
    """Who has the class is asked by its SENCO; in 4B of North One they raised it, and Grace is asked."""
    rows, people = corner.rows, corner.side.people
    senco = people.get("asha") or people["dee"]
    is_graces = "grace" in people and corner.group == corner.side.one.class_4b
    rows["concern"] = Concern.objects.create(
        pupil=corner.child,
        strengths=f"Strong {words}",
        observed=f"Seen {words}",
        tried=f"Tried {words}",
        tried_for="weeks",
        raised_by=rows["person"] if is_graces else senco,
    )
    rows["concern question"] = ConcernQuestion.objects.create(
        pupil=corner.child,
        concern=rows["concern"],
        asked_by=senco,
        asked_of=people["grace"] if is_graces else rows["person"],
        question=f"Asked {words}",
    )


def _furnish_guest(corner: Corner) -> None:
    """Otto of each house is a guest of the other school, which lends it no sight of him."""
    other = corner.side.two if corner.house is corner.side.one else corner.side.one
    otto = corner.rows["guest child"] = corner.house.pupils[2]
    corner.rows["guest"] = Enrolment.objects.create(pupil=otto, at_school=other.school, kind="G", starts_on=SINCE)


def _paper(job: Job, school: School | None, text: str, **more: Any) -> Paper:
    """A document that is really stored."""
    content = a_pdf(text)
    name = default_storage.save(f"papers/{uuid4()}.pdf", ContentFile(content))
    return Paper.objects.create(
        job=job,
        school=school,
        kind="nutshell" if not more["holds_children"] else "passport",
        title=text,
        as_known_on=COUNTED_ON,
        file=name,
        bytes=len(content),
        sha256="0" * 64,
        **more,
    )


def a_pdf(text: str) -> bytes:
    """The smallest document that says something."""
    drawn = f"BT /F 12 Tf 20 100 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )
