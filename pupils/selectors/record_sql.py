"""The one statement behind a child's page: everything beside the child's own row.

Written by hand. As seven querysets Django spent three times as long on writing the statements as PostgreSQL on
answering them (make bench, pupil_page_p95). The walls stand beneath it; ``_SEEN`` says their rule a second time.
"""

from __future__ import annotations

from pupils.selectors.periods_sql import during

_SEEN = """t.trust_id = %(trust)s AND t.pupil_id = %(pupil)s
    AND (t.school_id = ANY(%(schools)s::bigint[]) OR t.pupil_id = ANY(%(pupils)s::bigint[]))"""


def _rows(columns: dict[str, str], tables: str, where: str, order: str) -> str:
    """Rows as one JSON list of objects."""
    made = ", ".join(f"'{name}', {column}" for name, column in columns.items())
    return f"(SELECT coalesce(json_agg(json_build_object({made}) ORDER BY {order}), '[]') FROM {tables} WHERE {where})"  # noqa: S608 - our own words


def _same(*names: str) -> dict[str, str]:
    return {name: f"t.{name}" for name in names}


_PERSON = {"given_name": "u.given_name", "family_name": "u.family_name"}
_DECIDED_BY = {"given_name": "d.given_name", "family_name": "d.family_name"}
_JOIN_DECIDED_BY = "LEFT JOIN schools_user d ON d.id = t.decided_by_id"
# Who teaches a group is named before who helps in it.
_IS_ASSISTANT = f"""EXISTS (SELECT 1 FROM schools_post a
    WHERE a.user_id = h.user_id AND a.role = 'ta' AND {during("a")})"""  # noqa: S608 - our own words
_PARTS = {
    "statuses": _rows(
        {
            **_same("code", "starts_on", "ends_on", "reason", "evidence", "shared_with_family", "family_told_on"),
            "called": "o.name",
            **_DECIDED_BY,
        },
        f"pupils_senstatus t LEFT JOIN pupils_localstatus o ON o.id = t.local_status_id {_JOIN_DECIDED_BY}",
        _SEEN,
        "t.starts_on DESC",
    ),
    "layers": _rows(
        {**_same("layer", "starts_on", "ends_on", "reason", "evidence", "family_told_on"), **_DECIDED_BY},
        f"pupils_supportlayer t {_JOIN_DECIDED_BY}",
        _SEEN,
        "t.starts_on DESC",
    ),
    "needs": _rows(
        _same("need_type", "rank", "starts_on", "ends_on"), "pupils_need t", _SEEN, "t.starts_on DESC, t.rank"
    ),
    "enrolments": _rows(
        {**_same("id", "kind", "admission_number", "starts_on", "ends_on", "at_school_id"), "school": "s.name"},
        "pupils_enrolment t JOIN schools_school s ON s.id = t.at_school_id",
        _SEEN,
        "t.starts_on DESC",
    ),
    "words": _rows(
        _same("words", "not_these", "said_by", "starts_on"),
        "pupils_familywords t",
        f"{_SEEN} AND {during('t')}",
        "t.id",
    ),
    # Their numbers alone, and of those alone that this reader may read: most children have none to look up.
    "concerns": _rows(_same("id"), "pupils_concern t", f"{_SEEN} AND t.withdrawn_at IS NULL", "t.id"),
    # Groups without staff stay; whoever no longer has one does not.
    "groups": _rows(
        {"group_id": "g.id", "name": "g.name", "kind": "g.kind", **_PERSON},
        f"""pupils_groupmember t JOIN schools_group g ON g.id = t.group_id
            LEFT JOIN (schools_groupstaff h JOIN schools_user u ON u.id = h.user_id)
                ON h.group_id = g.id AND {during("h")}""",
        f"{_SEEN} AND {during('t')}",
        f"g.kind, g.name, {_IS_ASSISTANT}, u.sort_key",
    ),
}
_CONTACT_NAMES = {
    **_same("relationship", "restriction", "restriction_from", "restriction_until", "starts_on", "ends_on"),
    "given_name": "p.given_name",
    "family_name": "p.family_name",
}
_CONTACT_RIGHTS = _same(
    "id",
    "has_parental_responsibility",
    "lives_with",
    "receives_correspondence",
    "source",
    "verified_on",
    "order_reference",
)


def _contacts(columns: dict[str, str]) -> dict[str, str]:
    """Who is a contact of the child on the day, or will be, the first to call first."""
    tables = "pupils_contactlink t JOIN pupils_contact p ON p.id = t.contact_id AND p.trust_id = t.trust_id"
    where = f"{_SEEN} AND (t.ends_on IS NULL OR t.ends_on > %(on)s)"
    return {"contacts": _rows(columns, tables, where, "t.priority, t.id")}


_PARTS_OF_THE_WHOLE = {
    "questions": _rows(
        _same("id", "register_code", "file_code", "asked_at"),
        "pupils_statusquestion t",
        f"{_SEEN} AND t.answer = ''",
        "t.id",
    ),
    # Not for everyone who sees the whole: data managers keep the census, which has no place for them.
    "diagnoses": _rows(
        _same("name", "diagnosed_by", "diagnosed_on", "evidence"),
        "pupils_diagnosis t",
        """%(knows)s AND t.withdrawn_at IS NULL AND t.trust_id = %(trust)s AND t.pupil_id = %(pupil)s
            AND t.school_id = ANY(%(schools)s::bigint[])""",
        "t.noted_at",
    ),
    **_contacts(_CONTACT_NAMES | _CONTACT_RIGHTS),
    "lendings": _rows(
        {"id": "t.id", "reason": "t.reason", "ends_on": "t.ends_on", **_PERSON},
        "pupils_pupiluserobjectpermission t JOIN schools_user u ON u.id = t.user_id",
        "t.trust_id = %(trust)s AND t.content_object_id = %(pupil)s AND (t.ends_on IS NULL OR t.ends_on > %(on)s)",
        "u.sort_key",
    ),
    "family": _rows(
        # With what begins later: it can be ended before it does.
        # And who has not signed in yet, with when they were last invited: whoever has is not looked up.
        {
            **_same("id", "relationship", "starts_on"),
            **_PERSON,
            "waits": "u.last_login IS NULL",
            "invited_at": """CASE WHEN u.last_login IS NULL THEN (SELECT max(c.created_at) FROM walls_capability c
                WHERE c.kind = 'invitation' AND c.subject_id = u.id AND c.trust_id = t.trust_id) END""",
        },
        "pupils_familylink t JOIN schools_user u ON u.id = t.user_id",
        f"{_SEEN} AND (t.ends_on IS NULL OR t.ends_on > %(on)s)",
        "u.sort_key",
    ),
}


def _select(parts: dict[str, str]) -> str:
    return "SELECT " + ", ".join(f"{sql} AS {name}" for name, sql in parts.items())


_PARTS_FOR_TEACHERS = _PARTS | _contacts(_CONTACT_NAMES)

TAUGHT = tuple(_PARTS), _select(_PARTS)
"""Names and statement of what everyone sees who opens the page."""
TEACHER = tuple(_PARTS_FOR_TEACHERS), _select(_PARTS_FOR_TEACHERS)
"""The same with who the child's contacts are, for its teachers."""
WHOLE = (*_PARTS, *_PARTS_OF_THE_WHOLE), _select(_PARTS | _PARTS_OF_THE_WHOLE)
"""The same with what only those who lead see."""
