"""What every walled table carries: its trust, filled by the database and by nobody else."""

from __future__ import annotations

from django.db import models
from django.db.models import Func

from trust_send.platform.walls.capabilities import Capability


class CurrentTrust(Func):
    """The trust of the reach in force, as the database knows it."""

    function = "app_trust_id"
    output_field = models.BigIntegerField()


class TrustOwned(models.Model):
    """A row that belongs to one trust. Which one is never set by code: see docs/adr/0003."""

    trust = models.ForeignKey(
        "schools.Trust",
        on_delete=models.PROTECT,
        db_default=CurrentTrust(),
        editable=False,
        db_index=False,  # every index of a walled table begins with a narrower column or names trust itself
        related_name="+",
    )

    class Meta:
        abstract = True


__all__ = ["Capability", "CurrentTrust", "TrustOwned"]
