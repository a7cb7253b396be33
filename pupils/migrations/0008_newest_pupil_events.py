from django.db import migrations


class Migration(migrations.Migration):
    """Has what a child is grouped by changed since a moment? Asked by the overview, as in the migration before."""

    dependencies = [("pupils", "0007_newest_events")]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX pupils_pupilevent_newest ON pupils_pupilevent (trust_id, pgh_created_at)",
            "DROP INDEX pupils_pupilevent_newest",
        ),
    ]
