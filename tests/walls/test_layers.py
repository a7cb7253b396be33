"""The order of the apps holds, and a web process carries nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = {"weasyprint", "pandas", "matplotlib", "faker", "openpyxl"}


def test_an_app_imports_only_from_its_left():
    ran = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout


def test_a_web_process_imports_nothing_heavy():
    code = (
        "import sys, django; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        f"print({HEAVY!r} & sys.modules.keys() or '')"
    )
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout.strip()) == (0, ""), ran.stderr


def test_the_platform_knows_no_domain_app():
    named = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in (ROOT / "trust_send/platform").rglob("*.py")
        for line in path.read_text().splitlines()
        if line.startswith(("from schools", "from pupils", "from reporting", "import schools", "import pupils"))
    ]
    assert named == []
