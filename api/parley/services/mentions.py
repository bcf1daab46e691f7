"""Mentions: who is meant by a message."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from parley.domain import mentions, names, permissions, usernames
from parley.domain.mentions import Found
from parley.models import Membership, Mention, Message
from parley.models.message import EVERYBODY
from parley.services.rooms import Seat


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text, and whom it may mean: what is worked out before anybody has to wait for it."""

    found: Found
    keys: frozenset[str]
    usernames: frozenset[str]


def find(text: str) -> Wanted:
    """Where a text may mean somebody; asks nobody who that is."""
    found = mentions.find(text)
    keys = frozenset(map(names.case_key, found.names))
    return Wanted(found, keys, frozenset(filter(usernames.is_one, found.names)))


def resolve(session: Session, seat: Seat, wanted: Wanted) -> tuple[str, str | None]:
    """The text with tokens for those in the author's room whom it means, inside a write.

    Nothing but the room's members is looked at, and that in one statement, or none where nobody
    can be meant.

    Returns:
        The content, and what Message.mentioned says of it.
    """
    found = wanted.found
    if not found.places:
        return found.text, None
    tokens, called = _company(session, seat, wanted)
    if seat.may(permissions.MENTION_ROOM):
        tokens.add(mentions.EVERYBODY)
        called[mentions.EVERYBODY] = mentions.EVERYBODY
    meant = mentions.rewrite(found, tokens, called)
    words = [*map(str, meant.people), *([EVERYBODY] if meant.everybody else [])]
    return meant.content, " ".join(words) or None


def _company(session: Session, seat: Seat, wanted: Wanted) -> tuple[set[str], dict[str, str]]:
    """Who of the room can be meant: their tokens, and those by what they are called."""
    ids = wanted.found.ids
    rows = session.execute(Membership.meant(seat.room.id, ids, wanted.keys, wanted.usernames)).all()
    called = {row.username: str(row.id) for row in rows if row.username}
    called |= {names.folded(row.name): str(row.id) for row in rows}  # what everybody sees
    return {str(row.id) for row in rows if row.id in ids}, called


def record(session: Session, message: Message) -> None:
    """Count a message as a mention with all whom it means but its author, inside a write."""
    words = (message.mentioned or "").split()
    people = [None if word == EVERYBODY else int(word) for word in words]
    others = [person for person in people if person != message.author_id]
    if others:
        rows = Mention.rows(message.id, message.room_id, message.author_id, others)
        session.execute(Mention.__table__.insert(), rows)
