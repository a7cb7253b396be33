"""Writing the read log: one statement for a whole page."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import connection
from django.http import HttpRequest

from trust_send.platform.readlog.models import How

# unnest, because a list page writes fifty rows and a round trip each would cost more than the page. Whose own child it
# is, the database has been told already.
_WRITE = """
INSERT INTO readlog_readlog (pupil_id, school_id, user_id, how, page, request_id, at, own_child)
SELECT pupil_id, school_id, %s, %s, %s, %s, now(), pupil_id = ANY ((SELECT app_family_pupil_ids())::bigint[])
  FROM unnest(%s::bigint[], %s::bigint[]) AS seen (pupil_id, school_id)
"""


def seen(
    children: Iterable[tuple[int, int]], *, how: How, page: str, user_id: int | None, request_id: UUID | None = None
) -> None:
    """Note that one person saw these children, given as (pupil id, school id)."""
    ids = list(children)
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(
                _WRITE,
                [user_id, how.value, page, request_id or uuid4(), [i for i, _ in ids], [school for _, school in ids]],
            )


def seen_in(request: HttpRequest, children: Iterable[tuple[int, int]], *, how: How) -> None:
    """Note that whoever sent this request saw these children on this page."""
    match = request.resolver_match
    seen(
        children,
        how=how,
        page=(match.view_name if match else request.path)[:60],
        user_id=request.user.pk,
        request_id=request.id,  # type: ignore[attr-defined]
    )
