"""The layers of support: which there are, how far up each stands, and which is usual beside a status.

The white paper of February 2026 proposes them; nothing in law asks for them today. A layer is what the school judges.
"""

from __future__ import annotations

from pupils.codes import SenCode

TAXONOMY = "2026-02"
"""By which list of layers the codes are understood; the names may change with the law."""
LAYERS: dict[str, str] = {
    "universal": "Universal",
    "targeted": "Targeted",
    "plus": "Targeted Plus",
    "specialist": "Specialist",
}
STEPS: dict[str, int] = {code: step for step, code in enumerate(LAYERS, 1)}
"""How many of four steps the mark of each layer fills."""
NO_LAYER = "-"
"""Stands for children of whom no layer is recorded."""
IS_A_JUDGEMENT = "The school’s judgement. Nothing in law asks for it today."

_USUAL: dict[str, str] = {SenCode.NONE: "universal", SenCode.SUPPORT: "targeted", SenCode.PLAN: "specialist"}


def usual_layer(status: str) -> str:
    """Which layer is usual beside a status? It is offered, and never set without somebody who chooses it."""
    return _USUAL.get(status, _USUAL[SenCode.NONE])
