"""The directory of the people who are here, as the others see them.

The directory that signs people in (LDAP) is services/directory.py.
"""

from typing import Any

from sqlalchemy import Row

from parley.db import db
from parley.domain import names
from parley.domain.permissions import GUEST
from parley.errors import NotFound
from parley.models import roster
from parley.services import signals
from parley.services.sessions import Person


def find(viewer: Person, search: str, after: int | None, limit: int) -> dict[str, Any]:
    """The accounts that are here, by name; or who has a text in the name, guests who share a room
    with the viewer among them.

    Returns:
        {people: [...], more}.
    """
    text = search.strip()
    key, _ = names.keys(text)
    page = (after, limit + 1)
    wanted = roster.named(viewer.id, text, key, *page) if key else roster.listed(viewer.id, *page)
    rows = db.session.execute(wanted).all()
    return {"people": [_card(row) for row in rows[:limit]], "more": len(rows) > limit}


def show(viewer: Person, person_id: int) -> dict[str, Any]:
    """One of them.

    Raises:
        NotFound: there is nobody of this id, or nobody whom the viewer sees.
    """
    row = db.session.execute(roster.card(viewer.id, viewer.role, person_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such person.")
    return _card(row)


def _card(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "username": row.username,
        "avatar": row.avatar_key,
        "is_guest": row.role == GUEST,
        "role": row.role,
        "presence": signals.presence_of(row.id),
        "time_zone": row.time_zone,
    }
