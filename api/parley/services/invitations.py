"""Invitations: links by which others make an account, and into a room come who has one."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from parley import clock
from parley.db import db, write
from parley.domain import deeds
from parley.domain.permissions import ADMINISTRATOR, GUEST, INVITE, MEMBER
from parley.errors import LinkGone, NotAllowed, NotFound
from parley.models import Link, Membership, Room, User
from parley.models.link import INVITATION
from parley.models.room import PUBLIC
from parley.services import audit, feed, links, pace, room_change, rooms, sessions
from parley.services.draft import Draft
from parley.services.rooms import Facts, Somebody
from parley.services.sessions import Caller, Person


def invite(
    person: Person, caller: Caller, *, uses: int, days: int, room_id: int | None
) -> dict[str, Any]:
    """Make an invitation that so many may use to make an account, into a room or none.

    Returns:
        {id, token, expires_at, uses_left, room}: the only place that holds the token.

    Raises:
        NotFound: there is no such room, or the person is not in it.
        RoomArchived, NotAllowed, NotSignedIn.
    """
    with write() as session:
        present = sessions.require_present(session, person, ADMINISTRATOR)
        room = None if room_id is None else _room_to_invite_into(session, present, room_id)
        made = links.make_invitation(session, person.id, uses, timedelta(days=days), room_id)
        details = {"invitation": made.id, "uses": uses, "days": days}
        details |= {} if room is None else room_change.known_as(room)
        audit.record(session, "invitation-made", caller, actor=person.id, **details)
        return {
            "id": made.id,
            "token": made.token,
            "expires_at": made.expires_at,
            "uses_left": made.uses_left,
            "room": None if room is None else _named(room.id, room.name),
        }


def _room_to_invite_into(session: Session, person: Person, room_id: int) -> Room:
    seat = rooms.access(person, room_id)
    seat.require_alive()
    seat.require(INVITE)
    return session.get_one(Room, room_id)


def find(person: Person) -> list[dict[str, Any]]:
    """The invitations that are good yet, the newest first; of their rooms those that the person is
    in."""
    own = rooms.sight(person.id).roles
    rows = db.session.execute(Link.invitations(clock.utcnow())).all()
    return [
        {
            "id": link.id,
            "created_at": link.created_at,
            "expires_at": link.expires_at,
            "uses_left": link.uses_left,
            "created_by": {"id": link.made_by, "name": maker},
            "room": _named(link.room_id, room) if link.room_id in own else None,
        }
        for link, maker, room in rows
    ]


def _named(id: int, name: str) -> dict[str, Any]:
    return {"id": id, "name": name}


def revoke(person: Person, caller: Caller, invitation_id: int) -> None:
    """Take an invitation back.

    Raises:
        NotFound: there is none of that id that is good yet.
        NotAllowed, NotSignedIn.
    """
    with write() as session:
        sessions.require_present(session, person, ADMINISTRATOR)
        if not links.revoke_invitation(session, invitation_id):
            raise NotFound("There is no such invitation.")
        details = {"invitation": invitation_id}
        audit.record(session, "invitation-revoked", caller, actor=person.id, **details)


def use(person: Person, caller: Caller, token: str) -> dict[str, Any]:
    """Come into the room of an invitation; who is there already uses up nothing.

    Raises:
        LinkGone: the invitation opens nothing any more, or leads into no room.
        NotAllowed: guests may not be in that room.
        TooFast, NotSignedIn.
    """
    pace.spend_try(caller.address)  # guests are many, and what fails is written down
    gone = audit.refusals(caller, "link-refused", LinkGone, link=INVITATION)
    with gone, feed.change() as draft:
        present = sessions.require_present(draft.session, person)
        used = links.use(draft.session, INVITATION, token)
        room = _open_room(draft.session, used)
        if room is None:
            raise LinkGone()
        if present.role == GUEST and not (room.kind == PUBLIC and room.is_open_to_guests):
            raise NotAllowed("It takes an account: make one by this invitation.")
        _take_in(draft, caller, present, used)
    return rooms.one(person, room.id)


def admit(draft: Draft, caller: Caller, newcomer: Somebody, used: Row) -> dict[str, Any] | None:
    """Put somebody whose account is being made into the room of their invitation, if it still leads
    into one; gives {id, name} of it."""
    room = _open_room(draft.session, used)
    if room is None:
        return None
    _take_in(draft, caller, newcomer, used)
    return _named(room.id, draft.session.get_one(Room, room.id).name)


def _open_room(session: Session, used: Row) -> Facts | None:
    """The room into which an invitation leads, as long as whoever made it might make it now."""
    maker = None if used.room_id is None else session.get(User, used.made_by)
    if maker is None or maker.suspended_at is not None:
        return None
    try:
        seat = rooms.access(maker, used.room_id)
    except NotFound:  # the room is no more, or they are not in it
        return None
    is_open = seat.room.archived_at is None and seat.may(INVITE)
    return seat.room if is_open else None


def _take_in(draft: Draft, caller: Caller, person: Somebody, used: Row) -> None:
    # Asked of the database: what is known by heart must not come from a change that may fail yet.
    session, room_id, maker_id = draft.session, used.room_id, used.made_by
    if session.get(Membership, (person.id, room_id)) is None:
        room_change.say(draft, room_id, person.id, deeds.invited_by(maker_id), maker_id)
        room_change.take_in(draft, room_id, [person.id], MEMBER)
        details = {"invitation": used.id} | room_change.known_as(session.get_one(Room, room_id))
        audit.record(session, "invitation-used", caller, actor=person.id, **details)
