"""What every address answers to everyone: the one written table of the matrix.

Read a row as a sentence. ``"pupil-status": Page("child", Roles.KEEPERS, get=OK, post=SHOWN, sent=LED)`` says: whoever
keeps records may ask; the row in the address is a child; GET shows it; an empty form is shown again; a well-filled one
leads on. Everything else follows from these rules, in this order:

1. nobody signed in: 302 to the sign-in;
2. the person holds no such verb anywhere: 403, whatever the row;
3. the method is not taken: 405, whatever the row;
4. the row is not one that they may know of (``KNOWN``): 404, exactly as if there were none;
5. they may know of it but do not hold the verb there (``only``): 403.
"""

from __future__ import annotations

from dataclasses import dataclass, field

OK, LED, GONE, MISSING, REFUSED, NOT_TAKEN = 200, 302, 410, 404, 403, 405

# Who holds a verb, by the names of the cast. gus is a SENCO in both trusts; dee and sam are South's SENCO and lead.
SENCOS = "asha gus dee gus-south"
LEADS = "cai sam"
HEADS = "ben"
STAFF = f"{SENCOS} {LEADS} {HEADS} grace renata dora lena"
RECORDS = f"{SENCOS} {LEADS} {HEADS}"
FIGURES = f"{RECORDS} helen tom maryam"
EVERYONE = f"{STAFF} helen tom maryam hannah eve noah finn"

NOWHERE = "nowhere"
# Which rows are asked for, by the kind of row that stands in the address. "nowhere" is a number that no row has.
ORIGINS = {
    "child": "one mina class two south southtwo nowhere",
    "own child": "one mina class two south southtwo nowhere",
    "supported child": "one class two south southtwo nowhere",
    "letter": "one class two south southtwo nowhere",
    "question": "one class two south southtwo nowhere",
    "concern": "one class two south southtwo nowhere",
    "concern question": "one class two south southtwo nowhere",
    "lending": "one class two south southtwo nowhere",
    "contact": "one class two south southtwo nowhere",
    "family link": "one class two south southtwo nowhere",
    "guest": "one two south southtwo nowhere",
    "group": "one class two south southtwo nowhere",
    "set": "one two south southtwo nowhere",
    "closed group": "one two south southtwo nowhere",
    "member": "one class two south southtwo nowhere",
    "having": "one class two south southtwo nowhere",
    "person": "one class two south southtwo nobody nowhere",
    "newcomer": "one class two south southtwo nobody nowhere",
    "post": "one class two south southtwo nowhere",
    "school lending": "one two south southtwo nowhere",
    "school": "one two south southtwo nowhere",
    "hub": "one south nowhere",
    "figures": "one two south southtwo nowhere",
    "import": "one two south southtwo nowhere",
    "import row": "one two south southtwo nowhere",
    "job": "one two south southtwo north-trust south-trust nowhere",
    "paper": "one two south southtwo north-trust south-trust nowhere",
    "trust": "one south nowhere",
    "": "here",
}

_PUPILS = {
    "asha": "one mina class",
    "ben": "two",
    "cai": "one mina class two",
    "grace": "one mina",
    "renata": "mina",
    "dora": "one mina class",
    "lena": "one mina class",
    "hannah": "one",
    "gus": "two",
    "dee": "south",
    "sam": "south southtwo",
    "gus-south": "southtwo",
}
_OWN_SCHOOLS = {
    "asha": "one",
    "ben": "two",
    "cai": "one two",
    "helen": "one",
    "tom": "one two",
    "maryam": "one",
    "gus": "two",
    "dee": "south",
    "sam": "south southtwo",
    "gus-south": "southtwo",
}
_WHOLE_NORTH = dict.fromkeys(
    ["asha", "ben", "cai", "grace", "renata", "dora", "lena", "helen", "tom", "maryam", "gus"], "one two"
)
_WHOLE_SOUTH = dict.fromkeys(["dee", "sam", "gus-south"], "south southtwo")
_POSTS = {
    "asha": "one class",
    "ben": "two",
    "cai": "one class two",
    "dora": "one class",
    "maryam": "one class",
    "gus": "two",
    "dee": "south",
    "sam": "south southtwo",
    "gus-south": "southtwo",
}
_WITH_TRUST = {
    name: f"{places} {'south' if 'south' in places else 'north'}-trust"
    for name, places in {**_OWN_SCHOOLS, "dora": "one", "lena": "one"}.items()
}

# Who may know of which rows. Who is not named knows of none.
KNOWN = {
    "child": _PUPILS,
    "own child": {"eve": "one", "noah": ""},
    "supported child": {name: places.replace("mina", "") for name, places in _PUPILS.items()},
    "letter": {
        name: places.replace("mina", "")
        for name, places in _PUPILS.items()
        if name not in ("grace", "renata", "hannah")
    },
    "question": {name: places.replace("mina", "") for name, places in _PUPILS.items()},
    # A teacher reads what they raised or are asked: Grace is asked about Noah of 4B.
    "concern": {
        name: places.replace("mina", "") for name, places in _PUPILS.items() if name not in ("renata", "hannah")
    },
    "concern question": {
        name: places.replace("mina", "") for name, places in _PUPILS.items() if name not in ("renata", "hannah")
    },
    "lending": {name: places.replace("mina", "") for name, places in _PUPILS.items()},
    "contact": {name: places.replace("mina", "") for name, places in _PUPILS.items()},
    "family link": {name: places.replace("mina", "") for name, places in _PUPILS.items()},
    "guest": _OWN_SCHOOLS,
    "group": {name: places.replace("mina", "") for name, places in _PUPILS.items() if name not in ("renata", "hannah")},
    "set": _OWN_SCHOOLS | {"dora": "one"},
    "closed group": _OWN_SCHOOLS | {"dora": "one"},
    "member": {
        name: places.replace("mina", "") for name, places in _PUPILS.items() if name not in ("renata", "hannah")
    },
    "having": {
        name: places.replace("mina", "") for name, places in _PUPILS.items() if name not in ("renata", "hannah")
    },
    "person": _POSTS,
    "newcomer": _POSTS,
    "post": _POSTS,
    "school lending": {"ben": "two", "cai": "one two", "sam": "south southtwo"},
    # The names of schools are no secret inside their trust.
    "school": {**_WHOLE_NORTH, **_WHOLE_SOUTH},
    "hub": {"cai": "one", "sam": "south"},
    "figures": _OWN_SCHOOLS,
    "import": {"dora": "one", "cai": "one two", "sam": "south southtwo"},
    "import row": {"dora": "one", "cai": "one two", "sam": "south southtwo"},
    "job": _WITH_TRUST,
    # Lena and Dora may know of a document of their school, and read it only if they held the verb.
    "paper": {**_WITH_TRUST, "dora": "one", "lena": "one"},
    "trust": {"asha": "one", "gus": "one south", "gus-south": "one south", "dee": "south"},  # who has a form kept there
    "": dict.fromkeys([*EVERYONE.split(), "anonymous"], "here"),
}


@dataclass(frozen=True)
class Page:
    """One row of the table."""

    kind: str
    """Which row stands in the address; empty when there is none."""
    who: str
    """Who holds the verb somewhere."""
    get: int = NOT_TAKEN
    post: int = NOT_TAKEN
    """The answer to an empty form."""
    sent: int = NOT_TAKEN
    """The answer to a form filled in well."""
    other: int = NOT_TAKEN
    """The answer to PUT, PATCH and DELETE."""
    only: dict[str, str] = field(default_factory=dict)
    """Where the verb is held at fewer places than are known: elsewhere 403."""
    is_public: bool = False
    unknown: dict[str, int] = field(default_factory=dict)
    """What comes instead of 404 for a row that is not known, by method."""
    elsewhere: dict[str, str] = field(default_factory=dict)
    """Who is first led to another of their trusts, for rows of these places."""
    differs: dict[str, int] = field(default_factory=dict)
    """``"eve get"``: an answer of one person alone, with its reason beside it."""


def shown(kind: str, who: str, **more: object) -> Page:
    """A page to look at."""
    return Page(kind, who, get=OK, **more)  # type: ignore[arg-type]


def form(kind: str, who: str, **more: object) -> Page:
    """A page with a form: an empty one comes back, a good one leads on."""
    return Page(kind, who, **{"get": OK, "post": OK, "sent": LED, **more})  # type: ignore[arg-type]


def button(kind: str, who: str, **more: object) -> Page:
    """A button: it takes only POST."""
    return Page(kind, who, **{"post": LED, "sent": LED, **more})  # type: ignore[arg-type]


def public(get: int = OK, **more: object) -> Page:
    """A page for everybody."""
    return Page("", f"{EVERYONE} anonymous", get=get, is_public=True, **more)  # type: ignore[arg-type]


_SETTINGS = {"dora": "one", "cai": "one two", "sam": "south southtwo"}
_KEEPERS = {
    "asha": "one",
    "ben": "two",
    "cai": "one two",
    "gus": "two",
    "dee": "south",
    "sam": "south southtwo",
    "gus-south": "southtwo",
}

PAGES: dict[str, Page] = {
    # For everybody
    "livez": public(),
    "healthz": public(get=503),  # nothing works beside a test; tests/trust_send/test_health.py sees it well
    "home": public(get=LED),
    "trust-colours": public(),
    "help": public(),
    "privacy": public(),
    "accessibility": public(),
    "who-can-see-what": public(),
    # The demo is off: these do not exist.
    "demo-sign-in": public(get=MISSING, post=MISSING, sent=MISSING, other=MISSING),
    "demo-mail": public(get=MISSING, post=MISSING, sent=MISSING, other=MISSING),
    # Today and one's own
    "today": shown("", f"{STAFF} helen tom maryam hannah"),
    "find": shown("", f"{STAFF} helen tom maryam hannah"),
    "desk": form("", EVERYONE, post=MISSING, differs={"finn sent": MISSING}),  # who belongs nowhere has no desk
    # Leads home when nothing is kept, also where there is no such trust; to the other trust when it was kept there.
    "kept": Page(
        "trust",
        EVERYONE,
        get=OK,
        post=LED,
        sent=LED,
        unknown={"get": LED, "post": LED, "sent": LED},
        elsewhere={"gus": "south", "gus-south": "one"},
    ),
    "my-children": Page("", "eve", get=LED),  # she has one child: there is nothing to choose
    "my-child": shown("own child", "eve"),
    "me": shown("", "noah"),
    # The register and children
    "register": shown("", f"{RECORDS} grace dora lena"),
    "register-export": shown("", f"{RECORDS} dora"),
    "group": shown("group", STAFF),
    "group-list": shown("group", f"{RECORDS} dora"),
    "pupil-add": form("", f"{SENCOS} {LEADS} dora"),
    "pupil": shown("child", f"{STAFF} hannah"),
    "pupil-status": form("child", f"{SENCOS} {LEADS}"),
    "pupil-layer": form("child", f"{SENCOS} {LEADS}"),
    "pupil-status-correct": form("child", f"{SENCOS} {LEADS}"),
    "pupil-status-undo": button("child", f"{SENCOS} {LEADS}"),
    "pupil-family-told": button("child", f"{SENCOS} {LEADS}"),
    "pupil-needs": form("child", f"{SENCOS} {LEADS}"),
    "pupil-diagnosis": form("child", f"{SENCOS} {LEADS}"),
    "pupil-diagnosis-withdraw": form("child", f"{SENCOS} {LEADS}"),
    "pupil-words": form("child", f"{SENCOS} {LEADS}"),
    "pupil-edit": form("child", f"{SENCOS} {LEADS} dora"),
    "pupil-move": form("child", LEADS),
    "pupil-leave": form("child", f"{SENCOS} {LEADS} dora"),
    "pupil-come-back": form("child", f"{SENCOS} {LEADS} dora", sent=OK),  # the children of the matrix have not left
    "pupil-transfer-file": form("child", f"{RECORDS} dora", sent=OK),  # the answer is the file
    "pupil-second-school": form("child", LEADS),
    "pupil-second-school-end": form("guest", LEADS),
    "pupil-history": shown("child", f"{RECORDS} lena"),
    "pupil-sight": shown("child", f"{RECORDS} lena"),
    "pupil-lend": form("child", RECORDS),
    "pupil-lend-end": form("lending", RECORDS, post=LED),
    "pupil-family-add": form("child", RECORDS),
    "pupil-family-end": form("family link", RECORDS, post=LED),
    "pupil-family-invite": button("family link", RECORDS),
    "pupil-contacts": shown("child", f"{RECORDS} dora lena"),
    "pupil-contact-add": form("child", f"{RECORDS} dora"),
    "pupil-contact-edit": form("contact", f"{RECORDS} dora"),
    "pupil-contact-verify": form("contact", f"{RECORDS} dora"),
    "pupil-contact-restrict": form("contact", f"{RECORDS} dora"),
    "pupil-contact-lift": form("contact", f"{RECORDS} dora"),
    "pupil-contact-end": form("contact", f"{RECORDS} dora", post=LED),
    "pupil-letters": shown("child", f"{RECORDS} lena"),
    "pupil-letter-write": form("supported child", f"{SENCOS} {LEADS}"),
    # The letters of the matrix have no document yet: GET leads to the list, POST has one made.
    "pupil-letter": button("letter", f"{RECORDS} lena", get=LED),
    "pupil-letter-sent": form("letter", f"{SENCOS} {LEADS}"),
    "pupil-letter-withdraw": form("letter", f"{SENCOS} {LEADS}", post=LED),  # the reason may stay unsaid
    "read-log": shown("child", f"{RECORDS} lena"),
    "pupil-question": form("question", f"{SENCOS} {LEADS}"),
    # Concerns
    "concerns": shown("", f"{RECORDS} grace renata lena"),
    "concern-choose": shown("", f"{RECORDS} grace renata lena"),
    "concern": shown("concern", f"{RECORDS} grace renata lena"),
    "concern-raise": form("child", f"{RECORDS} grace renata lena"),
    "concern-ask": form("concern", f"{SENCOS} {LEADS}"),
    "concern-decide": form("concern", f"{SENCOS} {LEADS}"),
    "concern-answer": form("concern question", f"{RECORDS} grace renata lena", only={"grace": "one"}),
    # Only whoever raised it withdraws it.
    "concern-withdraw": form(
        "concern", f"{RECORDS} grace renata lena", post=LED, only={"asha": "class", "dee": "south"}
    ),
    # The termly review of a register
    "register-review": shown("school", f"{RECORDS} grace dora lena", only=_KEEPERS),
    "register-review-settle": button("school", f"{SENCOS} {LEADS}", post=OK, only=_KEEPERS),
    "register-review-answer": button("school", f"{SENCOS} {LEADS}", post=OK, only=_KEEPERS),
    "register-review-sign": button("school", f"{SENCOS} {HEADS}", post=OK, only=_KEEPERS),
    "register-reviews": shown("", FIGURES),
    # Bringing in pupils
    "imports": form("", "dora cai sam"),
    "import": shown("import", "dora cai sam"),
    "import-columns": form("import", "dora cai sam"),
    "import-decide": button("import row", "dora cai sam"),
    "import-apply": button("import", "dora cai sam"),
    "import-undo": button("import", "dora cai sam"),
    "import-again": button("import", "dora cai sam"),
    "import-throw-away": button("import", "dora cai sam"),
    "import-list": shown("import", "dora cai sam"),
    # Classes
    "groups": shown("", STAFF),
    "group-open": form("", f"{SENCOS} {LEADS} dora"),
    "group-close": form("set", f"{SENCOS} {LEADS} dora"),
    "group-reopen": form("closed group", f"{SENCOS} {LEADS} dora", post=LED),  # it asks for nothing that must be said
    "group-add": form("set", f"{SENCOS} {LEADS} dora"),
    "group-out": form("member", f"{SENCOS} {LEADS} dora"),
    "group-move": form("member", f"{SENCOS} {LEADS} dora"),
    "group-hand-over": button("group", f"{SENCOS} {LEADS} dora"),
    "group-take-back": form("having", f"{SENCOS} {LEADS} dora", post=LED),
    # People
    "people": shown("", f"{RECORDS} dora maryam"),
    "person": shown("person", f"{RECORDS} dora maryam"),
    "appoint": form("", f"{LEADS} {HEADS}"),
    "end-post": form("post", f"{LEADS} {HEADS}"),
    "verb-lend": form("person", f"{LEADS} {HEADS}"),
    "verb-lend-end": button("school lending", f"{LEADS} {HEADS}"),
    "invite-again": button("newcomer", f"{LEADS} {HEADS}"),
    # Schools and the trust
    "schools": shown("", f"{RECORDS} dora tom maryam"),
    "school": shown("school", f"{RECORDS} dora tom maryam"),
    "school-edit": form("school", f"{LEADS} dora", only=_SETTINGS),
    "school-census": shown("school", f"{SENCOS} {LEADS} dora", only=_OWN_SCHOOLS | {"dora": "one"}),
    # Nothing said is nothing changed.
    "school-statuses": form("school", f"{SENCOS} {LEADS} dora", only=_OWN_SCHOOLS | {"dora": "one"}, post=LED),
    "school-year": form("school", "dora cai sam", only=_SETTINGS),
    "school-year-undo": button("school", "dora cai sam", only=_SETTINGS),
    "terms": form("school", f"{LEADS} dora", only=_SETTINGS),
    "trust-edit": form("", LEADS),
    "hubs": shown("", LEADS),
    "hub-add": form("", LEADS),
    "hub": form("hub", LEADS),
    "hub-delete": button("hub", LEADS),
    # Figures and documents
    "dashboard": shown("", FIGURES),
    "figures-export": shown("", FIGURES),
    "figures-count": button("", f"{RECORDS} maryam"),
    "school-figures": shown("figures", FIGURES),
    "school-figures-export": shown("figures", FIGURES),
    "figures-count-past": button("figures", f"{RECORDS} maryam"),
    "documents": shown("", FIGURES),
    "nutshell-make": button("", f"{RECORDS} maryam", post=MISSING),
    "job": shown("job", EVERYONE),
    "paper": shown("paper", EVERYONE, only={who: KNOWN["paper"][who] for who in _OWN_SCHOOLS}),
}

# The pages of the account are the same for everyone who is signed in, and hold nobody else's rows:
# GET by a stranger, POST by a stranger, GET signed in, POST signed in. Both forms are empty.
ACCOUNT_PAGES = {
    "account_login": (OK, OK, LED, LED),
    "account_request_login_code": (OK, OK, LED, LED),
    "account_confirm_login_code": (LED, LED, LED, LED),
    "account_logout": (LED, LED, OK, LED),
    "account_inactive": (OK, NOT_TAKEN, OK, NOT_TAKEN),
    "account_signup": (OK, OK, LED, LED),
    "account_reauthenticate": (LED, LED, OK, OK),
    "account_change_password": (LED, LED, OK, OK),
    "account_set_password": (LED, LED, LED, LED),
    "account_reset_password": (OK, OK, OK, OK),
    "account_reset_password_done": (OK, NOT_TAKEN, OK, NOT_TAKEN),
    "account_reset_password_from_key": (OK, OK, OK, OK),
    "account_reset_password_from_key_done": (OK, NOT_TAKEN, OK, NOT_TAKEN),
    "mfa_index": (LED, LED, OK, NOT_TAKEN),
    "mfa_authenticate": (LED, LED, LED, LED),
    "mfa_reauthenticate": (LED, LED, LED, LED),
    "mfa_activate_totp": (LED, LED, LED, LED),
    # Nobody here has set up a second factor: tests/schools/test_second_factor.py does.
    "mfa_deactivate_totp": (LED, LED, MISSING, MISSING),
    "mfa_view_recovery_codes": (LED, LED, MISSING, NOT_TAKEN),
    "mfa_generate_recovery_codes": (LED, LED, LED, LED),
    "mfa_download_recovery_codes": (LED, LED, MISSING, MISSING),
    "usersessions_list": (LED, LED, OK, LED),
}
APART = {"door": "test_doors.py"}
