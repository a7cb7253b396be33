"""The floor under a page: the same statements by bare psycopg inside the walls, the same HTML from plain strings."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client

from pupils.codes import NEED_TYPES
from pupils.presenting.layers import LAYER_MARKS
from pupils.presenting.rows import STATUS_MARKS, need_mark

Statement = tuple[str, Any]


def statements_of(visit: Callable[[], object]) -> list[Statement]:
    """Every statement that one visit sends, with its values."""
    sent: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        visit()
    return sent


def by_hand(sent: list[Statement]) -> Callable[[], list[Any]]:
    """Send the same statements over the bare driver, in one transaction, and fetch what they answer."""
    raw = connection.connection
    wanted = [(sql, params) for sql, params in sent if not sql.startswith(("SAVEPOINT", "RELEASE"))]

    def visit() -> list[Any]:
        answers = []
        with raw.transaction(), raw.cursor() as cursor:
            for sql, params in wanted:
                cursor.execute(sql, params)
                answers.append(cursor.fetchall() if cursor.description else None)
        return answers

    return visit


class RegisterFloor:
    """The register by hand: rows from the raw answer into plain strings, the rest of the page as it is."""

    def __init__(self, client: Client, url: str) -> None:
        client.get(url)
        sent = statements_of(lambda: client.get(url))
        self.page = client.get(url).content.decode()
        self.ask = by_hand(sent)
        self.place = next(i for i, (sql, _) in enumerate(self._plain(sent)) if "base AS MATERIALIZED" in sql)
        parts = re.split(r"(?<=<tbody>\n)(.*?)(?=</tbody>)", self.page, maxsplit=1, flags=re.S)
        self.head, self.body, self.tail = parts
        self.schools = dict(re.findall(r'<option value="(\d+)"[^>]*>([^<]+)</option>', self.page))
        self.marks = {code: str(mark) for code, mark in STATUS_MARKS.items()}
        self.layers = {"": ""} | {code: str(mark) for code, mark in LAYER_MARKS.items()}
        self.needs = {code: str(need_mark(code, on_register=True)) for code in ("", *NEED_TYPES)}
        made = self._rows(self.ask())
        names = re.findall(r'href="/pupils/(\d+)/">([^<]+)</a>', self.body)
        assert re.findall(r'href="/pupils/(\d+)/">([^<]+)</a>', made) == names, "the floor draws other rows"

    @staticmethod
    def _plain(sent: list[Statement]) -> list[Statement]:
        return [(sql, params) for sql, params in sent if not sql.startswith(("SAVEPOINT", "RELEASE"))]

    def visit(self) -> str:
        """One page, by hand."""
        return self.head + self._rows(self.ask()) + self.tail

    def _rows(self, answers: list[Any]) -> str:
        rows = answers[self.place][0][3][:50]
        escape = html.escape
        lines = []
        for row in rows:
            legal_forename, legal_surname, forename, surname, year = row[2:7]
            at_school, code, main, _, needs, class_name, layer, besides = row[-8:]
            own = (besides or [False, ""])[1] or ""
            others = ", ".join(need for need in needs if need != main)
            lines.append(
                f'<tr><th scope="row"><a class="govuk-link" href="/pupils/{row[0]}/">'
                f"{escape(surname or legal_surname)}, {escape(forename or legal_forename)}</a></th>"
                f"<td>{escape(class_name)}</td><td>{self.schools.get(str(at_school), '–')}</td>"
                f"<td>{self.marks[code]}{escape(own)} {self.layers[layer or '']}</td><td>{self.needs[main or '']}</td>"
                f'<td class="ts-small">{others}</td><td>{year}</td><td></td></tr>\n'
            )
        return "".join(lines)
