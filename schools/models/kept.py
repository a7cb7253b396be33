"""What somebody had typed when their page was locked."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from trust_send.platform.walls.models import TrustOwned


class KeptForm(TrustOwned):
    """A form that was sent too late, kept for its writer alone until they are back: no colleague can read it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    address = models.CharField(max_length=2000)
    fields = models.JSONField()
    """Field name to the list of its values, as the browser sent them; never passwords, never files."""
    had_files = models.BooleanField(default=False)
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["trust", "user", "-kept_at"], name="schools_keptform_of_person")]

    def __str__(self) -> str:
        return f"form for {self.address} of {self.kept_at:%d %B %Y}"
