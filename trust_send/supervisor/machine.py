"""What only the machine can bring: venv for Python, Pango for documents, Chromium for browser tests.

Run by path with the machine's own Python, before anything is installed:
    python3 machine.py venv | pango | chromium
It installs with apt-get or brew when it may, and else says in one line what to install.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

PANGO_LIBRARIES = (
    ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib"),  # documents 2.5 times faster
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = {
    "venv": {"apt-get": ["python3-venv"], "brew": ["python"]},
    "pango": {
        "apt-get": ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"],
        "brew": ["pango"],
    },
    "chromium": {"apt-get": ["chromium"], "brew": ["--cask", "chromium"]},
}


def loads(*names: str) -> bool:
    """Can the system's loader find one of these libraries?"""
    folders = ("", "/opt/homebrew/lib/", "/usr/local/lib/")
    for path in [folder + name for name in names for folder in folders]:
        try:
            ctypes.CDLL(path)
        except OSError:
            continue
        return True
    return False


def browser() -> "str | None":
    """Which browser will the tests drive?"""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None) or playwright_browser()


def playwright_browser() -> "str | None":
    """The one that Playwright fetched, if it is there."""
    program = (
        "from playwright.sync_api import sync_playwright as p\nwith p() as play: print(play.chromium.executable_path)"
    )
    if importlib.util.find_spec("playwright") is None:
        return None
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    path = found.stdout.strip()
    return path if path and Path(path).exists() else None


def is_there(what: str) -> bool:
    """Has the machine got it?"""
    if what == "venv":
        return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))
    if what == "pango":
        return all(loads(*names) for names in PANGO_LIBRARIES)
    return browser() is not None


def installer() -> "list[str] | None":
    """The command that installs packages without asking, if we may use one."""
    if shutil.which("apt-get"):
        command = ["apt-get", "install", "--yes", "--no-install-recommends"]
        if os.geteuid() == 0:
            return command
        if (
            shutil.which("sudo")
            and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
        ):
            return ["sudo", "-n", *command]
        return None
    return ["brew", "install"] if shutil.which("brew") else None


def install(what: str) -> None:
    """Install it, with fresh package lists if the old ones do not do."""
    command = installer()
    if command is None:
        return
    tool = "brew" if command[0] == "brew" else "apt-get"
    packages = PACKAGES[what][tool]
    sys.stdout.write(f"Installing for {what}: {' '.join(packages)}\n")
    sys.stdout.flush()
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if subprocess.run([*command, *packages], env=env, **quiet).returncode and tool == "apt-get":
        subprocess.run([*command[: command.index("apt-get") + 1], "update"], env=env, **quiet)
        subprocess.run([*command, *packages], env=env, **quiet)


def fetch_browser() -> None:
    """Where no package manager has one: Playwright's own build."""
    if importlib.util.find_spec("playwright") is not None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main(wanted: "list[str]") -> int:
    """See to each; 1 when something is still missing."""
    missing = []
    for what in wanted:
        if is_there(what):
            continue
        install(what)
        if what == "chromium" and not is_there(what):
            fetch_browser()
        if not is_there(what):
            tool = "brew" if sys.platform == "darwin" else "apt-get"
            missing.append(f"{what} is missing. Please run: {tool} install {' '.join(PACKAGES[what][tool])}")
    sys.stdout.write("".join(line + "\n" for line in missing))
    return 1 if missing else 0


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  (this file is what tells a newcomer)
        sys.exit("Trust SEND needs Python 3.11 or newer; here is " + sys.version.split()[0])
    sys.exit(main(sys.argv[1:]))
