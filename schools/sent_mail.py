"""Mail that an installation without a mail server wrote to files."""

from __future__ import annotations

import email
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

MOST = 50
_RULE = "\n" + "-" * 79 + "\n"
"""What Django's file backend puts after each message."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as its reader would see it."""

    to: str
    subject: str
    sent_at: datetime | None
    text: str


def newest() -> list[Mail]:
    """The last fifty mails, newest first."""
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    mails = [mail for file in files[:MOST] for mail in reversed(_read(file))]
    return mails[:MOST]


def _read(file: Path) -> list[Mail]:
    return [_parse(text) for text in file.read_text(encoding="utf-8").split(_RULE) if text.strip()]


def _parse(text: str) -> Mail:
    message = email.message_from_string(text.lstrip("\n"), policy=policy.default)
    body = message.get_body(("plain",))
    sent = message["Date"]
    return Mail(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=parsedate_to_datetime(str(sent)) if sent else None,
        text=body.get_content() if body else "",
    )
