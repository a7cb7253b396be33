"""Whatever happens in whatever order, a job ends with exactly one effect."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models.functions import Now
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from schools.models import Hub
from tests.platform.jobs.crew import build_hub
from trust_send.platform.jobs import claims, rules
from trust_send.platform.jobs.asking import ask
from trust_send.platform.jobs.claims import FenceLost
from trust_send.platform.jobs.models import Job, Outbox, State
from trust_send.platform.jobs.pulse import Pulse
from trust_send.platform.jobs.sight import alone_with
from trust_send.platform.jobs.work import Work
from trust_send.platform.walls.sources import whole_trust


def test_any_interleaving_gives_one_effect(north):
    """Workers are claimed, killed, frozen and woken; leases run out; messages come twice or are lost."""
    trust_id = north.trust.pk

    class Life(RuleBasedStateMachine):
        """One job, and as many workers at once as there are claims."""

        workers = Bundle("workers")

        def __init__(self) -> None:
            super().__init__()
            self.key = str(uuid4())
            with whole_trust(trust_id):
                self.job_id = ask(kind="test-hub", key=self.key, parameters={}).pk
            self.ends = 0

        def row(self) -> Job:
            with alone_with(job_id=self.job_id, trust_id=trust_id):
                return Job.objects.get(pk=self.job_id)

        def effects(self) -> int:
            with whole_trust(trust_id):
                return Hub.objects.filter(name__startswith=f"job {self.job_id} ").count()

        @rule()
        def ask_again(self) -> None:
            with whole_trust(trust_id):
                assert ask(kind="test-hub", key=self.key, parameters={}).pk == self.job_id

        @rule(target=workers)
        def a_message_comes(self):
            taken = claims.take(job_id=self.job_id, trust_id=trust_id)
            return Work(taken[0], taken[1], Pulse(taken[0])) if taken else None

        @rule(worker=consumes(workers))
        def a_worker_is_killed_in_the_middle(self, worker) -> None:
            if worker is None:
                return
            try:
                with worker.reach():
                    build_hub(self.job_id)
                    worker.finish()
                    raise KeyboardInterrupt
            except (KeyboardInterrupt, FenceLost):
                pass

        @rule()
        def the_lease_runs_out(self) -> None:
            with alone_with(job_id=self.job_id, trust_id=trust_id):
                late = Job.objects.filter(pk=self.job_id, lease_until__isnull=False)
                late.update(lease_until=Now() - timedelta(seconds=1))

        @rule(worker=workers, step=st.integers(0, 9))
        def a_worker_says_how_far_it_is(self, worker, step) -> None:
            if worker is not None:
                with_fence(lambda: worker.progress(step, 10, "Working"))

        @rule(worker=workers)
        def a_worker_finishes(self, worker) -> None:
            if worker is None:
                return

            def work() -> None:
                with worker.reach():
                    build_hub(self.job_id)
                    worker.finish()

            self.ends += with_fence(work)

        @rule(worker=workers)
        def a_worker_meets_an_error(self, worker) -> None:
            if worker is not None:
                with_fence(lambda: claims.give_back(worker.claim, attempts=worker.attempt))

        @precondition(lambda self: not self.row().is_over)
        @rule()
        def in_the_end_somebody_finishes(self) -> None:
            self.the_lease_runs_out()
            worker = self.a_message_comes()
            if worker is None:  # tried too often: given up, and asked for again by a person
                assert self.row().state == State.FAILED
                return
            self.a_worker_finishes(worker)
            assert self.row().state == State.DONE

        @invariant()
        def exactly_one_effect_when_done_and_none_before(self) -> None:
            row = self.row()
            assert self.effects() == self.ends == (1 if row.state == State.DONE else 0)

        @invariant()
        def a_message_waits_until_the_job_is_over(self) -> None:
            assert Outbox.objects.filter(job_id=self.job_id).count() == (0 if self.row().is_over else 1)

        @invariant()
        def attempts_are_bounded(self) -> None:
            assert self.row().attempts <= rules.MAX_ATTEMPTS

    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )


def with_fence(act) -> int:
    """Do it in the savepoint that stands for a worker's transaction; 0 when the fence held it off."""
    try:
        with transaction.atomic():
            act()
    except FenceLost:
        return 0
    return 1
