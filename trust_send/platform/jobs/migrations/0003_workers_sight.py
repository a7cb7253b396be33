from importlib import import_module

from django.db import migrations

SIGHT = import_module("trust_send.platform.jobs.migrations.0002_walls").SIGHT
AND_THE_WORKERS = f"{SIGHT} OR id = (SELECT app_job_id())"


class Migration(migrations.Migration):
    """A worker sees the row of the job it was handed, also when a person without a school asked for it.

    The trust wall stands in front of this policy as in front of every other.
    """

    dependencies = [("jobs", "0002_walls")]
    operations = [
        migrations.RunSQL(
            "CREATE FUNCTION app_job_id() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE"
            " AS $$ SELECT nullif(current_setting('app.job_id', true), '')::bigint $$;"
            f"ALTER POLICY staff ON jobs_job USING ({AND_THE_WORKERS}) WITH CHECK ({AND_THE_WORKERS})",
            f"ALTER POLICY staff ON jobs_job USING ({SIGHT}) WITH CHECK ({SIGHT});DROP FUNCTION app_job_id()",
        ),
    ]
