"""Trust SEND: SEND work across every school of a multi-academy trust."""

from trust_send.celery import app as celery_app

__all__ = ["celery_app"]
