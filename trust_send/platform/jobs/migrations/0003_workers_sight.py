from django.db import migrations


class Migration(migrations.Migration):
    """A worker sees the row of the job it was handed, also when a person without a school asked for it.

    The trust wall stands in front of this policy as in front of every other.
    """

    dependencies = [("jobs", "0002_walls")]
    operations = [
        migrations.RunSQL(
            "CREATE FUNCTION app_job_id() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE"
            " AS $$ SELECT nullif(current_setting('app.job_id', true), '')::bigint $$;"
            "CREATE POLICY worker ON jobs_job"
            " USING (id = (SELECT app_job_id())) WITH CHECK (id = (SELECT app_job_id()))",
            "DROP POLICY worker ON jobs_job; DROP FUNCTION app_job_id()",
        ),
    ]
