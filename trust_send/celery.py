"""The Celery application: which tasks exist, when they begin by themselves, and how messages travel."""

import os

from celery import Celery

from trust_send.guard import Guard
from trust_send.heartbeat import Heartbeat
from trust_send.timetable import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trust_send.settings")

app = Celery("trust_send")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks()
app.steps["consumer"].add(Heartbeat)
app.steps["worker"].add(Guard)
