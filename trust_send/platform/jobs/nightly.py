"""What is asked for every night, trust by trust?"""

from __future__ import annotations

from datetime import date

from django.apps import apps

from trust_send.platform.jobs import kinds
from trust_send.platform.jobs.asking import ask
from trust_send.platform.walls.sources import whole_trust


def ask_for_each_trust(on: date) -> int:
    """Ask for each nightly kind once a day in each trust; how many trusts were there?

    It may be called as often as one likes on the same day, so a night in which nobody was up is caught up with.
    """
    trust_ids = list(apps.get_model("schools", "Trust").objects.order_by("pk").values_list("pk", flat=True))
    for trust_id in trust_ids:
        with whole_trust(trust_id):
            for kind in kinds.nightly():
                ask(kind=kind.code, key=on.isoformat(), parameters={}, again=False)
    return len(trust_ids)
