"""Who is signed in? The two reads in front of every page, written by hand.

The ORM takes three times as long to write each of these statements as the database to answer it, on every page of
everyone (make bench, empty_page). What is read, and when it counts, is Django's own.
"""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection

from schools.models import User

_SESSION = (
    "SELECT session_key, session_data, expire_date FROM django_session WHERE session_key = %s AND expire_date > now()"
)
_COLUMNS = [field.attname for field in User._meta.concrete_fields]
_PERSON = f"SELECT {', '.join(_COLUMNS)} FROM {User._meta.db_table} WHERE id = %s"  # noqa: S608 - our own columns


class SessionStore(db.SessionStore):
    """Sessions in the database, so that one can be ended from elsewhere and is over at once."""

    def _get_session_from_db(self) -> Session | None:
        with connection.cursor() as cursor:
            cursor.execute(_SESSION, [self.session_key])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return None
        return Session(*row)


class Backend(AuthenticationBackend):
    """Signing in by e-mail and password."""

    def get_user(self, user_id: int) -> User | None:
        """The person of a session, while their account is open."""
        with connection.cursor() as cursor:
            cursor.execute(_PERSON, [user_id])
            row = cursor.fetchone()
        person = User.from_db(connection.alias, _COLUMNS, row) if row else None
        return person if person and self.user_can_authenticate(person) else None
