"""Which short mark in the footer tells two versions of a document apart?"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any


def fingerprint(content: Mapping[str, Any]) -> str:
    """Which eight letters and digits stand for this content? The same content always gives the same ones."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return sha256(text.encode()).hexdigest()[:8]
