"""Where one clone keeps what it makes for itself: everything in one folder that may be deleted."""

from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Places:
    """The files and folders of one local folder (``.local`` for make run, ``.local/test`` for make test)."""

    local: Path

    @property
    def postgres(self) -> Path:
        """The database's data."""
        return self.local / "postgres"

    @property
    def redis(self) -> Path:
        """The queue's data."""
        return self.local / "redis"

    @property
    def lock(self) -> Path:
        """Held by the supervisor as long as it lives."""
        return self.local / "lock"

    @property
    def secret_key(self) -> Path:
        """This clone's own secret key."""
        return self.local / "secret-key"

    @property
    def environment(self) -> Path:
        """What a developer's ``manage.py`` reads while ``make run`` is up."""
        return self.local / "environment"

    @property
    def personas(self) -> Path:
        """Sign-ins of the demo, written by ``manage.py demo``."""
        return self.local / "personas.json"

    @property
    def tables_stamp(self) -> Path:
        """Which migrations our own database has had."""
        return self.local / "tables-stamp"

    @property
    def demo_begun(self) -> Path:
        """There while the demo is being made: a start that was interrupted in it begins anew."""
        return self.local / "demo-begun"

    @property
    def media(self) -> Path:
        """Stored documents."""
        return self.local / "media"

    @property
    def static(self) -> Path:
        """Style sheets, scripts and fonts, collected and hashed."""
        return self.local / "static"

    @property
    def static_stamp(self) -> Path:
        """What the collected files were made from."""
        return self.local / "static-stamp"
