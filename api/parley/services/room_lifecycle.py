"""The life of rooms: making them, changing what they are, deleting them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from parley import clock
from parley.domain import deeds, names
from parley.domain.permissions import EDIT, GUEST, MANAGE, MEMBER, OPEN, OWNER
from parley.errors import Invalid, NotAllowed
from parley.models import Membership, Room, User
from parley.models.room import LOBBY, PUBLIC
from parley.room_errors import RoomNameTaken
from parley.services import feed, members, pace, purging, room_change, rooms, sessions
from parley.services.room_change import RoomChange
from parley.services.sessions import Caller, Person

_RIGHTS = {
    **dict.fromkeys(("name", "topic", "description", "icon"), EDIT),
    **dict.fromkeys(("posting", "is_archived"), MANAGE),
    **dict.fromkeys(("is_default", "is_open_to_guests"), OPEN),
}
# Everybody is there, for good: it tells the news about people.
_NOT_OF_THE_LOBBY = {"is_archived": True, "is_default": False, "is_open_to_guests": False}


def create(
    person: Person, caller: Caller, *, people: Collection[int], **what: str
) -> dict[str, Any]:
    """Make a room (`name`, `kind`, `topic`, `description`, `icon`, `posting`) with people in it.

    Raises:
        RoomNameTaken: another public room has this name, or one that looks like it.
        NoSuchPeople: somebody of them is not here, or is a guest.
        NotAllowed: guests make none.
        TooFast, NotSignedIn.
    """
    pace.spend_room(person.id)
    with feed.change() as draft:
        sessions.require_present(draft.session, person, MEMBER)
        room = Room(**what, created_at=clock.utcnow())
        _call(draft.session, room, room.name)
        draft.session.add(room)
        draft.session.flush()
        wanted = set(people) - {person.id}
        others = members.newcomers(draft.session, room.id, wanted, with_guests=False)
        room_change.say(draft, room.id, person.id, deeds.CREATED)
        room_change.take_in(draft, room.id, [person.id], OWNER)
        if others:
            room_change.add(draft, room, person.id, caller, others)
    return rooms.one(person, room.id)


def change(person: Person, caller: Caller, room_id: int, **asked: Any) -> dict[str, Any]:
    """Change what is asked of a room: its `name`, `topic`, `description`, `icon`, `posting`,
    `is_archived`, `is_default`, `is_open_to_guests`.

    Closing it to guests takes them out of it.

    Raises:
        NotFound: they are not in it, or there is no such room.
        RoomArchived: it has to be brought back first.
        NotAllowed: it takes another role; or it is the Lobby, where everybody is.
        RoomNameTaken, TooFast, NotSignedIn.
    """
    with room_change.begin(person, room_id) as change:
        _require_rights(change, asked)
        room = change.room  # held: the session itself forgets what nobody holds
        for what, value in asked.items():
            if value != _present(room, what):
                _set(change, room, what, value)
                if _RIGHTS[what] != EDIT:
                    change.record("room-changed", caller, **{what: value})
        change.draft.outdate("room", [room_id])
    return rooms.one(person, room_id)


def delete(person: Person, caller: Caller, room_id: int, name: str) -> None:
    """Delete a room with all that was said in it; its name, typed once more, confirms it.

    Raises:
        NotFound: they are not in it, or there is no such room.
        NotAllowed: it takes another role; or it is the Lobby.
        Invalid: this is not its name.
        TooFast, NotSignedIn.
    """
    with room_change.begin(person, room_id) as change:
        change.seat.require(MANAGE)
        if room_id == LOBBY:
            raise NotAllowed("The Lobby stays.")
        room = change.room
        _require_name(room, name)
        change.record("room-deleted", caller)
        change.say(deeds.DELETED)
        room_change.let_go(change.draft, room_id)
        room.deleted_at = clock.utcnow()
        room.name_key = room.look_key = None
        room.topic = room.description = room.icon = ""
        change.draft.outdate("room", [room_id])
    purging.begin()


def _call(session: Session, room: Room, name: str) -> None:
    """Give a room a name; among public rooms it is the only one that looks like this.

    Raises:
        RoomNameTaken: another has it.
    """
    if room.kind == PUBLIC:
        keys = names.keys(name)
        if set(session.scalars(Room.named_like(keys))) - {room.id}:
            raise RoomNameTaken()
        room.name_key, room.look_key = keys
    room.name = name


def _require_rights(change: RoomChange, asked: dict[str, Any]) -> None:
    is_about_more = bool(asked.keys() - {"is_archived"})
    if is_about_more and asked.get("is_archived") is not False:
        change.seat.require_alive()
    for what in asked:
        change.seat.require(_RIGHTS[what])
    if change.seat.room.id == LOBBY and asked.items() & _NOT_OF_THE_LOBBY.items():
        raise NotAllowed("Everybody is in the Lobby, for good.")


def _present(room: Room, what: str) -> Any:
    return room.archived_at is not None if what == "is_archived" else getattr(room, what)


def _set(change: RoomChange, room: Room, what: str, value: Any) -> None:
    if what == "name":
        _call(change.session, room, value)
    elif what == "is_archived":
        room.archived_at = clock.utcnow() if value else None
    else:
        setattr(room, what, value)
    change.say(deeds.changed(what, value))
    if what == "is_open_to_guests" and not value:
        guests = select(User.id).where(User.role == GUEST)
        room_change.let_go(change.draft, room.id, Membership.user_id.in_(guests))


def _require_name(room: Room, typed: str) -> None:
    try:
        is_it = names.clean(typed) == room.name
    except ValueError:
        is_it = False
    if not is_it:
        message = "This is not the name of the room."
        raise Invalid(errors=[{"field": "name", "message": message}])
