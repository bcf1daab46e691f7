"""What the model expects of acts on rooms: each gives the status of the answer, or is Refused."""

from tests.rooms_model import rights, words
from tests.rooms_model.rights import LOBBY
from tests.rooms_model.world import NOT_ALLOWED, Refused, Room

DIRECT_MAX = 8
FIELDS = [
    "name",
    "topic",
    "description",
    "icon",
    "posting",
    "is_default",
    "is_open_to_guests",
    "is_archived",
]
_RIGHTS = dict.fromkeys(("name", "topic", "description", "icon"), "edit")
_RIGHTS |= {"posting": "manage", "is_archived": "manage"}
_RIGHTS |= {"is_default": "open", "is_open_to_guests": "open"}
_NOT_OF_THE_LOBBY = {("is_archived", True), ("is_default", False), ("is_open_to_guests", False)}


def require(room, who, right):
    """Insist that somebody who is in a room may do something there."""
    if right not in rights.all_of(room, who):
        raise NOT_ALLOWED


def require_alive(room):
    if room.is_archived:
        raise Refused(409, "room-archived")


def newcomers(world, room, ids, with_guests):
    """Of these people, who is not in the room yet, by ids; all must be such as may be there."""
    people = [world.people.get(id) for id in sorted(set(ids))]
    for person in people:
        if person is None or not person.can_come_in or (person.is_guest and not with_guests):
            raise Refused(422, "invalid")
    return [person for person in people if room is None or person.id not in room.seats]


def make(world, who, name, kind, ids, posting="member"):
    world.require_present(who, account=True)
    _require_free(world, None, kind, name)
    others = newcomers(world, None, set(ids) - {who.id}, with_guests=False)
    room = _new_room(world, kind, name=name, posting=posting)
    world.told_by(room, who, "created this room")
    world.take_in(room, [who], "owner")
    if others:
        add_all(world, room, who, others)
    return 201


def begin_direct(world, who, ids):
    world.require_present(who, account=True)
    everybody = {who.id, *ids}
    if len(everybody) > DIRECT_MAX:
        raise Refused(409, "too-many-people")
    if len(everybody) == 1:
        raise Refused(422, "invalid")
    others = newcomers(world, None, everybody - {who.id}, with_guests=False)
    if direct_of(world, everybody):
        return 200
    room = _new_room(world, "direct")
    world.told_by(room, who, "began this conversation")
    world.take_in(room, [who, *others])
    return 201


def direct_of(world, ids):
    """The conversation between just these people, if they have one."""
    for room in world.rooms.values():
        if room.kind == "direct" and room.seats.keys() == set(ids):
            return room
    return None


def add_all(world, room, who, people):
    ids = [person.id for person in people]
    world.told_by(room, who, words.added(ids), *sorted(ids))
    world.take_in(room, people)


def change(world, who, room_id, **asked):
    world.require_present(who)
    room = world.room_of(who, room_id)
    if asked.keys() - {"is_archived"} and asked.get("is_archived") is not False:
        require_alive(room)
    for what in asked:
        require(room, who, _RIGHTS[what])
    if room_id == LOBBY and asked.items() & _NOT_OF_THE_LOBBY:
        raise NOT_ALLOWED
    if "name" in asked and asked["name"] != room.name:
        _require_free(world, room, room.kind, asked["name"])
    for what in FIELDS:
        if what in asked and asked[what] != getattr(room, what):
            setattr(room, what, asked[what])
            world.told_by(room, who, words.changed(what, asked[what]))
            if (what, asked[what]) == ("is_open_to_guests", False):
                world.let_go(room, [each for each in world.members(room) if each.is_guest])
    return 200


def delete(world, who, room_id, typed):
    world.require_present(who)
    room = world.room_of(who, room_id)
    require(room, who, "manage")
    if room_id == LOBBY:
        raise NOT_ALLOWED
    if typed != room.name:
        raise Refused(422, "invalid")
    world.told_by(room, who, "deleted this room")
    world.let_go(room, world.members(room))
    room.is_deleted = True
    return 204


def _new_room(world, kind, **more):
    room = Room(len(world.rooms) + 1, kind, **more)
    world.rooms[room.id] = room
    return room


def _require_free(world, room, kind, name):
    """Insist that no other public room has this name, in whatever case."""
    for other in world.rooms.values() if kind == "public" else ():
        is_taken = other.kind == "public" and not other.is_deleted and other is not room
        if is_taken and other.name.lower() == name.lower():
            raise Refused(409, "room-name-taken")
