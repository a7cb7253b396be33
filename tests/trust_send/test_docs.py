"""The documentation says what the code says: links, lists, variables, columns, sentences and words."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from pupils.intake import problems as intake_problems
from pupils.intake.fields import FIELDS
from schools.roles import ROLES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "samples/README.md", ROOT / "data/README.md"])
APPS = ("trust_send", "schools", "pupils", "reporting")
DEPLOY = DOCS / "deploy.md"
DATA_MANAGER = DOCS / "users/data-manager.md"

# Child-first: a pupil is a pupil first. The law's own words stay as they are.
FORBIDDEN = (
    "SEND pupil", "SEND child", "SEN pupil", "SEN child", "SEND kid", "EHCP child", "EHCP pupil", "statemented",
    "dyslexic", "autistic child", "autistic pupil", "ADHD child", "suffers from", "suffering from", "afflicted",
    "wheelchair-bound", "confined to a wheelchair", "handicapped", "retarded", "normal child", "normal children",
    "special needs child", "special needs kid", "low ability", "less able",
)  # fmt: skip
MARKETING = ("seamless", "cutting-edge", "world-class", "revolutionary", "game-chang", "best-in-class", "effortless")
AMERICAN = (r"\bcolor\b", r"\bcenter\b", r"\borganization", r"\bbehavior\b", r"\banalyze", r"\brecognize\b")

_LINK = re.compile(r"!?\[[^\]\n]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`|^ {4}.*$", re.DOTALL | re.MULTILINE)


def ids(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def words_of(doc: Path) -> str:
    """The text of a page without code and addresses."""
    return _LINK.sub(lambda link: link[0].rpartition("](")[0], _CODE.sub(" ", doc.read_text()))


def anchors(doc: Path) -> set[str]:
    """What may follow a # in a link to this page."""
    headings = re.findall(r"^#+ (.+)$", doc.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("doc", PAGES, ids=ids(PAGES))
def test_links_lead_somewhere(doc):
    for link in _LINK.findall(doc.read_text()):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (doc.parent / path).resolve() if path else doc
        assert target.exists(), f"{link} leads nowhere"
        assert target.is_relative_to(ROOT), f"{link} leads out of the project"
        if anchor:
            assert anchor in anchors(target), f"{link}: no such heading"


@pytest.mark.parametrize("doc", PAGES, ids=ids(PAGES))
def test_words(doc):
    text = words_of(doc)
    found = [word for word in (*FORBIDDEN, *MARKETING) if word.lower() in text.lower()]
    # The change log and the glossary may name a word in order to say that it is not ours.
    assert not [word for word in found if f"“{word}”" not in text], found
    assert not [word for word in AMERICAN if re.search(word, text, re.IGNORECASE)]


@pytest.mark.parametrize("doc", PAGES, ids=ids(PAGES))
def test_no_page_knows_one_machine(doc):
    text = doc.read_text()
    for where in (
        r"(?<![\w.])/work/",
        r"/home/\w",
        r"/Users/\w",
        r"/root/",
        r"[A-Z]:\\\\",
        r"\b192\.168\.",
        r"\b10\.\d+\.\d+\.",
    ):
        assert not re.search(where, text), where
    for host in re.findall(r"https?://([\w.-]+)", text):
        assert host in ("localhost", "127.0.0.1") or host.endswith((".example", ".example.org", ".gov.uk")), host


def test_what_code_refers_to_is_there():
    sources = [
        *ROOT.glob("*.py"),
        *(path for app in APPS for path in (ROOT / app).rglob("*.py")),
        *(path for path in (ROOT / "deploy").iterdir() if path.is_file()),
        *(ROOT / name for name in ("docker-compose.yml", "Dockerfile", "Makefile", "pyproject.toml")),
    ]
    named = {name for path in sources for name in re.findall(r"docs/(adr/\d{4}|[\w/-]+\.md)", path.read_text())}
    missing = [
        name
        for name in named
        if not ((DOCS / name).exists() if name.endswith(".md") else list(DOCS.glob(f"{name}-*.md")))
    ]
    assert named and not missing, missing


def test_every_decision_is_listed_and_numbered_once():
    files = sorted(path.name for path in (DOCS / "adr").glob("[0-9]*.md"))
    numbers = [name[:4] for name in files]
    assert numbers == [f"{number:04}" for number in range(1, len(files) + 1)]
    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", (DOCS / "adr/README.md").read_text())
    assert sorted(listed) == files


@pytest.mark.parametrize("doc", sorted((DOCS / "adr").glob("[0-9]*.md")), ids=lambda doc: doc.stem)
def test_a_decision_has_its_four_parts(doc):
    text = doc.read_text()
    assert text.startswith(f"# {doc.name[:4]} ")
    parts = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert parts == ["Context", "Decision", "Measured or found", "Consequences"]


# Environment variables -----------------------------------------------------------------------------


def told_variables() -> dict[str, str]:
    """Every variable of the table in deploy.md, with its default."""
    table = DEPLOY.read_text().partition("## Every variable")[2]
    return dict(re.findall(r"^\| `([A-Z0-9_]+)` \| (.+?) \|", table, re.MULTILINE))


def calls_in(path: Path) -> list[tuple[str, str | None]]:
    """Variables that a module reads, with their default where it is written there."""
    found: list[tuple[str, str | None]] = []
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        called, name = ast.unparse(node.func), node.args[0].value
        if not isinstance(name, str) or not re.fullmatch(r"[A-Z0-9_]+", name):
            continue
        if called == "required":
            found.append((name, "required"))
        elif called in ("env.str", "env.bool", "env.int", "env.list", "os.environ.get", "given.get", "environ.get"):
            found.append((name, _default(node.args[1]) if len(node.args) > 1 else None))
    return found


def _default(node: ast.expr) -> str | None:
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return None  # worked out where it is used: the table says it in words
    if value in (None, "", []):
        return "none"
    if isinstance(value, bool):
        return f"`{int(value)}`"
    return f"`{','.join(value)}`" if isinstance(value, list) else f"`{value}`"


@cache
def read_variables() -> dict[str, str | None]:
    """Every variable that Trust SEND reads."""
    found: dict[str, str | None] = {}
    for path in [
        ROOT / "gunicorn.conf.py",
        *(path for app in APPS for path in (ROOT / app).rglob("*.py")),
    ]:
        for name, default in calls_in(path):
            found[name] = found.get(name) or default
    return found


SYSTEMS_OWN = {"PATH"}
"""Variables of the machine, which are not settings of ours."""
OTHERS_OWN = {
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "SEND_OWNER_PASSWORD",
    "SEND_APP_PASSWORD",
    "SEND_SYSTEM_PASSWORD",
}
"""Read by the S3 library, or put together from a role's name."""


def test_workers_are_started_alike_everywhere():
    worker = re.compile(r"trust_send\.worker (--queues (\w+)[\w -]*\w)")
    told = {}
    for path in (ROOT / "Procfile", ROOT / "docker-compose.yml", DEPLOY):
        text = re.sub(r'", "', " ", path.read_text())
        assert not re.search(r"celery\b[^\n]* worker\b", text), f"{path.name} starts a worker by Celery's command line"
        told[path.name] = {queue: arguments for arguments, queue in worker.findall(text)}
    assert set(told["Procfile"]) == {"default", "documents"}
    assert told["docker-compose.yml"] == told["deploy.md"] == told["Procfile"]


def composed_variables() -> set[str]:
    """Variables that docker-compose.yml and its scripts ask of .env."""
    text = (ROOT / "docker-compose.yml").read_text() + (ROOT / "deploy/backup.sh").read_text()
    return set(re.findall(r"\$\{([A-Z0-9_]+)", text))


def test_every_variable_is_told():
    read = (read_variables().keys() | composed_variables()) - SYSTEMS_OWN
    missing = sorted(read - told_variables().keys())
    assert not missing, "docs/deploy.md:\n" + "\n".join(f"| `{name}` | default | what it is |" for name in missing)


def test_no_variable_is_told_that_nobody_reads():
    assert told_variables().keys() <= read_variables().keys() | composed_variables() | OTHERS_OWN


def test_defaults_are_told_as_they_are():
    told = told_variables()
    wrong = {
        name: (told[name], default)
        for name, default in read_variables().items()
        if default is not None and name in told and told[name] != default
    }
    assert not wrong, wrong


def test_the_compose_file_asks_for_what_has_no_default():
    needed = set(re.findall(r"\$\{([A-Z0-9_]+):\?", (ROOT / "docker-compose.yml").read_text()))
    told = told_variables()
    assert {name for name in needed if told[name] != "required"} == set()
    example = DEPLOY.read_text().partition("## One machine")[2].partition("Then")[0]
    assert not [name for name in needed if f"{name}=" not in example]


# The data manager's guide --------------------------------------------------------------------------


def test_every_column_of_an_import_is_told():
    text = DATA_MANAGER.read_text()
    missing = [
        f"| {field.label} | {' · '.join(field.synonyms)} | good to know |"
        for field in FIELDS.values()
        if f"| {field.label} | {' · '.join(field.synonyms)} |" not in text
    ]
    assert not missing, "docs/users/data-manager.md:\n" + "\n".join(missing)
    table = text.partition("## Columns")[2].partition("## ")[0]
    assert len(re.findall(r"^\| ", table, re.MULTILINE)) == len(FIELDS) + 2  # the head and its rule


def test_every_problem_of_an_import_is_told():
    text = DATA_MANAGER.read_text()
    left_out = {"row": "the row", "value": "this value", "note": "nothing"}
    known = intake_problems._SENTENCES
    missing = [
        f"| {sentence} | {left_out[weight.value]} | what to do |"
        for weight, sentence in known.values()
        if f"| {sentence} | {left_out[weight.value]} | " not in text
    ]
    assert not missing, "docs/users/data-manager.md:\n" + "\n".join(missing)
    table = text.partition("## Every problem")[2].partition("## ")[0]
    assert len(re.findall(r"^\| ", table, re.MULTILINE)) == len(known) + 2


# The rest ------------------------------------------------------------------------------------------


def test_make_targets_that_are_told_exist():
    targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)) | {"ready"}
    for doc in PAGES:
        told = set(re.findall(r"(?:`|^ {4})make ([a-z-]+)", doc.read_text(), re.MULTILINE))
        assert told <= targets, f"{doc.name}: {sorted(told - targets)}"


def test_commands_that_are_told_exist():
    ours = {
        path.stem
        for app in ("trust_send", "schools", "pupils")
        for path in ROOT.glob(f"{app}/management/commands/*.py")
    }
    djangos = {"migrate", "check", "shell", "collectstatic", "makemigrations"}
    for doc in PAGES:
        told = set(re.findall(r"manage\.py ([a-z_]+)", doc.read_text()))
        assert told <= ours | djangos, f"{doc.name}: {sorted(told - ours - djangos)}"


def test_tests_and_modules_that_are_told_exist():
    for doc in PAGES:
        for path in re.findall(
            r"`((?:tests|trust_send|schools|pupils|reporting|static|templates|deploy|data|samples)/[^`\s]*)`",
            doc.read_text(),
        ):
            there = list(ROOT.glob(path.rstrip("/"))) or path == "deploy/start"
            assert there, f"{doc.name}: {path}"


def test_every_role_has_its_guide():
    guides = "\n".join(doc.read_text() for doc in (DOCS / "users").glob("*.md")).lower()
    assert not [role.name for role in ROLES.values() if role.name.lower() not in guides]
