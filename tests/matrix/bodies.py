"""What a person would fill into each form, and what they would ask a page for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.walls.furniture import World
from tests.walls.onlookers import Onlooker


def body_of(name: str, one: Onlooker, world: World, place: str) -> dict[str, Any]:
    """A form filled in well: with rows of the place in the address, else of the person's own school."""
    status = "status of mina" if place == "mina" else "status"
    diagnosis = "diagnosis of mina" if place == "mina" else "diagnosis"
    if place not in (*one.children, *one.schools):
        place = (one.schools or one.children or ("one",))[0]
    corner = world.corners[place]
    school = corner.house.school.pk
    other = corner.side.two if corner.house is corner.side.one else corner.side.one
    today = timezone.localdate()
    on = today.isoformat()
    bodies: dict[str, dict[str, Any]] = {
        "desk": {"trust": corner.side.trust.pk},
        "pupil-status": {"code": "N", "on": on},
        "pupil-layer": {"layer": "plus", "on": on},
        "pupil-status-correct": {"entry": corner.rows[status].pk, "code": "N", "reason": "Why"},
        "pupil-needs": {"need_1": "ASD", "on": on},
        "pupil-add": {
            "school": school,
            "legal_forename": "Newly",
            "legal_surname": "Come",
            "date_of_birth": "2019-01-06",
            "sex": "U",
            "year_group": "3",
            "on": on,
        },
        "pupil-diagnosis": {"name": "Dyslexia", "evidence": "A report on file"},
        "pupil-diagnosis-withdraw": {"diagnosis": corner.rows[diagnosis].pk, "reason": "Another child was meant"},
        "pupil-words": {"words": "Words come slowly", "said_by": "Dad", "on": on},
        "pupil-edit": {"year_group": "5", "preferred_forename": "Bo", "preferred_surname": ""},
        "pupil-move": {"to": other.school.pk, "on": on},
        "pupil-leave": {"last_day": on, "to": "Elsewhere"},
        "pupil-come-back": {"what": "returns", "on": on},
        "pupil-transfer-file": {"destination": "933 4259", "number": "1"},
        "pupil-second-school": {"at": other.school.pk, "kind": "S", "on": on},
        "pupil-second-school-end": {"on": on},
        "pupil-lend": {
            "email": corner.rows["person"].email,
            "until": (today + timedelta(days=30)).isoformat(),
            "reason": "To help",
        },
        "pupil-family-add": {
            "given_name": "New",
            "family_name": "Parent",
            "email": "new.parent@example.org",
            "relationship": "carer",
            "on": on,
            "reason": "On the admission form",
            "checked": "on",
        },
        "pupil-contact-add": {"given_name": "Cleo", "family_name": "Contact", "relationship": "carer", "priority": "4"},
        "pupil-contact-edit": {
            "family_name": "Contact",
            "relationship": "grand",
            "gives": "lives_with",
            "priority": "5",
        },
        "pupil-contact-verify": {"how": "Known for years as a contact"},
        "pupil-contact-restrict": {"kind": "info", "order_reference": "contact", "first_day": on, "seen": "on"},
        "pupil-contact-lift": {"reason": "The order on this contact is over"},
        "pupil-contact-end": {"reason": "No contact any more"},
        "pupil-letter-write": {
            "discussion_date": on,
            "strengths": "Kind",
            "need_in_plain_words": "Finding words",
            "first_actions": "Pictures in each lesson",
            "review_date": (today + timedelta(days=80)).isoformat(),
            "teacher_name": "The class teacher",
            "senco_name": "The SENCO",
            "senco_contact": "The office",
            "sendiass_name": "The advice service",
            "sendiass_contact": "01632 960555",
        },
        "pupil-letter-sent": {"how": "hand", "on": on},
        "pupil-question": {"answer": "keep"},
        "concern-raise": {
            "strengths": "Kind",
            "observed": "Loses the thread",
            "tried": "Pictures",
            "tried_for": "weeks",
        },
        "concern-ask": {"of": corner.rows["concern question"].asked_of_id, "question": "How is it with you?"},
        "concern-answer": {"answer": "Much the same"},
        "concern-decide": {"outcome": "refer", "words_back": "Speech and language therapy is asked"},
        "register-review-settle": {"check_id": "RR-11", "pupil_id": corner.child.pk, "reason": "Looked at"},
        "register-review-answer": {"check_id": "RR-01", "answer": "yes", "note": "All of them"},
        "register-review-sign": {"part": "head" if one.name == "ben" else "senco"},
        "imports": {"school": school, "file": SimpleUploadedFile("pupils.csv", b"UPN,Legal Surname\r\nA,Lee\r\n")},
        "import-columns": {"column_0": "upn"},
        "import-decide": {"decision": "leave"},
        "group-open": {"school": school, "name": "6Z", "kind": "registration", "year_group": "6", "starts_on": on},
        "group-close": {"last_day": on, "reason": "The year is over"},
        "group-reopen": {"reason": "Closed too early"},
        "group-add": {"pupil": corner.child.pk, "on": on},
        "group-out": {"on": on},
        "group-move": {"to": corner.rows["other class"].pk, "on": on},
        "group-take-back": {"reason": "Another class"},
        "pupil-family-end": {"reason": "A court order"},
        "group-hand-over": {"person": corner.rows["person"].pk},
        "appoint": {
            "given_name": "New",
            "family_name": "Person",
            "email": "new.person@example.org",
            "role": "teacher",
            "place": f"school-{school}",
            "starts_on": on,
        },
        "end-post": {"when": "after", "last_day": on, "reason": "Left"},
        "verb-lend": {
            "verb": "export_register",
            "school": school,
            "starts_on": on,
            "until": (today + timedelta(days=30)).isoformat(),
            "reason": "To help",
        },
        "school-statuses": {"name_new": "Wave 2", "code_new": "K"},
        "school-year": {"first_day": "2026-09-01", "last": "6", "seen": "0" * 32},
        "school-edit": {"name": "New name", "term_naming": "three"},
        "terms": {"starts_1": f"{today.year}-09-01", "ends_1": f"{today.year}-10-20"},
        "trust-edit": {"name": "New", "accent": "#114b5f", "accent_deep": "#0b3443", "accent_tint": "#e3eef1"},
        "hub-add": {"name": "New hub", "authority": "878", "schools": [school]},
        "hub": {"name": "Changed hub", "authority": "", "schools": [school]},
        "figures-count": {"school": school},
        "nutshell-make": {"school": school},
    }
    return bodies.get(name, {})


def questions_of(world: World, place: str) -> dict[str, list[str]]:
    """What could be asked for in the part behind the question mark, with the numbers of one place."""
    if place == "nowhere":
        school = group = child = row = hub = 999_999_999
        words = ["zzqxnobody"]
    else:
        corner = world.corners[place]
        school, group, child = corner.house.school.pk, corner.group.pk, corner.child.pk
        row, hub = world.id_of("import row", "one" if place == "class" else place), corner.side.hub.pk
        words = [*world.children[child], corner.mark.split()[-1]]
    named = [f"?q={word}" for word in words]
    asked = [f"?school={school}&st=N&st=K&st=E", f"?class={group}&st=K", f"?after={child}", f"?before={child}&n=50"]
    return {
        "register": [*named, *asked],
        "register-export": [*named, *asked],
        "find": named,
        "concerns": [f"?school={school}", f"?show=asked&school={school}", "?show=decided", "?show=again"],
        "groups": [f"?school={school}", f"?show=closed&school={school}", "?show=closed"],
        "people": [*named, f"?school={school}", f"?school={school}&role=teacher"],
        "documents": [f"?school={school}"],
        "dashboard": [f"?hub={hub}", f"?school={school}"],
        "figures-export": [f"?hub={hub}", f"?school={school}"],
        "import": [f"?show=new&after={row}"],
        "read-log": ["?before=999999999"],
    }
