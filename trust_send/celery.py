"""The Celery application: which tasks exist and how messages travel."""

import os

from celery import Celery

from trust_send.heartbeat import Heartbeat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trust_send.settings")

app = Celery("trust_send")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add(Heartbeat)
