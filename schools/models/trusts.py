"""Trusts, their hubs, their schools and the schools' terms."""

from __future__ import annotations

import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q

from schools.colours import Colours
from schools.querysets import SchoolQuerySet, TermQuerySet, TrustQuerySet
from schools.roles import LENDABLE
from trust_send.platform.walls.models import TrustOwned

TELEPHONE = RegexValidator(r"^\+?[0-9][0-9 ()]{8,22}$", "Enter a telephone number, like 01632 960001")
WEB_ADDRESS = URLValidator(schemes=["http", "https"], message="Enter a web address, like https://school.example")
LONGEST_WEBSITE = 200
COLOUR = RegexValidator(r"^#[0-9a-f]{6}$", "Give the colour as # and six digits or letters a to f")


class Phase(models.TextChoices):
    """The census's phase codes."""

    NURSERY = "NS", "Nursery"
    PRIMARY = "PS", "Primary"
    MIDDLE_PRIMARY = "MP", "Middle, deemed primary"
    MIDDLE_SECONDARY = "MS", "Middle, deemed secondary"
    SECONDARY = "SS", "Secondary"
    ALL_THROUGH = "AT", "All-through"
    SPECIAL = "SP", "Special"
    ALTERNATIVE = "PR", "Alternative provision"


class TermNaming(models.TextChoices):
    """In how many parts a school counts its year."""

    THREE = "three", "Three terms with half-terms"
    SIX = "six", "Six terms"


class Trust(models.Model):
    """A multi-academy trust: the outermost wall. Not walled itself, since it must be found before the wall stands."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=50, unique=True)
    accent = models.CharField("main colour", max_length=7, default="#114b5f", validators=[COLOUR])
    accent_deep = models.CharField("header colour", max_length=7, default="#0b3443", validators=[COLOUR])
    accent_tint = models.CharField("tint", max_length=7, default="#e3eef1", validators=[COLOUR])
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse colours on which words could not be read."""
        if problems := Colours(self.accent, self.accent_deep, self.accent_tint).problems():
            raise ValidationError(problems)


class Hub(TrustOwned):
    """Schools of a trust that work together, tied to a local authority."""

    name = models.CharField(max_length=80)
    la_code = models.CharField("local authority code", max_length=3, blank=True)
    la_name = models.CharField("local authority", max_length=80, blank=True)

    objects = TrustQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "name"], name="schools_hub_name_once_per_trust")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class School(TrustOwned):
    """A school of the trust, with the numbers by which the Department for Education knows it."""

    hub = models.ForeignKey(
        Hub, on_delete=models.PROTECT, null=True, blank=True, related_name="schools", db_constraint=False
    )
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=140, editable=False)
    urn = models.CharField("URN", max_length=6, validators=[RegexValidator(r"^\d{6}$", "A URN has six digits")])
    laestab = models.CharField(
        "DfE number", max_length=7, validators=[RegexValidator(r"^\d{7}$", "A DfE number has seven digits")]
    )
    phase = models.CharField(max_length=2, choices=Phase.choices)
    la_code = models.CharField("local authority code", max_length=3)
    la_name = models.CharField("local authority", max_length=80)
    low_age = models.PositiveSmallIntegerField("youngest age", null=True, blank=True)
    high_age = models.PositiveSmallIntegerField("oldest age", null=True, blank=True)
    term_naming = models.CharField(max_length=5, choices=TermNaming.choices, default=TermNaming.THREE)
    mis_leads = models.BooleanField(
        "the MIS leads for SEN status",
        default=False,
        help_text="An import then changes the status of a known pupil. Otherwise the SENCO is asked.",
    )
    closes_on = models.DateField(null=True, blank=True)
    telephone = models.CharField(
        "telephone", max_length=24, blank=True, default="", db_default="", validators=[TELEPHONE]
    )
    email = models.EmailField("office email address", blank=True, default="", db_default="")
    website = models.URLField(
        "website", max_length=LONGEST_WEBSITE, blank=True, default="", db_default="", validators=[WEB_ADDRESS]
    )

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "urn"], name="schools_school_urn_once_per_trust")]
        indexes = [models.Index(fields=["trust", "sort_key"], name="schools_school_by_name")]
        permissions = [(verb.value, words) for verb, words in LENDABLE.items()]

    def __str__(self) -> str:
        return self.name


class Term(TrustOwned):
    """One of a school's six half-terms; an academy sets its own dates."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="terms", db_constraint=False)
    year_start = models.PositiveSmallIntegerField("school year begins in")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")

    objects = TermQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "school", "year_start", "number"], name="schools_term_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=6), name="schools_term_number_1_to_6"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="schools_term_ends_after_it_starts",
                violation_error_message="The last day must be after the first day",
            ),
        ]

    def __str__(self) -> str:
        return f"Term {self.number} of {self.year_start}/{(self.year_start + 1) % 100:02d}"
