"""Who has opened which child's record, from the first day."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from trust_send.platform.walls.models import TrustOwned


class How(models.TextChoices):
    """In which way a record was seen."""

    OPENED = "open", "opened the page"
    LISTED = "list", "saw it in a list"
    FOUND = "find", "found it by searching"
    EXPORTED = "export", "exported it"
    PRINTED = "print", "made a document with it"
    IMPORTED = "import", "compared it with a file"


class ReadLog(TrustOwned):
    """One child's record seen once by one person. Rows are only ever added.

    The child may be gone (an import undone, an erasure): the row stays and says that someone saw a record.
    """

    pupil = models.ForeignKey(
        "pupils.Pupil", on_delete=models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    school = models.ForeignKey("schools.School", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    how = models.CharField(max_length=6, choices=How.choices)
    page = models.CharField(max_length=60)
    own_child = models.BooleanField(db_default=False)
    """Whoever looked has sight of the child as its family too: a member of staff, for example, whose child it is."""
    request_id = models.UUIDField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["pupil", "at"], name="readlog_by_pupil"),
            BrinIndex(fields=["at"], name="readlog_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.get_how_display()} at {self.at:%d %B %Y %H:%M}"
