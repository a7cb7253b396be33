import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.text
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import pupils.models.periods
import trust_send.platform.walls.models


class Migration(migrations.Migration):
    """Layers, local statuses, diagnoses, the family's words, letters and register reviews; a status says on what it rests."""

    dependencies = [
        ("pupils", "0012_concerns_walls"),
        ("schools", "0010_school_office"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LocalStatus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                (
                    "code",
                    models.CharField(
                        choices=[("N", "No SEN"), ("K", "SEN support"), ("E", "EHC plan")],
                        max_length=1,
                        verbose_name="counts in the census as",
                    ),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="not to be chosen from")),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="local_statuses",
                        to="schools.school",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "local statuses",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("trust"),
                        models.F("school"),
                        django.db.models.functions.text.Lower("name"),
                        name="pupils_localstatus_once_per_school",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="pupils_localstatus_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportLayer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "layer",
                    models.CharField(
                        choices=[
                            ("universal", "Universal"),
                            ("targeted", "Targeted"),
                            ("plus", "Targeted Plus"),
                            ("specialist", "Specialist"),
                        ],
                        max_length=10,
                        verbose_name="layer of support",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="first day of the next layer")),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("evidence", models.CharField(blank=True, max_length=300)),
                ("family_told_on", models.DateField(blank=True, null=True, verbose_name="day the family was told")),
                (
                    "taxonomy",
                    models.CharField(default="2026-02", max_length=20, verbose_name="by which list of layers"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=None,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["pupil", "starts_on"], name="pupils_supportlayer_by_pupil"),
                    models.Index(fields=["school", "layer"], name="pupils_supportlayer_by_school"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="pupils_supportlayer_ends_after_it_starts",
                        violation_error_message="The end date must be after the start date",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (pupils.models.periods.Only(models.F("pupil_id")), "&&"),
                            (pupils.models.periods.Period(models.F("starts_on"), models.F("ends_on")), "&&"),
                        ],
                        name="pupils_supportlayer_periods_do_not_overlap",
                        violation_error_message="A pupil has one layer at a time: this period overlaps another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Diagnosis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="diagnosis")),
                ("diagnosed_by", models.CharField(blank=True, max_length=120, verbose_name="by whom")),
                ("diagnosed_on", models.DateField(blank=True, null=True, verbose_name="when")),
                ("evidence", models.CharField(blank=True, max_length=300, verbose_name="how the school knows")),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="no longer held to be right"),
                ),
                ("withdrawn_reason", models.CharField(blank=True, max_length=200)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=None,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "diagnoses",
                "indexes": [models.Index(fields=["pupil"], name="pupils_diagnosis_by_pupil")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            models.Q(("withdrawn_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="pupils_diagnosis_withdrawn_with_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=300, verbose_name="words the family uses")),
                ("not_these", models.CharField(blank=True, max_length=300, verbose_name="words to keep away from")),
                ("said_by", models.CharField(max_length=80, verbose_name="who said so")),
                ("starts_on", models.DateField(verbose_name="said on")),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "pupil",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=None,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "family words",
                "indexes": [models.Index(fields=["pupil", "starts_on"], name="pupils_familywords_by_pupil")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="pupils_familywords_ends_after_it_starts",
                        violation_error_message="The end date must be after the start date",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("trust", "pupil"),
                        name="pupils_familywords_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("sen-support-start", "SEN support is starting")], max_length=20)),
                ("content", models.JSONField(default=dict)),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                ("sent_on", models.DateField(blank=True, null=True)),
                (
                    "sent_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not sent yet"),
                            ("post", "By post"),
                            ("hand", "Given by hand"),
                            ("email", "By e-mail, asking to call or come in"),
                        ],
                        default="",
                        max_length=5,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "pupil",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="pupils.contactlink",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=None,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "status",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="pupils.senstatus",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.trust",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["pupil", "written_at"], name="pupils_familyletter_by_pupil"),
                    models.Index(fields=["status"], name="pupils_familyletter_by_status"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_how", ""), ("sent_on__isnull", True)),
                            models.Q(("sent_on__isnull", False), models.Q(("sent_how", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="pupils_familyletter_sent_on_a_day_in_a_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True), ("sent_on__isnull", True), _connector="OR"),
                        name="pupils_familyletter_sent_or_withdrawn",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begun_at", models.DateTimeField(auto_now_add=True)),
                ("senco_signed_at", models.DateTimeField(blank=True, null=True)),
                ("head_signed_at", models.DateTimeField(blank=True, null=True)),
                ("found", models.JSONField(blank=True, default=dict)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "head_signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_reviews",
                        to="schools.school",
                    ),
                ),
                (
                    "senco_signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.term",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trust", "school", "term"), name="pupils_registerreview_once_a_term"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("senco_signed_at__isnull", True), ("senco_signed_by__isnull", True)),
                            models.Q(("senco_signed_at__isnull", False), ("senco_signed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="pupils_registerreview_senco_signs_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("head_signed_at__isnull", True), ("head_signed_by__isnull", True)),
                            models.Q(
                                ("head_signed_at__isnull", False),
                                ("head_signed_by__isnull", False),
                                ("senco_signed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="pupils_registerreview_head_signs_after_senco",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("check_id", models.CharField(max_length=10)),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No: see the list"), ("unsure", "Not sure")], max_length=6
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=600)),
                ("answered_at", models.DateTimeField(auto_now=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="pupils.registerreview",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trust", "review", "check_id"), name="pupils_reviewanswer_once_for_each_check"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SettledCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("check_id", models.CharField(max_length=10)),
                ("reason", models.CharField(max_length=300)),
                ("settled_at", models.DateTimeField(auto_now_add=True)),
                (
                    "pupil",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settled",
                        to="pupils.registerreview",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=None,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["pupil"], name="pupils_settledcheck_by_pupil")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trust", "review", "check_id", "pupil"), name="pupils_settledcheck_once_for_each_child"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LocalStatusEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=60)),
                (
                    "code",
                    models.CharField(
                        choices=[("N", "No SEN"), ("K", "SEN support"), ("E", "EHC plan")],
                        max_length=1,
                        verbose_name="counts in the census as",
                    ),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="not to be chosen from")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="pupils.localstatus",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SupportLayerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "layer",
                    models.CharField(
                        choices=[
                            ("universal", "Universal"),
                            ("targeted", "Targeted"),
                            ("plus", "Targeted Plus"),
                            ("specialist", "Specialist"),
                        ],
                        max_length=10,
                        verbose_name="layer of support",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="first day of the next layer")),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("evidence", models.CharField(blank=True, max_length=300)),
                ("family_told_on", models.DateField(blank=True, null=True, verbose_name="day the family was told")),
                (
                    "taxonomy",
                    models.CharField(default="2026-02", max_length=20, verbose_name="by which list of layers"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="pupils.supportlayer",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=None,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DiagnosisEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=120, verbose_name="diagnosis")),
                ("diagnosed_by", models.CharField(blank=True, max_length=120, verbose_name="by whom")),
                ("diagnosed_on", models.DateField(blank=True, null=True, verbose_name="when")),
                ("evidence", models.CharField(blank=True, max_length=300, verbose_name="how the school knows")),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="no longer held to be right"),
                ),
                ("withdrawn_reason", models.CharField(blank=True, max_length=200)),
                (
                    "noted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="pupils.diagnosis",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=None,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FamilyWordsEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("words", models.CharField(max_length=300, verbose_name="words the family uses")),
                ("not_these", models.CharField(blank=True, max_length=300, verbose_name="words to keep away from")),
                ("said_by", models.CharField(max_length=80, verbose_name="who said so")),
                ("starts_on", models.DateField(verbose_name="said on")),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="pupils.familywords",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=None,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FamilyLetterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("kind", models.CharField(choices=[("sen-support-start", "SEN support is starting")], max_length=20)),
                ("content", models.JSONField(default=dict)),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                ("sent_on", models.DateField(blank=True, null=True)),
                (
                    "sent_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not sent yet"),
                            ("post", "By post"),
                            ("hand", "Given by hand"),
                            ("email", "By e-mail, asking to call or come in"),
                        ],
                        default="",
                        max_length=5,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="pupils.familyletter",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pupils.contactlink",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=None,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "status",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pupils.senstatus",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.trust",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RegisterReviewEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("begun_at", models.DateTimeField(auto_now_add=True)),
                ("senco_signed_at", models.DateTimeField(blank=True, null=True)),
                ("head_signed_at", models.DateTimeField(blank=True, null=True)),
                ("found", models.JSONField(blank=True, default=dict)),
                (
                    "begun_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "head_signed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="pupils.registerreview",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "senco_signed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.term",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewAnswerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("check_id", models.CharField(max_length=10)),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No: see the list"), ("unsure", "Not sure")], max_length=6
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=600)),
                ("answered_at", models.DateTimeField(auto_now=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="pupils.reviewanswer",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pupils.registerreview",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SettledCheckEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("check_id", models.CharField(max_length=10)),
                ("reason", models.CharField(max_length=300)),
                ("settled_at", models.DateTimeField(auto_now_add=True)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="pupils.settledcheck",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pupils.pupil",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pupils.registerreview",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=None,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="senstatus",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="senstatus",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="senstatus",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="senstatus",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="senstatus",
            name="evidence",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="what it rests on"
            ),
        ),
        migrations.AddField(
            model_name="senstatus",
            name="family_told_on",
            field=models.DateField(blank=True, null=True, verbose_name="day of the conversation with the family"),
        ),
        migrations.AddField(
            model_name="senstatusevent",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="senstatusevent",
            name="evidence",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="what it rests on"
            ),
        ),
        migrations.AddField(
            model_name="senstatusevent",
            name="family_told_on",
            field=models.DateField(blank=True, null=True, verbose_name="day of the conversation with the family"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="senstatus",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_senstatusevent" ("code", "decided_by_id", "ends_on", "evidence", "family_told_on", "id", "local_status_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "reason", "school_id", "shared_with_family", "starts_on", "trust_id") SELECT new_values."code", new_values."decided_by_id", new_values."ends_on", new_values."evidence", new_values."family_told_on", new_values."id", new_values."local_status_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."reason", new_values."school_id", new_values."shared_with_family", new_values."starts_on", new_values."trust_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c29bc083c442f3c30c1faf2b9a1aaf550b7f2d1d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0f159",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pupils_senstatus",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="senstatus",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_senstatusevent" ("code", "decided_by_id", "ends_on", "evidence", "family_told_on", "id", "local_status_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "reason", "school_id", "shared_with_family", "starts_on", "trust_id") SELECT new_values."code", new_values."decided_by_id", new_values."ends_on", new_values."evidence", new_values."family_told_on", new_values."id", new_values."local_status_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."reason", new_values."school_id", new_values."shared_with_family", new_values."starts_on", new_values."trust_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."decided_by_id" IS DISTINCT FROM (new_values."decided_by_id") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."evidence" IS DISTINCT FROM (new_values."evidence") OR old_values."family_told_on" IS DISTINCT FROM (new_values."family_told_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."local_status_id" IS DISTINCT FROM (new_values."local_status_id") OR old_values."pupil_id" IS DISTINCT FROM (new_values."pupil_id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."shared_with_family" IS DISTINCT FROM (new_values."shared_with_family") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."trust_id" IS DISTINCT FROM (new_values."trust_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0bd08f2e3ff51b327fd614423e3994ce898b52fc",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_86c28",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pupils_senstatus",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="senstatus",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_senstatusevent" ("code", "decided_by_id", "ends_on", "evidence", "family_told_on", "id", "local_status_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "reason", "school_id", "shared_with_family", "starts_on", "trust_id") SELECT old_values."code", old_values."decided_by_id", old_values."ends_on", old_values."evidence", old_values."family_told_on", old_values."id", old_values."local_status_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."reason", old_values."school_id", old_values."shared_with_family", old_values."starts_on", old_values."trust_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f9155ea30bf30c497a511777c04fa63107dd827c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a78df",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pupils_senstatus",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="senstatus",
            name="local_status",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pupils.localstatus",
            ),
        ),
        migrations.AddField(
            model_name="senstatusevent",
            name="local_status",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="pupils.localstatus",
            ),
        ),
        migrations.AddConstraint(
            model_name="senstatus",
            constraint=models.CheckConstraint(
                condition=models.Q(("family_told_on__isnull", True), ("shared_with_family", True), _connector="OR"),
                name="pupils_senstatus_told_on_a_day_is_told",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="diagnosis",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_diagnosisevent" ("diagnosed_by", "diagnosed_on", "evidence", "id", "name", "noted_at", "noted_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "trust_id", "withdrawn_at", "withdrawn_reason") SELECT new_values."diagnosed_by", new_values."diagnosed_on", new_values."evidence", new_values."id", new_values."name", new_values."noted_at", new_values."noted_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."trust_id", new_values."withdrawn_at", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b657e7bb5d8eb19450b11224a5e531cc31d7b356",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0df54",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pupils_diagnosis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="diagnosis",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_diagnosisevent" ("diagnosed_by", "diagnosed_on", "evidence", "id", "name", "noted_at", "noted_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "trust_id", "withdrawn_at", "withdrawn_reason") SELECT new_values."diagnosed_by", new_values."diagnosed_on", new_values."evidence", new_values."id", new_values."name", new_values."noted_at", new_values."noted_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."trust_id", new_values."withdrawn_at", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."diagnosed_by" IS DISTINCT FROM (new_values."diagnosed_by") OR old_values."diagnosed_on" IS DISTINCT FROM (new_values."diagnosed_on") OR old_values."evidence" IS DISTINCT FROM (new_values."evidence") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."noted_at" IS DISTINCT FROM (new_values."noted_at") OR old_values."noted_by_id" IS DISTINCT FROM (new_values."noted_by_id") OR old_values."pupil_id" IS DISTINCT FROM (new_values."pupil_id") OR old_values."trust_id" IS DISTINCT FROM (new_values."trust_id") OR old_values."withdrawn_at" IS DISTINCT FROM (new_values."withdrawn_at") OR old_values."withdrawn_reason" IS DISTINCT FROM (new_values."withdrawn_reason")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="522310e97f26fd6c4f6ae78824ec4ef43408a97c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_88837",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pupils_diagnosis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="diagnosis",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_diagnosisevent" ("diagnosed_by", "diagnosed_on", "evidence", "id", "name", "noted_at", "noted_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "trust_id", "withdrawn_at", "withdrawn_reason") SELECT old_values."diagnosed_by", old_values."diagnosed_on", old_values."evidence", old_values."id", old_values."name", old_values."noted_at", old_values."noted_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."trust_id", old_values."withdrawn_at", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="838bea7c1cc6c730890fb537dd3287dfc9693743",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5b5b2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pupils_diagnosis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="familyletter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_familyletterevent" ("content", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "recipient_id", "school_id", "sent_how", "sent_on", "status_id", "trust_id", "withdrawn_at", "written_at", "written_by_id") SELECT new_values."content", new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."recipient_id", new_values."school_id", new_values."sent_how", new_values."sent_on", new_values."status_id", new_values."trust_id", new_values."withdrawn_at", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b0dbaef457b891d81622b5b9d6d61c151bc2e9a2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1e195",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pupils_familyletter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="familyletter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_familyletterevent" ("content", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "recipient_id", "school_id", "sent_how", "sent_on", "status_id", "trust_id", "withdrawn_at", "written_at", "written_by_id") SELECT new_values."content", new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."recipient_id", new_values."school_id", new_values."sent_how", new_values."sent_on", new_values."status_id", new_values."trust_id", new_values."withdrawn_at", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."content" IS DISTINCT FROM (new_values."content") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."pupil_id" IS DISTINCT FROM (new_values."pupil_id") OR old_values."recipient_id" IS DISTINCT FROM (new_values."recipient_id") OR old_values."sent_how" IS DISTINCT FROM (new_values."sent_how") OR old_values."sent_on" IS DISTINCT FROM (new_values."sent_on") OR old_values."status_id" IS DISTINCT FROM (new_values."status_id") OR old_values."trust_id" IS DISTINCT FROM (new_values."trust_id") OR old_values."withdrawn_at" IS DISTINCT FROM (new_values."withdrawn_at") OR old_values."written_at" IS DISTINCT FROM (new_values."written_at") OR old_values."written_by_id" IS DISTINCT FROM (new_values."written_by_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="495a1e005a882e7cf8c16cdd57c6830930aad768",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ae8f2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pupils_familyletter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="familyletter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_familyletterevent" ("content", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "recipient_id", "school_id", "sent_how", "sent_on", "status_id", "trust_id", "withdrawn_at", "written_at", "written_by_id") SELECT old_values."content", old_values."id", old_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."recipient_id", old_values."school_id", old_values."sent_how", old_values."sent_on", old_values."status_id", old_values."trust_id", old_values."withdrawn_at", old_values."written_at", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c89bee5fc3ab68261703d414a0ef5f916551bf69",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19bb8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pupils_familyletter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="familywords",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_familywordsevent" ("ends_on", "id", "not_these", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "said_by", "school_id", "starts_on", "trust_id", "words") SELECT new_values."ends_on", new_values."id", new_values."not_these", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."said_by", new_values."school_id", new_values."starts_on", new_values."trust_id", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9dd14e621226714ecdf343742319a619fe4be1fc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a822c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pupils_familywords",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="familywords",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_familywordsevent" ("ends_on", "id", "not_these", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "said_by", "school_id", "starts_on", "trust_id", "words") SELECT new_values."ends_on", new_values."id", new_values."not_these", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."said_by", new_values."school_id", new_values."starts_on", new_values."trust_id", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."not_these" IS DISTINCT FROM (new_values."not_these") OR old_values."pupil_id" IS DISTINCT FROM (new_values."pupil_id") OR old_values."said_by" IS DISTINCT FROM (new_values."said_by") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."trust_id" IS DISTINCT FROM (new_values."trust_id") OR old_values."words" IS DISTINCT FROM (new_values."words")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="663d9bad1ab9db21f888687a7be57fbc54dbe06a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7f848",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pupils_familywords",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="familywords",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_familywordsevent" ("ends_on", "id", "not_these", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "said_by", "school_id", "starts_on", "trust_id", "words") SELECT old_values."ends_on", old_values."id", old_values."not_these", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."said_by", old_values."school_id", old_values."starts_on", old_values."trust_id", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="eaf515e2e9ae35e30ef52cd609f47d07c60cf37a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9ff41",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pupils_familywords",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="localstatus",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_localstatusevent" ("code", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "school_id", "trust_id") SELECT new_values."code", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."retired_on", new_values."school_id", new_values."trust_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9aec541ad1e57831bee916f5278b1e275368ca1d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b32f4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pupils_localstatus",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="localstatus",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_localstatusevent" ("code", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "school_id", "trust_id") SELECT new_values."code", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."retired_on", new_values."school_id", new_values."trust_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="04444fbdef6197ac1a279a3317426fd186a73fbb",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9ec6c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pupils_localstatus",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registerreview",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_registerreviewevent" ("begun_at", "begun_by_id", "found", "head_signed_at", "head_signed_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "senco_signed_at", "senco_signed_by_id", "term_id", "trust_id") SELECT new_values."begun_at", new_values."begun_by_id", new_values."found", new_values."head_signed_at", new_values."head_signed_by_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."senco_signed_at", new_values."senco_signed_by_id", new_values."term_id", new_values."trust_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="817309ac50039790d4797c1edc01053b967f8334",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b0cb2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pupils_registerreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registerreview",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_registerreviewevent" ("begun_at", "begun_by_id", "found", "head_signed_at", "head_signed_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "senco_signed_at", "senco_signed_by_id", "term_id", "trust_id") SELECT new_values."begun_at", new_values."begun_by_id", new_values."found", new_values."head_signed_at", new_values."head_signed_by_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."school_id", new_values."senco_signed_at", new_values."senco_signed_by_id", new_values."term_id", new_values."trust_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8beced5bce03f64186bb4a94816ea45f5d896925",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7feea",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pupils_registerreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_reviewanswerevent" ("answer", "answered_at", "answered_by_id", "check_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "school_id", "trust_id") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."check_id", new_values."id", new_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."review_id", new_values."school_id", new_values."trust_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e3eef74c1f2025e074c190a344c83f1fee02a8d2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4c826",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pupils_reviewanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_reviewanswerevent" ("answer", "answered_at", "answered_by_id", "check_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "school_id", "trust_id") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."check_id", new_values."id", new_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."review_id", new_values."school_id", new_values."trust_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3fe12f8e9faec6bc71bfd155728a80d4aa3e9ac0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ad7e2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pupils_reviewanswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="settledcheck",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_settledcheckevent" ("check_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "reason", "review_id", "school_id", "settled_at", "settled_by_id", "trust_id") SELECT new_values."check_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."reason", new_values."review_id", new_values."school_id", new_values."settled_at", new_values."settled_by_id", new_values."trust_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="71491c1123e439ccd0f361621265353686d8fbe6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fb2e9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pupils_settledcheck",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="settledcheck",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_settledcheckevent" ("check_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "reason", "review_id", "school_id", "settled_at", "settled_by_id", "trust_id") SELECT new_values."check_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."reason", new_values."review_id", new_values."school_id", new_values."settled_at", new_values."settled_by_id", new_values."trust_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."check_id" IS DISTINCT FROM (new_values."check_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."pupil_id" IS DISTINCT FROM (new_values."pupil_id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."review_id" IS DISTINCT FROM (new_values."review_id") OR old_values."settled_at" IS DISTINCT FROM (new_values."settled_at") OR old_values."settled_by_id" IS DISTINCT FROM (new_values."settled_by_id") OR old_values."trust_id" IS DISTINCT FROM (new_values."trust_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ef752a8b0f175878a3b2e1c8d68a09a34f6de270",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9f245",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pupils_settledcheck",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="settledcheck",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_settledcheckevent" ("check_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "reason", "review_id", "school_id", "settled_at", "settled_by_id", "trust_id") SELECT old_values."check_id", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."reason", old_values."review_id", old_values."school_id", old_values."settled_at", old_values."settled_by_id", old_values."trust_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8623813ea3337e9db4c0d2072ef0071cc4b94ca8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b1514",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pupils_settledcheck",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportlayer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_supportlayerevent" ("decided_by_id", "ends_on", "evidence", "family_told_on", "id", "layer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "reason", "school_id", "starts_on", "taxonomy", "trust_id") SELECT new_values."decided_by_id", new_values."ends_on", new_values."evidence", new_values."family_told_on", new_values."id", new_values."layer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."reason", new_values."school_id", new_values."starts_on", new_values."taxonomy", new_values."trust_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="46ce3ea4767be0678808e4c99eecc3bdf49dcd75",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a3489",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pupils_supportlayer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportlayer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_supportlayerevent" ("decided_by_id", "ends_on", "evidence", "family_told_on", "id", "layer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "reason", "school_id", "starts_on", "taxonomy", "trust_id") SELECT new_values."decided_by_id", new_values."ends_on", new_values."evidence", new_values."family_told_on", new_values."id", new_values."layer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."reason", new_values."school_id", new_values."starts_on", new_values."taxonomy", new_values."trust_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."decided_by_id" IS DISTINCT FROM (new_values."decided_by_id") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."evidence" IS DISTINCT FROM (new_values."evidence") OR old_values."family_told_on" IS DISTINCT FROM (new_values."family_told_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."layer" IS DISTINCT FROM (new_values."layer") OR old_values."pupil_id" IS DISTINCT FROM (new_values."pupil_id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."taxonomy" IS DISTINCT FROM (new_values."taxonomy") OR old_values."trust_id" IS DISTINCT FROM (new_values."trust_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="08f0a568c4b52938d0191c1a8fa53f8451d64e72",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_895bd",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pupils_supportlayer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportlayer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_supportlayerevent" ("decided_by_id", "ends_on", "evidence", "family_told_on", "id", "layer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "reason", "school_id", "starts_on", "taxonomy", "trust_id") SELECT old_values."decided_by_id", old_values."ends_on", old_values."evidence", old_values."family_told_on", old_values."id", old_values."layer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."reason", old_values."school_id", old_values."starts_on", old_values."taxonomy", old_values."trust_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8348ef2d0b18b48d802c564d332a06a1f36c3172",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_614e3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pupils_supportlayer",
                    when="AFTER",
                ),
            ),
        ),
    ]
