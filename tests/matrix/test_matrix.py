"""Every address as everyone, with rows from everywhere: the status is as written and no word is out of place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.matrix.asking import BY_LOOKING, THE_SESSION, Cell, address
from tests.matrix.bodies import body_of
from tests.matrix.expected import ACCOUNT_PAGES, APART, NOT_TAKEN, NOWHERE, ORIGINS, PAGES, Page
from tests.matrix.reading import everything, said_of
from tests.walls.addresses import every_address, every_pattern
from tests.walls.onlookers import ONLOOKERS, forbidden_words


def is_taken(page: Page, method: str) -> bool:
    """Does a page look at what comes by this method? Then every row is asked for in it."""
    return method == "get" or (method in ("post", "sent") and page.post != NOT_TAKEN)


def is_refused_at_once(cell: Cell) -> bool:
    """Does this person do no such thing at all, whatever the row?"""
    return cell.method != "get" and cell.who not in cell.page.who.split()


def cells_of(who: str, methods: tuple[str, ...]) -> Iterator[Cell]:
    """The cells of one person; the place without a row comes last."""
    for name, page in PAGES.items():
        places = ORIGINS[page.kind].split()
        for place in places:
            for method in methods:
                # Where no form is taken, a full one is refused as an empty one is; and a method that is taken
                # nowhere is refused before any row is looked for. A row that is not theirs is asked for with a form
                # filled in well: what is refused then is refused with an empty one. Whose post does not do a thing
                # at all is refused before any row is looked for: asking to change it is tried at one place, asking
                # to see it at all of them.
                cell = Cell(name, who, place, method)
                if place != places[0] and is_refused_at_once(cell):
                    continue
                if method == "post" and page.kind and is_taken(page, "sent") and not cell.known:
                    continue
                if is_taken(page, method) or (place == places[0] and method != "sent"):
                    yield cell


def test_every_address_has_a_row():
    written = PAGES.keys() | ACCOUNT_PAGES.keys() | APART.keys()
    assert {name for name, _, _ in every_pattern()} == written


def test_every_address_is_visited_with_success_by_someone():
    """As every cell is asked below, a row that expects success for someone is a page that was really seen."""
    unseen = set()
    for name, page in PAGES.items():
        answers = {
            Cell(name, who, place, method).expected()
            for who in ONLOOKERS
            for place in ORIGINS[page.kind].split()
            for method in ("get", "post", "sent")
            if method == "get" or page.post != NOT_TAKEN
        }
        if who_may := [who for who in page.who.split() if who not in ONLOOKERS]:
            raise AssertionError(f"{name}: who is {who_may}?")
        if not answers & {200, 302}:
            unseen.add(name)
    # There is no demo here, and no worker whose heart could be heard.
    assert unseen == {"demo-sign-in", "demo-mail", "healthz"}


SEE, SEND, OTHER = ("get",), ("post", "sent"), ("put", "patch", "delete")
# Methods that nothing takes are refused before it matters who asks, so a few people stand for all.
WITH_OTHER = ("asha", "cai", "helen", "eve", "dee", "finn", "anonymous")


@pytest.mark.parametrize(
    ("methods", "who"),
    [
        *(pytest.param(SEE, who, id=f"see-{who}") for who in ONLOOKERS),
        *(pytest.param(SEND, who, id=f"send-{who}") for who in ONLOOKERS),
        *(pytest.param(OTHER, who, id=f"other-{who}") for who in WITH_OTHER),
    ],
)
def test_every_address_as_everyone(who, methods, world, visitor):
    one, browser = ONLOOKERS[who], visitor(who)
    forbidden = forbidden_words(one, world)
    wrong = []
    nowhere: dict[tuple[str, str], str] = {}
    said: list[tuple[Cell, str]] = []
    for cell in cells_of(who, methods):
        path = address(world, cell.name, cell.place)
        body = body_of(cell.name, one, world, cell.place) if cell.method == "sent" else None
        response, tables = browser.ask(cell.method, path, body)
        expected = cell.expected()
        if response.status_code != expected:
            wrong.append(f"{cell}: {response.status_code} instead of {expected} {response.headers.get('Location', '')}")
        text = everything(response)
        if cell.name in ("desk", "kept") and who.startswith("gus"):
            text = text.replace("South Trust ZZSOUTH", "")  # he belongs to both: their names are his to choose from
        wrong += [f"{cell}: says {word}" for word in forbidden if word in text]
        allowed = BY_LOOKING if cell.method == "get" and response.status_code == 200 else THE_SESSION
        if response.status_code >= 400 or cell.method == "get":
            wrong += [f"{cell}: wrote to {table}" for table in tables - allowed]
        if cell.page.kind and not cell.known and is_taken(cell.page, cell.method) and not is_refused_at_once(cell):
            apart = said_of(response, path)
            if cell.place == NOWHERE:
                nowhere[cell.name, cell.method] = apart
            else:
                said.append((cell, apart))
    wrong += [f"{cell}: not as if it did not exist" for cell, text in said if text != nowhere[cell.name, cell.method]]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_pages_of_the_account(method, visitor, world):
    """The same for whoever is signed in, and nobody's names on them."""
    wrong = []
    for who in ONLOOKERS:
        browser, forbidden = visitor(who), forbidden_words(ONLOOKERS[who], world)
        for name, path, _ in every_address(uidb36="1", key="set-password"):
            if name not in ACCOUNT_PAGES:
                continue
            response, tables = browser.ask(method, path)
            expected = ACCOUNT_PAGES[name][2 * (who != "anonymous") + (method == "post")]
            if response.status_code != expected:
                wrong.append(f"{method} {name} as {who}: {response.status_code} instead of {expected}")
            text = everything(response)
            wrong += [f"{method} {name} as {who}: says {word}" for word in forbidden if word in text]
            wrong += [f"{method} {name} as {who}: wrote to {table}" for table in tables - THE_SESSION]
    assert not wrong, "\n" + "\n".join(wrong)
