"""What no link leads to, but people see: empty lists, mistakes in forms, refusals, the steps of an import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from playwright.sync_api import Page

from trust_send.supervisor.places import PROJECT

STRANGER = "stranger"
"""Nobody is signed in."""

type_of_play = Callable[[Page, str], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody does something, and the page is pictured at every name that the play yields."""

    person: str
    name: str
    play: type_of_play


def visit(path: str) -> type_of_play:
    """Only open an address."""

    def play(page: Page, base: str) -> Iterator[str]:
        page.goto(urljoin(base, path))
        yield ""

    return play


def wrong_sign_in(page: Page, base: str) -> Iterator[str]:
    """Sign in as nobody, then as somebody with a wrong password."""
    page.goto(urljoin(base, "/account/login/"))
    page.get_by_role("button", name="Continue", exact=True).click()
    yield "empty"
    page.get_by_label("Email address").fill("someone@tidewell.example")
    page.get_by_role("button", name="Continue", exact=True).click()
    yield "how"
    page.get_by_label("Password", exact=True).fill("not the password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    yield "wrong"


def code_by_mail(page: Page, base: str) -> Iterator[str]:
    """Ask for a code, and give a wrong one."""
    page.goto(urljoin(base, "/account/login/code/"))
    page.get_by_label("Email").fill("eve.hartley@families.example")
    page.locator("main form button[type=submit]").first.click()
    yield "asked"
    page.get_by_label("Code").fill("ABCDEF")
    page.locator("main form button[type=submit]").first.click()
    yield "wrong"
    page.goto(urljoin(base, "/demo/mail/"))
    yield "mail"


def open_menu(page: Page, base: str) -> Iterator[str]:
    """Unfold the menu under one's name."""
    page.goto(base)
    page.locator(".ts-menu summary").click()
    yield ""


def import_walked(page: Page, base: str) -> Iterator[str]:
    """Send next week's file, look, and throw it away: the demo stays as it was."""
    page.goto(urljoin(base, "/imports/"))
    page.get_by_role("button", name="Send and check").click()
    yield "nothing-chosen"
    if page.get_by_label("School", exact=True).count():
        page.get_by_label("School", exact=True).select_option(label="Fernhollow Primary School")
    page.locator("input[type=file]").set_input_files(PROJECT / "samples" / "fernhollow_arbor_next_week.xlsx")
    page.get_by_role("button", name="Send and check").click()
    page.wait_for_load_state()
    yield "working"
    page.get_by_role("heading", name="Check before anything changes").wait_for(timeout=60_000)
    yield "preview"
    for show in ("problem", "new", "changed", "absent", "same", "question"):
        page.goto(page.url.partition("?")[0] + f"?show={show}")
        yield f"preview-{show}"
    page.goto(page.url.partition("?")[0] + "columns/")
    yield "columns"
    page.go_back()
    page.get_by_role("button", name="Throw away").click()
    page.wait_for_load_state()
    yield "thrown-away"


def unreadable(page: Page, base: str) -> Iterator[str]:
    """Send something that is no list of pupils."""
    page.goto(urljoin(base, "/imports/"))
    if page.get_by_label("School", exact=True).count():
        page.get_by_label("School", exact=True).select_option(label="Fernhollow Primary School")
    page.locator("input[type=file]").set_input_files(PROJECT / "static" / "img" / "mark.svg")
    page.get_by_role("button", name="Send and check").click()
    page.wait_for_load_state()
    page.wait_for_timeout(4000)
    page.reload()
    yield ""


SCENES = (
    Scene(STRANGER, "sign-in", visit("/account/login/")),
    Scene(STRANGER, "sign-in-wrong", wrong_sign_in),
    Scene(STRANGER, "code", code_by_mail),
    Scene(STRANGER, "password-reset", visit("/account/password/reset/")),
    Scene(STRANGER, "not-found", visit("/no/such/page/")),
    Scene(STRANGER, "door-closed", visit("/with/no-such-token/")),
    Scene("asha", "not-found", visit("/pupils/999999999/")),
    Scene("asha", "menu", open_menu),
    Scene("asha", "find-nothing", visit("/find/?q=Zzyzx")),
    Scene("asha", "find-noah", visit("/find/?q=noah")),
    Scene("asha", "register-nothing", visit("/register/?st=E&q=Zzyzx&class=1")),
    Scene("asha", "register-wrong-date", visit("/register/?on=yesterday")),
    Scene("asha", "register-past", visit("/register/?on=1%2F10%2F2025")),
    Scene("grace", "not-allowed", visit("/people/appoint/")),
    Scene("helen", "not-allowed", visit("/register/")),
    Scene("helen", "menu", open_menu),
    Scene("dee", "import", import_walked),
    Scene("dee", "unreadable", unreadable),
    Scene("tomasz", "no-imports", visit("/imports/")),
    Scene("eve", "other-child", visit("/my-child/1/")),
)


def of(person: str) -> list[Scene]:
    """The scenes of one person."""
    return [scene for scene in SCENES if scene.person == person]
