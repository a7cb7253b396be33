"""A worker that could pass the walls takes no job."""

from __future__ import annotations

from typing import Any

from celery import bootsteps

from trust_send.checks import refuse_to_start_outside_the_walls


class Guard(bootsteps.StartStopStep):
    """Asks before the worker makes its pool, so that nothing is forked from a process that must not run."""

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        refuse_to_start_outside_the_walls()
