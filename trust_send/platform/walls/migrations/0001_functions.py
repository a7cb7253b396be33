from django.db import migrations

from trust_send.platform.walls import policies


class Migration(migrations.Migration):
    """The six settings as functions, before any table: every walled column refers to them."""

    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL("GRANT USAGE ON SCHEMA public TO send_app", "REVOKE USAGE ON SCHEMA public FROM send_app"),
        # Keys are identity columns; using one needs no grant, reading a sequence does (guardian, third parties).
        migrations.RunSQL(
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO send_app",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE USAGE ON SEQUENCES FROM send_app",
        ),
        migrations.RunSQL(policies.FUNCTIONS, policies.DROP_FUNCTIONS),
        migrations.RunSQL(policies.FILL_SCHOOL, policies.DROP_FILL_SCHOOL),
    ]
