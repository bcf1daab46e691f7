"""Quiet hours: when somebody wants to hear of nothing, by the time of day where they live.

The server keeps them for all of a person's devices; it is the devices that keep quiet.
"""

from sqlalchemy import select

from parley.db import db, write
from parley.models import User
from parley.services import sessions
from parley.services.sessions import Person


def show(person: Person) -> dict[str, str | None]:
    """A person's quiet hours.

    Returns:
        {from, to}, each "HH:MM", or nothing for both where there are none.
    """
    kept = select(User.quiet_from, User.quiet_to).where(User.id == person.id)
    return _shown(*db.session.execute(kept).one())


def change(person: Person, since: str | None, until: str | None) -> dict[str, str | None]:
    """Keep other quiet hours, or none; gives them.

    Raises:
        NotSignedIn: the session has ended.
    """
    with write() as session:
        sessions.require_present(session, person)
        user = session.get_one(User, person.id)
        user.quiet_from, user.quiet_to = since, until
    return _shown(since, until)


def _shown(since: str | None, until: str | None) -> dict[str, str | None]:
    return {"from": since, "to": until}
