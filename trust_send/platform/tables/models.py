"""A table that somebody brought: uploaded, read into rows, looked at, applied, and taken back if need be."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from trust_send.platform.walls.models import TrustOwned

KEPT_DAYS = 30
"""How long after a file came, or was brought in, are its rows kept?"""


class Stage(models.TextChoices):
    """How far a brought table has come."""

    UPLOADED = "uploaded", "Being read"
    READY = "ready", "Ready to look at"
    UNREADABLE = "unreadable", "Could not be read"
    APPLYING = "applying", "Being brought in"
    APPLIED = "applied", "Brought in"
    UNDOING = "undoing", "Being taken back"
    UNDONE = "undone", "Taken back"
    DISCARDED = "discarded", "Thrown away"


class TableImport(TrustOwned):
    """One file of one kind for one school, on its way in. Nothing is written before it is applied."""

    kind = models.CharField(max_length=20)
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, db_constraint=False, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    file = models.FileField(max_length=200, blank=True)
    """Kept until the import is applied or thrown away, because columns may be settled anew."""
    sha256 = models.CharField(max_length=64)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.UPLOADED)
    mapping = models.JSONField(default=dict)
    unused_headings = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    problem = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undo_until = models.DateField(null=True, blank=True)
    emptied_on = models.DateField(null=True, blank=True)
    """From this day on there is no row and no file: their time was over, or somebody threw them away."""
    version = models.PositiveIntegerField(default=1)
    """Grows with every decision, so that what is applied is what was looked at."""

    class Meta:
        indexes = [models.Index(fields=["school", "kind", "-created_at"], name="tables_import_newest")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def kept_until(self) -> date:
        """Which is the last day on which its rows are there?"""
        return self.undo_until or timezone.localdate(self.created_at) + timedelta(days=KEPT_DAYS)

    @property
    def was_refused(self) -> bool:
        """Was the file read, and refused for what it says?"""
        return self.stage == Stage.UNREADABLE and bool(self.mapping.get("refused"))

    @property
    def stage_words(self) -> str:
        """How far it has come, in words."""
        return "Read and refused" if self.was_refused else str(Stage(self.stage).label)


class RowState(models.TextChoices):
    """What a row of the file means for the register."""

    PROBLEM = "problem", "Problem"
    ASK = "ask", "Same child?"
    QUESTION = "question", "Question"
    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    SAME = "same", "The same"
    ABSENT = "absent", "Not in the file"


class Decision(models.TextChoices):
    """What a person said about a row."""

    NONE = "", "As proposed"
    LEAVE = "leave", "Leave out"
    SAME_CHILD = "same", "It is the same child"
    ANOTHER = "another", "It is another child"
    TAKE = "take", "Take what the file says"
    LEFT = "left", "Has left"


class ImportRow(TrustOwned):
    """One row of a brought table, as it was understood: what it would change and why it cannot."""

    table = models.ForeignKey(TableImport, on_delete=models.CASCADE, related_name="rows", db_constraint=False)
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, db_constraint=False, related_name="+")
    number = models.PositiveIntegerField("row in the file")
    state = models.CharField(max_length=8, choices=RowState.choices)
    name = models.CharField(max_length=170)
    label = models.CharField("class or year", max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    """The row of the register that this row speaks of, when it is known."""
    values = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.NONE, blank=True)
    before = models.JSONField(default=dict, blank=True)
    """What was there, kept when the row is applied: undo puts it back."""

    class Meta:
        indexes = [models.Index(fields=["table", "state", "number"], name="tables_row_by_state")]

    def __str__(self) -> str:
        return f"row {self.number}: {self.get_state_display().lower()}"


class Mapping(TrustOwned):
    """Which heading of a school's export means what, as its people last confirmed."""

    kind = models.CharField(max_length=20)
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, db_constraint=False, related_name="+")
    headings = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "school", "kind"], name="tables_mapping_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.school_id}"
