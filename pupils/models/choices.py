"""The short closed lists that are stored as codes. Need types and year groups are in ``codes``."""

from django.db import models


class Sex(models.TextChoices):
    """Sex as the census collects it."""

    FEMALE = "F", "Female"
    MALE = "M", "Male"
    UNKNOWN = "U", "Not known"


class Status(models.TextChoices):
    """SEN status as the census collects it (domain: SEN provision)."""

    NONE = "N", "No SEN"
    SUPPORT = "K", "SEN support"
    PLAN = "E", "EHC plan"


class EnrolmentKind(models.TextChoices):
    """How a pupil is registered at a school."""

    CURRENT = "C", "Registered here"
    MAIN = "M", "Registered here and elsewhere, this school first"
    SUBSIDIARY = "S", "Registered here and elsewhere, the other school first"
    GUEST = "G", "Guest"


class Relationship(models.TextChoices):
    """Who someone is to a child."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    CARER = "carer", "Carer"
    FOSTER_CARER = "foster", "Foster carer"
    GRANDPARENT = "grand", "Grandparent"
    OTHER = "other", "Other adult"
    SELF = "self", "The pupil"
