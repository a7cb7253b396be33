"""Logs: one line a record, found together by request, and silent about people and secrets."""

from __future__ import annotations

import json
import logging
import sys

from hypothesis import given
from hypothesis import strategies as st

from trust_send.logs import JsonFormatter, request_id


def written(message: str, *arguments: object, error: BaseException | None = None) -> dict[str, str]:
    info = None
    if error is not None:
        try:
            raise error
        except type(error):
            info = sys.exc_info()
    record = logging.LogRecord("x", logging.ERROR, "p", 1, message, arguments, info)
    line = JsonFormatter().format(record)
    assert "\n" not in line
    return json.loads(line)


@given(st.text())
def test_no_message_can_start_a_second_line(text):
    assert written("%s", text)["level"] == "ERROR"


def test_what_an_error_quotes_is_not_kept():
    line = written("failed", error=ValueError("Key (upn)=(A123) already exists"))
    assert line["error"] == "builtins.ValueError" and "A123" not in json.dumps(line)
    assert "test_logs.py" in line["stack"]


def test_a_link_that_opens_something_is_not_kept():
    assert "s3cret" not in written("Gone: %s", "/with/s3cret/")["message"]


def test_lines_of_a_request_carry_its_id():
    token = request_id.set("abc")
    try:
        assert written("hello")["request"] == "abc"
    finally:
        request_id.reset(token)
    assert "request" not in written("hello")


def test_a_document_is_not_told_step_by_step():
    for name in ("weasyprint.progress", "fontTools.subset"):
        assert not logging.getLogger(name).isEnabledFor(logging.INFO)
        assert logging.getLogger(name).isEnabledFor(logging.WARNING)


def test_a_worker_whose_root_is_quiet_still_tells_of_its_jobs():
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.WARNING)
    try:
        assert logging.getLogger("trust_send.platform.jobs.task").isEnabledFor(logging.INFO)
    finally:
        root.setLevel(before)
