"""The settings of this clone as environment variables: computed here, read by ``trust_send/environment.py``."""

import ipaddress
import os
import secrets
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

from trust_send.supervisor.failures import CannotStart
from trust_send.supervisor.places import PROJECT, Places

DEFAULT_PORT = 8000
YES = {"1", "true", "yes", "on"}


def own_secret_key(file: Path) -> str:
    """This clone's secret key, made once; nobody else may read it."""
    try:
        return file.read_text().strip()
    except FileNotFoundError:
        key = secrets.token_urlsafe(50)
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(key + "\n")
        draft.replace(file)  # an interrupted start leaves a whole key or none
        return key


def port(given: Mapping[str, str]) -> int:
    """Where the web is served: ``PORT``, else 8000."""
    text = given.get("PORT") or str(DEFAULT_PORT)
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise CannotStart(f"PORT must be a number from 1 to 65535, not {text}.")
    return int(text)


def settings_of(places: Places, *, given: Mapping[str, str], services: Mapping[str, str]) -> dict[str, str]:
    """Every setting of a demo on this machine; a variable that is already set wins."""
    defaults = {
        "DEMO": "1",
        "MFA_REQUIRED": "0",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "MEDIA_ROOT": str(places.media),
        "LOCAL_DIR": str(places.local),
    }
    settings = {name: given.get(name) or value for name, value in defaults.items()}
    settings["PORT"] = str(port(given))
    settings["BIND"] = given.get("BIND") or f"127.0.0.1:{settings['PORT']}"
    settings["BASE_URL"] = given.get("BASE_URL") or f"http://localhost:{settings['PORT']}"
    settings["SECRET_KEY"] = given.get("SECRET_KEY") or own_secret_key(places.secret_key)
    settings |= services
    refuse_open_demo(settings)
    return settings


def refuse_open_demo(settings: Mapping[str, str]) -> None:
    """Demo mode signs anybody in with one click: this machine only."""
    host = settings["BIND"].rpartition(":")[0].strip("[]")
    if settings["DEMO"].lower() in YES and not is_loopback(host):
        raise CannotStart(f"Demo mode serves this machine only: it does not bind to {host}.")


def is_loopback(host: str) -> bool:
    """Can only this machine reach an address?"""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def for_processes(settings: Mapping[str, str]) -> dict[str, str]:
    """The whole environment of our processes: the settings over what we were given, our programs first."""
    programs = sysconfig.get_path("scripts")
    # Celery warns at every start as root; a container or a first try often is.
    root = {"PYTHONWARNINGS": "ignore::UserWarning:celery.platforms"} if os.geteuid() == 0 else {}
    return {
        **root,
        **os.environ,
        **settings,
        "DJANGO_SETTINGS_MODULE": "trust_send.settings",
        "PATH": os.pathsep.join([programs, str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        "PYTHONPATH": str(PROJECT),
        "PYTHONUNBUFFERED": "1",
    }


def leave_for_developers(settings: Mapping[str, str], file: Path) -> None:
    """Write the settings where ``python manage.py …`` finds them while we run."""
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text("".join(f"{name}='{value}'\n" for name, value in settings.items()))
    shutil.move(draft, file)


def left_for_developers(file: Path) -> dict[str, str]:
    """The settings of the Trust SEND that runs from this folder."""
    return {name: value or "" for name, value in dotenv_values(file).items()}
