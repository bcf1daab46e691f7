"""What the model expects of talking and reading: each gives the status, or is Refused."""

from tests.rooms_model import rights, words
from tests.rooms_model.room_acts import require, require_alive
from tests.rooms_model.world import NOT_ALLOWED, NOT_FOUND, Refused


def post(world, who, room_id, parts):
    """Say something; `parts` are texts, people by name or token, and the "@room"."""
    world.require_present(who)
    room = world.room_of(who, room_id)
    require_alive(room)
    if "post" not in rights.all_of(room, who):
        raise NOT_ALLOWED
    if who.id in room.mutes:
        raise Refused(403, "muted")
    means_all = "@room" in parts and "mention_room" in rights.all_of(room, who)
    meant = [part.person.id for part in parts if _is_meant(room, part)]
    content = " ".join(_kept(room, part, means_all) for part in parts)
    world.tell(room, who, content, *meant, kind="text", means_all=means_all)
    return 201


def delete(world, who, message_id):
    world.require_present(who)
    message = world.messages.get(message_id)
    room = message and world.rooms[message.room_id]
    if room is None or who.id not in room.seats:
        raise NOT_FOUND
    if message.kind == "notice":
        raise Refused(409, "notice-stays")
    if message.author_id != who.id:
        require(room, who, "moderate")
    if not message.is_deleted:
        require_alive(room)
        world.erase(message)
    return 204


def read_up_to(world, who, room_id, message_id, unread=False):
    """Take a room as read up to a message; or, with `unread`, as read up to before it."""
    world.require_present(who)
    room = world.room_of(who, room_id)
    read_id, seat = min(message_id - unread, room.newest_id), room.seats[who.id]
    seat.read_id = read_id if unread else max(read_id, seat.read_id)
    return 200


def read_everything(world, who):
    world.require_present(who)
    for room in world.rooms_of(who):
        seat = room.seats[who.id]
        seat.read_id = max(seat.read_id, room.newest_id)
    return 200


class Mention:
    """Somebody in a text: by name, user name or token, as it is typed."""

    def __init__(self, person, typed):
        self.person, self.typed = person, typed

    def __repr__(self):
        return self.typed


def _is_meant(room, part):
    return isinstance(part, Mention) and part.person.id in room.seats


def _kept(room, part, means_all):
    if part == "@room":
        return "<@room>" if means_all else part
    return words.token(part.person.id) if _is_meant(room, part) else str(part)
