from django.db import migrations

COUNTED = ("pupils_senstatusevent", "pupils_needevent", "pupils_enrolmentevent")


class Migration(migrations.Migration):
    """Has anything that is counted changed since a moment? Asked by the overview, which must not read all history."""

    dependencies = [("pupils", "0006_history_by_statement")]
    operations = [
        migrations.RunSQL(
            f"CREATE INDEX {table}_newest ON {table} (trust_id, pgh_created_at)", f"DROP INDEX {table}_newest"
        )
        for table in COUNTED
    ]
