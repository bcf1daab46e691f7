"""What each person sees, by the model: what the endpoints answer, without times and revisions."""

from tests.rooms_model import rights

COUNTED_MAX = 1_000


def by_name(people):
    return sorted(people, key=lambda person: (person.name.lower(), person.id))


def face(person):
    return {"id": person.id, "name": person.name, "is_guest": person.is_guest}


def message(world, said):
    return {
        "id": said.id,
        "room_id": said.room_id,
        "kind": said.kind,
        "author": face(world.people[said.author_id]),
        "content": said.content,
        "mentions": [{"id": id, "name": world.people[id].name} for id in said.people],
        "mentions_room": said.means_all,
        "is_deleted": said.is_deleted,
    }


def messages(world, room):
    return [message(world, said) for said in room.messages]


def reading(room, who):
    """How far somebody has read a room, and what follows."""
    read_id = room.seats[who.id].read_id
    others = [m for m in room.messages if m.id > read_id and m.author_id != who.id]
    texts = [m for m in others if m.kind == "text" and not m.is_deleted]
    meant = [m for m in texts if m.means_all or who.id in m.people]
    counts = {"unread": min(COUNTED_MAX, len(texts)), "mentions": min(COUNTED_MAX, len(meant))}
    return {"read_id": read_id} | counts


def room(world, room, who):
    """A room as somebody sees it who is in it."""
    seat, others = room.seats[who.id], [p for p in world.members(room) if p is not who]
    return {
        "id": room.id,
        "kind": room.kind,
        "name": room.name,
        "topic": room.topic,
        "description": room.description,
        "icon": room.icon,
        "posting": room.posting,
        "is_default": room.is_default,
        "is_open_to_guests": room.is_open_to_guests,
        "is_archived": room.is_archived,
        "member_count": len(room.seats),
        "people": [face(person) for person in by_name(others)] if room.kind == "direct" else [],
        "newest_id": room.newest_id,
        **reading(room, who),
        "me": {
            "role": rights.role_in(room, who),
            "level": seat.level,
            "is_favourite": seat.is_favourite,
            "is_mute": who.id in room.mutes,
            "may": rights.all_of(room, who),
        },
    }


def rooms(world, who):
    """All rooms that somebody is in, the oldest first."""
    return [room(world, each, who) for each in world.rooms_of(who)]


def member(room, person):
    role, is_mute = rights.role_in(room, person), person.id in room.mutes
    return face(person) | {"role": role, "is_mute": is_mute}


def members(world, room, who):
    """The list of a room's members, as somebody who is in it sees it."""
    if who.is_guest and not world.shows_members_to_guests:
        return {"members": [], "more": False, "hidden": True}
    shown = [member(room, person) for person in by_name(world.members(room))]
    return {"members": shown, "more": False, "hidden": False}


def may_find(room, who):
    """Whether somebody finds a room among the public ones."""
    is_alive = not (room.is_archived or room.is_deleted)
    return room.kind == "public" and is_alive and (room.is_open_to_guests or not who.is_guest)


def found_room(room, who):
    shown = ("id", "kind", "name", "topic", "description", "icon")
    counts = {"member_count": len(room.seats), "is_member": who.id in room.seats}
    return {name: getattr(room, name) for name in shown} | counts


def found_rooms(world, who, search=""):
    """The public rooms that somebody finds, by name."""
    found = [room for room in world.rooms.values() if may_find(room, who)]
    found = [room for room in found if search in room.name.lower() or search in room.topic]
    found.sort(key=lambda room: (room.name.lower(), room.id))
    return [found_room(room, who) for room in found]


def news(world, who, revision):
    """What the feed tells somebody after a revision: messages by their last change, rooms left."""
    seen = [m for room in world.rooms_of(who) for m in room.messages if m.revision > revision]
    seen.sort(key=lambda m: m.revision)
    left = sorted(room_id for room_id, since in who.left.items() if since > revision)
    return [message(world, m) for m in seen], left


def directory(world, who):
    """The names of the accounts in the directory; guests see none."""
    here = [p for p in world.people.values() if p.can_come_in and not p.is_guest]
    return [(person.id, person.name) for person in by_name(here)]


def sees(world, who, other):
    """Whether somebody sees another person's card."""
    if who is other:
        return True
    is_near = other.is_here and any(other.id in room.seats for room in world.rooms_of(who))
    if who.is_guest:
        return is_near and world.shows_members_to_guests
    return is_near or (other.is_here and not other.is_guest)
