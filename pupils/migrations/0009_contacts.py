import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import trust_send.platform.walls.models


class Migration(migrations.Migration):
    dependencies = [
        ("pupils", "0008_newest_pupil_events"),
        ("schools", "0010_school_office"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_name", models.CharField(blank=True, max_length=80, verbose_name="first name")),
                ("family_name", models.CharField(max_length=80, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("other_phone", models.CharField(blank=True, max_length=30)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("language", models.CharField(blank=True, max_length=60, verbose_name="preferred language")),
                ("needs_interpreter", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("given_name", models.CharField(blank=True, max_length=80, verbose_name="first name")),
                ("family_name", models.CharField(max_length=80, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("other_phone", models.CharField(blank=True, max_length=30)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("language", models.CharField(blank=True, max_length=60, verbose_name="preferred language")),
                ("needs_interpreter", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "relationship",
                    models.CharField(
                        choices=[
                            ("mother", "Mother"),
                            ("father", "Father"),
                            ("carer", "Carer"),
                            ("foster", "Foster carer"),
                            ("grand", "Grandparent"),
                            ("other", "Other adult"),
                        ],
                        max_length=6,
                    ),
                ),
                ("has_parental_responsibility", models.BooleanField(default=False)),
                ("lives_with", models.BooleanField(default=False, verbose_name="the child lives with them")),
                ("receives_correspondence", models.BooleanField(default=False, verbose_name="gets letters")),
                ("priority", models.PositiveSmallIntegerField(default=1, verbose_name="who is called first")),
                (
                    "source",
                    models.CharField(
                        choices=[("typed", "Typed in"), ("file", "From a file")], default="typed", max_length=5
                    ),
                ),
                ("verified_on", models.DateField(blank=True, null=True)),
                (
                    "restriction",
                    models.CharField(
                        choices=[
                            ("none", "No restriction"),
                            ("super", "Supervised contact only"),
                            ("address", "Where the child lives is withheld from them"),
                            ("info", "Information is limited"),
                            ("nocontact", "No contact"),
                        ],
                        default="none",
                        max_length=9,
                    ),
                ),
                ("order_reference", models.CharField(blank=True, max_length=100)),
                ("restriction_from", models.DateField(blank=True, null=True)),
                (
                    "restriction_until",
                    models.DateField(blank=True, null=True, verbose_name="first day without the restriction"),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ContactLinkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "relationship",
                    models.CharField(
                        choices=[
                            ("mother", "Mother"),
                            ("father", "Father"),
                            ("carer", "Carer"),
                            ("foster", "Foster carer"),
                            ("grand", "Grandparent"),
                            ("other", "Other adult"),
                        ],
                        max_length=6,
                    ),
                ),
                ("has_parental_responsibility", models.BooleanField(default=False)),
                ("lives_with", models.BooleanField(default=False, verbose_name="the child lives with them")),
                ("receives_correspondence", models.BooleanField(default=False, verbose_name="gets letters")),
                ("priority", models.PositiveSmallIntegerField(default=1, verbose_name="who is called first")),
                (
                    "source",
                    models.CharField(
                        choices=[("typed", "Typed in"), ("file", "From a file")], default="typed", max_length=5
                    ),
                ),
                ("verified_on", models.DateField(blank=True, null=True)),
                (
                    "restriction",
                    models.CharField(
                        choices=[
                            ("none", "No restriction"),
                            ("super", "Supervised contact only"),
                            ("address", "Where the child lives is withheld from them"),
                            ("info", "Information is limited"),
                            ("nocontact", "No contact"),
                        ],
                        default="none",
                        max_length=9,
                    ),
                ),
                ("order_reference", models.CharField(blank=True, max_length=100)),
                ("restriction_from", models.DateField(blank=True, null=True)),
                (
                    "restriction_until",
                    models.DateField(blank=True, null=True, verbose_name="first day without the restriction"),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="familylink",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="familylink",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="familylink",
            name="delete_delete",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="familylink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_familylinkevent" ("contact_link_id", "ends_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "relationship", "school_id", "starts_on", "trust_id", "user_id") SELECT new_values."contact_link_id", new_values."ends_on", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."relationship", new_values."school_id", new_values."starts_on", new_values."trust_id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f3ad2bcb1d9d9788f5a00933e1bfefb8b12b3b83",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0ed29",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pupils_familylink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="familylink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_familylinkevent" ("contact_link_id", "ends_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "relationship", "school_id", "starts_on", "trust_id", "user_id") SELECT new_values."contact_link_id", new_values."ends_on", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."relationship", new_values."school_id", new_values."starts_on", new_values."trust_id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."contact_link_id" IS DISTINCT FROM (new_values."contact_link_id") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."pupil_id" IS DISTINCT FROM (new_values."pupil_id") OR old_values."relationship" IS DISTINCT FROM (new_values."relationship") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."trust_id" IS DISTINCT FROM (new_values."trust_id") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f1d793f69ca3a2bb881370d54de8f49c6f09eadd",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_dc559",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pupils_familylink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="familylink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_familylinkevent" ("contact_link_id", "ends_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "relationship", "school_id", "starts_on", "trust_id", "user_id") SELECT old_values."contact_link_id", old_values."ends_on", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."relationship", old_values."school_id", old_values."starts_on", old_values."trust_id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2827e0c22db4c788a4fb6ca6c06c222e1a5622db",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7a786",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pupils_familylink",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="trust",
            field=models.ForeignKey(
                db_default=trust_send.platform.walls.models.CurrentTrust(),
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.trust",
            ),
        ),
        migrations.AddField(
            model_name="contactevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="pupils.contact",
            ),
        ),
        migrations.AddField(
            model_name="contactevent",
            name="trust",
            field=models.ForeignKey(
                db_constraint=False,
                db_default=trust_send.platform.walls.models.CurrentTrust(),
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="schools.trust",
            ),
        ),
        migrations.AddField(
            model_name="contactlink",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="links",
                to="pupils.contact",
            ),
        ),
        migrations.AddField(
            model_name="contactlink",
            name="pupil",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="pupils.pupil",
            ),
        ),
        migrations.AddField(
            model_name="contactlink",
            name="school",
            field=models.ForeignKey(
                db_constraint=False,
                db_default=None,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.school",
            ),
        ),
        migrations.AddField(
            model_name="contactlink",
            name="trust",
            field=models.ForeignKey(
                db_default=trust_send.platform.walls.models.CurrentTrust(),
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.trust",
            ),
        ),
        migrations.AddField(
            model_name="contactlink",
            name="verified_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="familylink",
            name="contact_link",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accounts",
                to="pupils.contactlink",
            ),
        ),
        migrations.AddField(
            model_name="familylinkevent",
            name="contact_link",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="pupils.contactlink",
            ),
        ),
        migrations.AddIndex(
            model_name="familylink",
            index=models.Index(fields=["contact_link"], name="pupils_familylink_by_contact"),
        ),
        migrations.AddField(
            model_name="contactlinkevent",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="pupils.contact",
            ),
        ),
        migrations.AddField(
            model_name="contactlinkevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="pupils.contactlink",
            ),
        ),
        migrations.AddField(
            model_name="contactlinkevent",
            name="pupil",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="pupils.pupil",
            ),
        ),
        migrations.AddField(
            model_name="contactlinkevent",
            name="school",
            field=models.ForeignKey(
                db_constraint=False,
                db_default=None,
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="schools.school",
            ),
        ),
        migrations.AddField(
            model_name="contactlinkevent",
            name="trust",
            field=models.ForeignKey(
                db_constraint=False,
                db_default=trust_send.platform.walls.models.CurrentTrust(),
                editable=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="schools.trust",
            ),
        ),
        migrations.AddField(
            model_name="contactlinkevent",
            name="verified_by",
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
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_contactevent" ("address", "email", "family_name", "given_name", "id", "language", "needs_interpreter", "other_phone", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "trust_id") SELECT new_values."address", new_values."email", new_values."family_name", new_values."given_name", new_values."id", new_values."language", new_values."needs_interpreter", new_values."other_phone", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."phone", new_values."postcode", new_values."trust_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d944f4464027dea147513d4d9d6ddd5efb19879b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_120aa",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pupils_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_contactevent" ("address", "email", "family_name", "given_name", "id", "language", "needs_interpreter", "other_phone", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "trust_id") SELECT new_values."address", new_values."email", new_values."family_name", new_values."given_name", new_values."id", new_values."language", new_values."needs_interpreter", new_values."other_phone", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."phone", new_values."postcode", new_values."trust_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ce3985c77b3c56400e850b6bb6135fd466ca5f62",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_82267",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pupils_contact",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="contactlink",
            index=models.Index(fields=["pupil", "priority"], name="pupils_contactlink_by_pupil"),
        ),
        migrations.AddIndex(
            model_name="contactlink",
            index=models.Index(fields=["contact"], name="pupils_contactlink_by_contact"),
        ),
        migrations.AddIndex(
            model_name="contactlink",
            index=models.Index(fields=["school"], name="pupils_contactlink_by_school"),
        ),
        migrations.AddConstraint(
            model_name="contactlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="pupils_contactlink_ends_not_before_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verified_by__isnull", True), ("verified_on__isnull", True)),
                    models.Q(("verified_by__isnull", False), ("verified_on__isnull", False)),
                    _connector="OR",
                ),
                name="pupils_contactlink_verified_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("restriction", "none"), ("restriction_from__isnull", True), ("restriction_until__isnull", True)
                    ),
                    models.Q(models.Q(("restriction", "none"), _negated=True), ("restriction_from__isnull", False)),
                    _connector="OR",
                ),
                name="pupils_contactlink_restriction_has_a_first_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("restriction_until__isnull", True),
                    ("restriction_until__gt", models.F("restriction_from")),
                    _connector="OR",
                ),
                name="pupils_contactlink_restriction_ends_after_it_starts",
                violation_error_message="The last day of the restriction must not be before its first",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("priority__gte", 1), ("priority__lte", 99)),
                name="pupils_contactlink_priority_1_to_99",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)),
                fields=("trust", "pupil", "contact"),
                name="pupils_contactlink_once_at_a_time",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactlink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_contactlinkevent" ("contact_id", "ends_on", "has_parental_responsibility", "id", "lives_with", "order_reference", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "pupil_id", "receives_correspondence", "relationship", "restriction", "restriction_from", "restriction_until", "school_id", "source", "starts_on", "trust_id", "verified_by_id", "verified_on") SELECT new_values."contact_id", new_values."ends_on", new_values."has_parental_responsibility", new_values."id", new_values."lives_with", new_values."order_reference", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."priority", new_values."pupil_id", new_values."receives_correspondence", new_values."relationship", new_values."restriction", new_values."restriction_from", new_values."restriction_until", new_values."school_id", new_values."source", new_values."starts_on", new_values."trust_id", new_values."verified_by_id", new_values."verified_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f5f3538d70142036e20bdfdecc80a14ddad27b53",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b1130",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="pupils_contactlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactlink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_contactlinkevent" ("contact_id", "ends_on", "has_parental_responsibility", "id", "lives_with", "order_reference", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "pupil_id", "receives_correspondence", "relationship", "restriction", "restriction_from", "restriction_until", "school_id", "source", "starts_on", "trust_id", "verified_by_id", "verified_on") SELECT new_values."contact_id", new_values."ends_on", new_values."has_parental_responsibility", new_values."id", new_values."lives_with", new_values."order_reference", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."priority", new_values."pupil_id", new_values."receives_correspondence", new_values."relationship", new_values."restriction", new_values."restriction_from", new_values."restriction_until", new_values."school_id", new_values."source", new_values."starts_on", new_values."trust_id", new_values."verified_by_id", new_values."verified_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."contact_id" IS DISTINCT FROM (new_values."contact_id") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."has_parental_responsibility" IS DISTINCT FROM (new_values."has_parental_responsibility") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."lives_with" IS DISTINCT FROM (new_values."lives_with") OR old_values."order_reference" IS DISTINCT FROM (new_values."order_reference") OR old_values."priority" IS DISTINCT FROM (new_values."priority") OR old_values."pupil_id" IS DISTINCT FROM (new_values."pupil_id") OR old_values."receives_correspondence" IS DISTINCT FROM (new_values."receives_correspondence") OR old_values."relationship" IS DISTINCT FROM (new_values."relationship") OR old_values."restriction" IS DISTINCT FROM (new_values."restriction") OR old_values."restriction_from" IS DISTINCT FROM (new_values."restriction_from") OR old_values."restriction_until" IS DISTINCT FROM (new_values."restriction_until") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."trust_id" IS DISTINCT FROM (new_values."trust_id") OR old_values."verified_by_id" IS DISTINCT FROM (new_values."verified_by_id") OR old_values."verified_on" IS DISTINCT FROM (new_values."verified_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="783e1c7a547f5c176f32ee79c78247aaba9655f5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_35e2e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="pupils_contactlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactlink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pupils_contactlinkevent" ("contact_id", "ends_on", "has_parental_responsibility", "id", "lives_with", "order_reference", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "pupil_id", "receives_correspondence", "relationship", "restriction", "restriction_from", "restriction_until", "school_id", "source", "starts_on", "trust_id", "verified_by_id", "verified_on") SELECT old_values."contact_id", old_values."ends_on", old_values."has_parental_responsibility", old_values."id", old_values."lives_with", old_values."order_reference", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."priority", old_values."pupil_id", old_values."receives_correspondence", old_values."relationship", old_values."restriction", old_values."restriction_from", old_values."restriction_until", old_values."school_id", old_values."source", old_values."starts_on", old_values."trust_id", old_values."verified_by_id", old_values."verified_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="36dc27e758a9aefcbc6c7334e40538499390496e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2f71d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="pupils_contactlink",
                    when="AFTER",
                ),
            ),
        ),
    ]
