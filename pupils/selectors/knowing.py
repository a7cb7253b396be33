"""What is known of a child's needs beside the census."""

from __future__ import annotations

from datetime import date

from pupils.models import Diagnosis, FamilyWords, Pupil
from trust_send.platform.walls.reach import Reach


def diagnoses(*, pupil: Pupil, reach: Reach) -> list[Diagnosis]:
    """Which diagnoses of a child are held to be right, as they were noted?"""
    return list(Diagnosis.objects.within(reach).filter(pupil=pupil, withdrawn_at__isnull=True).order_by("noted_at"))


def family_words(*, pupil: Pupil, reach: Reach, on: date) -> FamilyWords | None:
    """How does the family want the needs named, on a day?"""
    return FamilyWords.objects.within(reach).on(on).filter(pupil=pupil).first()
