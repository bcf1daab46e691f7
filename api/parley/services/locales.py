"""Where and in which language people live, as they say."""

from parley.db import write
from parley.domain.permissions import MEMBER
from parley.models import User
from parley.services import sessions
from parley.services.sessions import Person


def change(person: Person, time_zone: str | None, language: str | None) -> dict[str, str | None]:
    """Keep a person's time zone and language; None is for nothing said.

    Returns:
        {time_zone, language}.

    Raises:
        NotSignedIn, NotAllowed.
    """
    with write() as session:
        sessions.require_present(session, person, MEMBER)
        user = session.get_one(User, person.id)
        user.time_zone, user.language = time_zone, language
    return {"time_zone": time_zone, "language": language}
