"""Log lines as JSON, one object a line, without names: ids travel into logs, what people wrote does not."""

from __future__ import annotations

import json
import logging
import re
import traceback
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The request that is being answered, so that every line about it can be found together."""

# A link that opens something without an account is a secret; only who holds it may know it.
_DOOR = re.compile(r"(/with/)[^/\s]+")


class JsonFormatter(logging.Formatter):
    """Writes a record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Which line stands for this record? A line break in a message cannot start a second one."""
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": _DOOR.sub(r"\1…", record.getMessage()),
        }
        if about := request_id.get():
            line["request"] = about
        if record.exc_info and record.exc_info[0]:
            kind, _, stack = record.exc_info
            # The words of an error may quote a row ("Key (upn)=…"), so only its kind and its places are kept.
            line["error"] = f"{kind.__module__}.{kind.__qualname__}"
            line["stack"] = "".join(traceback.format_tb(stack))
        return json.dumps(line, ensure_ascii=False)
