"""`make test`: every suite on services of its own, all of them even when one fails, and one closing line.

python -m trust_send.supervisor.suites [SUITE …]
"""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET  # nosec B405: reads only what pytest has just written
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from trust_send.supervisor import lock, roles, services, variables
from trust_send.supervisor.children import Children
from trust_send.supervisor.console import say
from trust_send.supervisor.failures import CannotStart
from trust_send.supervisor.places import PROJECT, Places
from trust_send.supervisor.services import running
from trust_send.supervisor.stopping import Stopped, stoppable

STARTED = ("supervisor_services", "supervisor_processes", "supervisor_up", "backups", "health")
# These start and kill real servers, wait for each other, or make the whole demo: seconds and minutes.
STARTS = [
    "tests/faults",
    "tests/platform/jobs/test_once.py",
    *(f"tests/trust_send/test_{name}.py" for name in STARTED),
    "tests/trust_send/demo",
]
# Every address as everyone, and whatever else walks through all pages.
WALKS = [
    "tests/matrix",
    *(f"tests/walls/test_{name}.py" for name in ("queries", "urls")),
    "tests/trust_send/test_odd_addresses.py",
]
# Whatever sets documents.
DOCUMENTS = ["tests/pdf", "tests/platform/papers", "tests/reporting/test_nutshell.py"]
WITHOUT = [f"--ignore={path}" for path in (*STARTS, *WALKS, *DOCUMENTS, "tests/browser")]
SUITES: dict[str, list[str]] = {
    "unit": [
        "-n",
        "2",
        "--dist",
        "worksteal",
        "--show-capture=no",
        "tests",
        *WITHOUT,
    ],
    "starts": ["-n", "2", "--dist", "loadfile", *STARTS],
    "matrix": ["-n", "2", "--dist", "worksteal", "--show-capture=no", *WALKS],
    "pdf": ["-n", "2", "--dist", "worksteal", "--show-capture=no", *DOCUMENTS],
    "browser": ["-n", "2", "--dist", "loadgroup", "tests/browser"],
}
SUPERUSER = "superuser"
# What the guard in tests/conftest.py says; another failure would prove nothing.
REFUSAL = "must not run as a role that bypasses row-level security"


@dataclass(frozen=True, slots=True)
class Count:
    """How a suite went."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def words(self) -> str:
        """As pytest says it."""
        parts = [(self.failed, "failed"), (self.passed, "passed"), (self.skipped, "skipped")]
        return ", ".join(f"{number} {word}" for number, word in parts if number) or "no tests ran"


def run_suite(name: str, *, env: Mapping[str, str], reports: Path) -> Count:
    """Run one suite of pytest; a suite without a single test has failed."""
    report = reports / f"{name}.xml"
    report.unlink(missing_ok=True)
    say(f"\n{name}:")
    command = [sys.executable, "-m", "pytest", *SUITES[name], "--quiet", f"--junitxml={report}"]
    code = services.run_command(command, env=env)
    count = read(report) if report.exists() else Count()
    return count if (code == 0) == (count.failed == 0) and count != Count() else count + Count(failed=1)


def read(report: Path) -> Count:
    """Count what a report says."""
    found = Count()
    for suite in report_of(report).iter("testsuite"):
        tests, failures, errors, skipped = (
            int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")
        )
        found += Count(passed=tests - failures - errors - skipped, failed=failures + errors, skipped=skipped)
    return found


def run_as_superuser(*, env: Mapping[str, str], reports: Path) -> Count:
    """Run the walls' tests as a role that bypasses them: passes only if the guard refuses the database to each."""
    say(f"\n{SUPERUSER}: this run must be refused")
    report = reports / f"{SUPERUSER}.xml"
    report.unlink(missing_ok=True)
    finished = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/walls", "--quiet", "--create-db", f"--junitxml={report}"],
        env={**env, "DATABASE_OWNER_URL": env["DATABASE_SUPERUSER_URL"], "TEST_DATABASE_NAME": "test_superuser"},
        capture_output=True,
        text=True,
        check=False,
    )
    # A test that needs no database may pass; one that does ends in an error before it begins.
    errors = [str(error.get("message")) for error in report_of(report).iter("error")] if report.exists() else []
    refused = finished.returncode == 1 and errors != [] and all(REFUSAL in error for error in errors)
    if refused:
        say(f"{len(errors)} tests were refused the database, as they must be")
    else:
        say(finished.stdout + finished.stderr)
        say("NOT refused: the walls are not proved by this suite")
    return Count(passed=int(refused), failed=int(not refused))


def report_of(file: Path) -> ET.Element:
    """What pytest wrote about a run."""
    return ET.parse(file).getroot()  # noqa: S314  # nosec B314: our own file


def main(names: Sequence[str]) -> int:
    """Run the suites asked for, or all of them."""
    wanted = list(names) or [SUPERUSER, *SUITES]
    if unknown := set(wanted) - {SUPERUSER, *SUITES}:
        say(f"No such suite: {', '.join(sorted(unknown))}. There are {SUPERUSER}, {', '.join(SUITES)}.")
        return 2
    places = Places(PROJECT / ".local" / "test")
    children = Children(places.local)
    began = time.monotonic()
    try:
        with stoppable(), lock.held(places.lock), children.tidied():
            given = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
            with running(places, children=children, given=given, durable=False) as names_:
                env = test_environment(places, names_)
                if "DATABASE_URL" not in given:  # our own server
                    env["TEST_DATABASE_TEMPLATE"] = database_with_tables(env)
                counts = {
                    name: run_as_superuser(env=env, reports=places.local)
                    if name == SUPERUSER
                    else run_suite(name, env=env, reports=places.local)
                    for name in wanted
                }
    except CannotStart as failure:
        say(str(failure))
        return 1
    except Stopped as stopped:
        return stopped.exit_code
    return close(counts, seconds=time.monotonic() - began)


def test_environment(places: Places, names: Mapping[str, str]) -> dict[str, str]:
    """Settings of a test run: as in production, but without TLS and second factor, in a folder of its own."""
    places.static.mkdir(parents=True, exist_ok=True)  # whitenoise warns when there is none, and warnings are errors
    postgres = services.EmbeddedPostgres(places.postgres, children=Children(places.local))
    return variables.for_processes(
        {
            **services.operator_addresses(postgres),
            **names,
            "LOCAL_DIR": str(places.local),
            "MEDIA_ROOT": str(places.media),
            "SECRET_KEY": variables.own_secret_key(places.secret_key),
            "DEMO": "0",
            "HTTPS": "0",
            "MFA_REQUIRED": "0",
        }
    )


def database_with_tables(env: Mapping[str, str]) -> str:
    """Make the tables once; every worker of every suite begins with a copy of them (a second instead of ten)."""
    command = [sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity", "0"]
    if services.run_command(command, env={**env, "AS_OWNER": "1"}):
        raise CannotStart("The tables could not be made: what is above says why.")
    return roles.DATABASE


def close(counts: Mapping[str, Count], *, seconds: float) -> int:
    """One line for each suite, and the closing line."""
    say("")
    for name, count in counts.items():
        say(f"{name:<10} {count.words()}")
    total = sum(counts.values(), Count())
    say(f"==== {total.words()} in {seconds:.2f}s ====")
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
