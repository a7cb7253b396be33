"""A web process stripped to its core: asks for jobs and looks at them, by lines of JSON."""

from __future__ import annotations

import json
import sys
import threading
from typing import Any
from uuid import uuid4

import django

django.setup()

from django.core.files.storage import default_storage  # noqa: E402
from django.db import connection  # noqa: E402

from schools.models import Hub  # noqa: E402
from tests.faults import crew  # noqa: E402, F401 (registers its kinds)
from trust_send.platform.jobs import claims  # noqa: E402
from trust_send.platform.jobs.asking import ask  # noqa: E402
from trust_send.platform.jobs.models import Job, Outbox  # noqa: E402
from trust_send.platform.papers import naming, store  # noqa: E402
from trust_send.platform.papers.models import Paper  # noqa: E402
from trust_send.platform.walls.sources import whole_trust  # noqa: E402


class Desk:
    """Works in one trust."""

    def __init__(self, trust_id: int) -> None:
        self.trust_id = trust_id

    def ask(self, kind: str, number: int, delay_seconds: int = 0, **parameters: Any) -> list[int]:
        """Ask for some jobs, each in a transaction of its own."""
        ids = []
        for _ in range(number):
            with whole_trust(self.trust_id):
                job = ask(kind=kind, key=str(uuid4()), parameters=parameters, delay_seconds=delay_seconds)
                ids.append(job.pk)
        return ids

    def backend(self) -> int:
        """Which process of PostgreSQL serves us?"""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return int(cursor.fetchone()[0])

    def look(self, ids: list[int]) -> list[dict[str, Any]]:
        """How far are they, and what did they leave?"""
        with whole_trust(self.trust_id):
            return [
                {
                    "state": job.state,
                    "step": job.step,
                    "attempts": job.attempts,
                    "hubs": Hub.objects.filter(name__startswith=f"job {job.pk} ").count(),
                    "papers": Paper.objects.filter(job=job).count(),
                    "outbox": Outbox.objects.filter(job_id=job.pk).count(),
                }
                for job in Job.objects.filter(pk__in=ids).order_by("pk")
            ]

    def race(self, job_id: int, runners: int) -> int:
        """How many of several workers that reach for the same job at the same moment get it?"""
        start, won = threading.Barrier(runners), []

        def run() -> None:
            try:
                connection.ensure_connection()
                start.wait()
                if claims.take(job_id=job_id, trust_id=self.trust_id):
                    won.append(1)
            finally:
                connection.close()

        threads = [threading.Thread(target=run) for _ in range(runners)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return len(won)

    def files(self) -> list[str]:
        """Which files of papers are there?"""
        try:
            return list(default_storage.listdir(naming.folder(self.trust_id))[1])
        except FileNotFoundError:
            return []

    def sweep(self) -> int:
        """Remove what killed attempts left."""
        return store.sweep(trust_id=self.trust_id)


if __name__ == "__main__":
    desk = Desk(int(sys.argv[1]))
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(getattr(desk, order.pop("do"))(**order)), flush=True)  # noqa: T201
