import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import trust_send.platform.walls.models


class Migration(migrations.Migration):
    """Concerns about how a child learns, and the questions that the SENCO asked about them."""

    dependencies = [
        ("pupils", "0010_contacts_walls"),
        ("schools", "0010_school_office"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("strengths", models.CharField(max_length=600, verbose_name="what goes well")),
                ("observed", models.CharField(max_length=1200, verbose_name="what I see")),
                ("tried", models.CharField(max_length=1200, verbose_name="what I have tried")),
                (
                    "tried_for",
                    models.CharField(
                        choices=[
                            ("none", "Not yet"),
                            ("days", "Less than two weeks"),
                            ("weeks", "Two to six weeks"),
                            ("longer", "Longer than six weeks"),
                        ],
                        max_length=6,
                        verbose_name="for how long",
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("C", "Communication and interaction"),
                            ("L", "Cognition and learning"),
                            ("S", "Social, emotional and mental health"),
                            ("P", "Sensory and/or physical"),
                        ],
                        max_length=1,
                        verbose_name="area of need, if known",
                    ),
                ),
                ("raised_at", models.DateTimeField(auto_now_add=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not decided yet"),
                            ("universal", "Strategies in the classroom"),
                            ("monitor", "Keep watching"),
                            ("support", "SEN support"),
                            ("refer", "Refer to a specialist"),
                        ],
                        default="",
                        max_length=9,
                    ),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="day to look again")),
                (
                    "words_back",
                    models.CharField(blank=True, max_length=1200, verbose_name="words to whoever raised it"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
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
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
        ),
        migrations.CreateModel(
            name="ConcernEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("strengths", models.CharField(max_length=600, verbose_name="what goes well")),
                ("observed", models.CharField(max_length=1200, verbose_name="what I see")),
                ("tried", models.CharField(max_length=1200, verbose_name="what I have tried")),
                (
                    "tried_for",
                    models.CharField(
                        choices=[
                            ("none", "Not yet"),
                            ("days", "Less than two weeks"),
                            ("weeks", "Two to six weeks"),
                            ("longer", "Longer than six weeks"),
                        ],
                        max_length=6,
                        verbose_name="for how long",
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("C", "Communication and interaction"),
                            ("L", "Cognition and learning"),
                            ("S", "Social, emotional and mental health"),
                            ("P", "Sensory and/or physical"),
                        ],
                        max_length=1,
                        verbose_name="area of need, if known",
                    ),
                ),
                ("raised_at", models.DateTimeField(auto_now_add=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not decided yet"),
                            ("universal", "Strategies in the classroom"),
                            ("monitor", "Keep watching"),
                            ("support", "SEN support"),
                            ("refer", "Refer to a specialist"),
                        ],
                        default="",
                        max_length=9,
                    ),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="day to look again")),
                (
                    "words_back",
                    models.CharField(blank=True, max_length=1200, verbose_name="words to whoever raised it"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
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
                        to="pupils.concern",
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
                    "raised_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            name="ConcernQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("question", models.CharField(max_length=600)),
                ("answer", models.CharField(blank=True, max_length=1200)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "asked_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="pupils.concern",
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
        ),
        migrations.CreateModel(
            name="ConcernQuestionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("question", models.CharField(max_length=600)),
                ("answer", models.CharField(blank=True, max_length=1200)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_of",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pupils.concern",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="pupils.concernquestion",
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
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["pupil", "raised_at"], name="pupils_concern_by_pupil"),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(
                condition=models.Q(("outcome", ""), ("withdrawn_at__isnull", True)),
                fields=["school", "raised_at"],
                name="pupils_concern_open_by_school",
            ),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["raised_by", "raised_at"], name="pupils_concern_by_author"),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("outcome", "")),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="pupils_concern_decision_has_author_and_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn_at__isnull", True), ("outcome", ""), _connector="OR"),
                name="pupils_concern_withdrawn_or_decided",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concern",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernevent" ("area", "decided_at", "decided_by_id", "id", "observed", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "raised_at", "raised_by_id", "review_on", "school_id", "strengths", "tried", "tried_for", "trust_id", "withdrawn_at", "words_back") SELECT new_values."area", new_values."decided_at", new_values."decided_by_id", new_values."id", new_values."observed", new_values."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."raised_at", new_values."raised_by_id", new_values."review_on", new_values."school_id", new_values."strengths", new_values."tried", new_values."tried_for", new_values."trust_id", new_values."withdrawn_at", new_values."words_back" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="488de635beedf2804cbc698fa4e8620a5ea8c0a1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_99ba2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pupils_concern",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concern",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernevent" ("area", "decided_at", "decided_by_id", "id", "observed", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "raised_at", "raised_by_id", "review_on", "school_id", "strengths", "tried", "tried_for", "trust_id", "withdrawn_at", "words_back") SELECT new_values."area", new_values."decided_at", new_values."decided_by_id", new_values."id", new_values."observed", new_values."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."raised_at", new_values."raised_by_id", new_values."review_on", new_values."school_id", new_values."strengths", new_values."tried", new_values."tried_for", new_values."trust_id", new_values."withdrawn_at", new_values."words_back" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area" IS DISTINCT FROM (new_values."area") OR old_values."decided_at" IS DISTINCT FROM (new_values."decided_at") OR old_values."decided_by_id" IS DISTINCT FROM (new_values."decided_by_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."observed" IS DISTINCT FROM (new_values."observed") OR old_values."outcome" IS DISTINCT FROM (new_values."outcome") OR old_values."pupil_id" IS DISTINCT FROM (new_values."pupil_id") OR old_values."raised_at" IS DISTINCT FROM (new_values."raised_at") OR old_values."raised_by_id" IS DISTINCT FROM (new_values."raised_by_id") OR old_values."review_on" IS DISTINCT FROM (new_values."review_on") OR old_values."strengths" IS DISTINCT FROM (new_values."strengths") OR old_values."tried" IS DISTINCT FROM (new_values."tried") OR old_values."tried_for" IS DISTINCT FROM (new_values."tried_for") OR old_values."trust_id" IS DISTINCT FROM (new_values."trust_id") OR old_values."withdrawn_at" IS DISTINCT FROM (new_values."withdrawn_at") OR old_values."words_back" IS DISTINCT FROM (new_values."words_back")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="82d6c1876c0ce42de8549a3644cebb66283c60cb",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a1375",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pupils_concern",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concern",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernevent" ("area", "decided_at", "decided_by_id", "id", "observed", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "raised_at", "raised_by_id", "review_on", "school_id", "strengths", "tried", "tried_for", "trust_id", "withdrawn_at", "words_back") SELECT old_values."area", old_values."decided_at", old_values."decided_by_id", old_values."id", old_values."observed", old_values."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."raised_at", old_values."raised_by_id", old_values."review_on", old_values."school_id", old_values."strengths", old_values."tried", old_values."tried_for", old_values."trust_id", old_values."withdrawn_at", old_values."words_back" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="30b651ba6de015d090b124854c5c8d9ef06c78f0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6b1b9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pupils_concern",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="concernquestion",
            index=models.Index(fields=["concern"], name="pupils_concernq_by_concern"),
        ),
        migrations.AddIndex(
            model_name="concernquestion",
            index=models.Index(condition=models.Q(("answer", "")), fields=["asked_of"], name="pupils_concernq_waiting"),
        ),
        migrations.AddConstraint(
            model_name="concernquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="pupils_concernquestion_answer_has_a_time",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concernquestion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernquestionevent" ("answer", "answered_at", "asked_at", "asked_by_id", "asked_of_id", "concern_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "question", "school_id", "trust_id") SELECT new_values."answer", new_values."answered_at", new_values."asked_at", new_values."asked_by_id", new_values."asked_of_id", new_values."concern_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."question", new_values."school_id", new_values."trust_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="151944f3236ca20e18901b127f47c0652a510c41",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6ca1f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pupils_concernquestion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concernquestion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernquestionevent" ("answer", "answered_at", "asked_at", "asked_by_id", "asked_of_id", "concern_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "question", "school_id", "trust_id") SELECT new_values."answer", new_values."answered_at", new_values."asked_at", new_values."asked_by_id", new_values."asked_of_id", new_values."concern_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."question", new_values."school_id", new_values."trust_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."answer" IS DISTINCT FROM (new_values."answer") OR old_values."answered_at" IS DISTINCT FROM (new_values."answered_at") OR old_values."asked_at" IS DISTINCT FROM (new_values."asked_at") OR old_values."asked_by_id" IS DISTINCT FROM (new_values."asked_by_id") OR old_values."asked_of_id" IS DISTINCT FROM (new_values."asked_of_id") OR old_values."concern_id" IS DISTINCT FROM (new_values."concern_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."pupil_id" IS DISTINCT FROM (new_values."pupil_id") OR old_values."question" IS DISTINCT FROM (new_values."question") OR old_values."trust_id" IS DISTINCT FROM (new_values."trust_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="53d8940ea8cf2695641b958d6264bf559e754237",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c9d37",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pupils_concernquestion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concernquestion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_concernquestionevent" ("answer", "answered_at", "asked_at", "asked_by_id", "asked_of_id", "concern_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "question", "school_id", "trust_id") SELECT old_values."answer", old_values."answered_at", old_values."asked_at", old_values."asked_by_id", old_values."asked_of_id", old_values."concern_id", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."question", old_values."school_id", old_values."trust_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4ffbf0d128d8d716ba12003112d607ff198959ab",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d1b21",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pupils_concernquestion",
                    when="AFTER",
                ),
            ),
        ),
    ]
