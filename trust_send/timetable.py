"""What happens by itself, and when? The clock only asks for jobs; what a job is, its app says."""

from celery.schedules import crontab

SCHEDULE = {
    # All day and not once a night: the key of each job is the date, so a machine that slept at two catches up.
    "nightly work of every trust": {
        "task": "jobs.enqueue_for_each_trust",
        "schedule": crontab(hour="2-23", minute="*/10"),
        "options": {"expires": 540, "queue": "default"},
    },
}
