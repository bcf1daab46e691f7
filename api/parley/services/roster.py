"""The directory of the people who are here, as the others see them.

The directory that signs people in (LDAP) is services/directory.py.
"""

from typing import Any

from sqlalchemy import Row

from parley.db import db
from parley.domain.permissions import GUEST
from parley.errors import NotFound
from parley.models import roster
from parley.services import found_rooms, joining, signals
from parley.services.sessions import Person


def find(viewer: Person, search: str, after: int | None, limit: int) -> dict[str, Any]:
    """The accounts that are here, by name; or who has a text in the name, guests who share a room
    with the viewer among them.

    Returns:
        {people: [...], more}.
    """
    words = found_rooms.words(search)
    if words[0]:  # or nothing of it can be seen
        wanted = roster.named(viewer.id, words, after, limit + 1)
    else:
        wanted = roster.listed(viewer.id, after, limit + 1)
    rows = db.session.execute(wanted).all()
    return {"people": [_card(row) for row in rows[:limit]], "more": len(rows) > limit}


def show(viewer: Person, person_id: int) -> dict[str, Any]:
    """One of them. Guests see those around them, unless owners decided that they see no members.

    Raises:
        NotFound: there is nobody of this id, or nobody whom the viewer sees.
    """
    if viewer.role == GUEST:
        sees_members = joining.shows_members_to_guests()
        wanted = roster.card_for_guest(viewer.id, person_id, sees_members=sees_members)
    else:
        wanted = roster.card(viewer.id, person_id)
    row = db.session.execute(wanted).one_or_none()
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
