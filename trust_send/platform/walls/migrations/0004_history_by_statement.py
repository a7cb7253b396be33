from django.db import migrations

from trust_send.platform.walls import policies

NOTHING_BESIDE = (
    "CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE sql STABLE AS 'SELECT NULL::uuid'"
)


class Migration(migrations.Migration):
    """History is written once per statement; pghistory's statement triggers then ask for their context table.

    That table stands outside the walls. Who and why live in the event row, so nothing is put beside it. And a row
    that says its child's school already is not asked again: the key of three columns refuses every other school.
    """

    dependencies = [("walls", "0003_capability_grants"), ("pghistory", "0007_auto_20250421_0444")]
    operations = [
        migrations.RunSQL(NOTHING_BESIDE, migrations.RunSQL.noop),
        migrations.RunSQL(policies.FILL_SCHOOL, migrations.RunSQL.noop),
    ]
