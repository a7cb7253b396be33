"""Where settings come from: the environment, else the file that ``make run`` leaves for developers."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = Path(os.environ.get("LOCAL_DIR", BASE_DIR / ".local"))
"""What this installation keeps beside its code; tests have one of their own."""

env = Env()
# Variables that are set win; the file only fills gaps, so one clone's services never reach another's.
env.read_env(LOCAL_DIR / "environment", recurse=False, override=False)


def required(name: str, *, why: str) -> str:
    """Which value was set for ``name``? Raises with a hint when there is none."""
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set: {why}\n"
            "  To try Trust SEND here: make run (it sets everything itself).\n"
            "  On a server: see docs/deploy.md."
        )
    return value
