"""What the model expects of acts on who is in a room: each gives the status, or is Refused."""

from tests.rooms_model import rights, views, words
from tests.rooms_model.room_acts import add_all, newcomers, require, require_alive
from tests.rooms_model.world import NOT_ALLOWED, NOT_FOUND, Invitation, Refused


def join(world, who, room_id):
    world.require_present(who)
    room = world.rooms.get(room_id)
    if room is not None and who.id in room.seats:
        return 200
    if room is None or not views.may_find(room, who):
        raise NOT_FOUND
    world.told_by(room, who, "joined")
    world.take_in(room, [who])
    return 201


def leave(world, who, room_id):
    world.require_present(who)
    room = world.room_of(who, room_id)
    require(room, who, "leave")
    if rights.role_in(room, who) == "owner":
        _require_successor(world, room, who)
    world.told_by(room, who, "left")
    world.let_go(room, [who])
    return 204


def add(world, who, room_id, ids):
    world.require_present(who, account=True)
    room = world.room_of(who, room_id)
    require_alive(room)
    require(room, who, "add")
    new = newcomers(world, room, ids, with_guests=room.is_open_to_guests)
    if new:
        add_all(world, room, who, new)
    return 200


def remove(world, who, room_id, member_id):
    world.require_present(who, account=True)
    room = world.room_of(who, room_id)
    require_alive(room)
    require(room, who, "remove")
    going = _member(world, room, member_id)
    _require_above(room, who, going)
    if rights.role_in(room, going) == "owner":
        _require_successor(world, room, going)
    if going is who:
        world.told_by(room, who, "left")
    else:
        world.told_by(room, who, f"removed {words.token(going.id)}", going.id)
    world.let_go(room, [going])
    return 204


def change(world, who, room_id, member_id, role=None, muted_minutes=None):
    world.require_present(who, account=True)
    room = world.room_of(who, room_id)
    require_alive(room)
    if role is not None:
        require(room, who, "manage")
    if muted_minutes is not None:
        require(room, who, "moderate")
    subject = _member(world, room, member_id)
    seat = room.seats[member_id]
    if role is not None and role != seat.role:
        _require_givable(world, room, subject, role)
    if muted_minutes is not None:
        _require_above(room, who, subject)
    if role is not None and role != seat.role:
        seat.role = role
        world.told_by(room, who, words.gave(role, member_id, subject is who), member_id)
    if muted_minutes is not None:
        _mute(world, room, who, subject, muted_minutes)
    return 200


def prefer(world, who, room_id, **chosen):
    world.require_present(who)
    seat = world.room_of(who, room_id).seats[who.id]
    for what, value in chosen.items():
        setattr(seat, what, value)
    return 200


def invite(world, who, room_id, uses):
    world.require_present(who)
    if who.role not in rights.RUNS_THE_CHAT:
        raise NOT_ALLOWED
    room = world.room_of(who, room_id)
    require_alive(room)
    require(room, who, "invite")
    world.invitations.append(Invitation(who.id, room_id, uses))
    return 201


def use_invitation(world, who, invitation):
    world.require_present(who)
    room = open_room(world, invitation)
    if not invitation.uses_left or room is None:
        raise Refused(410, "link-gone")
    if who.is_guest and not (room.kind == "public" and room.is_open_to_guests):
        raise NOT_ALLOWED
    if who.id not in room.seats:
        invitation.uses_left -= 1
        come_by(world, room, who, invitation)
    return 200


def open_room(world, invitation):
    """The room into which an invitation leads, while its maker might make it."""
    maker, room = world.people[invitation.maker_id], world.rooms[invitation.room_id]
    may = maker.can_come_in and maker.id in room.seats and "invite" in rights.all_of(room, maker)
    return room if may and not room.is_archived else None


def come_by(world, room, who, invitation):
    maker_id = invitation.maker_id
    deed = f"joined by an invitation of {words.token(maker_id)}"
    world.told_by(room, who, deed, maker_id)
    world.take_in(room, [who])


def owners_beside(world, room, person):
    """Of the others who can come in and have an account: all, and those who own the room."""
    others = [each for each in world.members(room) if each is not person]
    others = [each for each in others if each.can_come_in and not each.is_guest]
    return others, [each for each in others if rights.role_in(room, each) == "owner"]


def _require_successor(world, room, going):
    others, owners = owners_beside(world, room, going)
    if not others and room.kind == "private":
        raise Refused(409, "last-member")
    if others and not owners:
        raise Refused(409, "last-room-owner")


def _require_givable(world, room, subject, role):
    if subject.is_guest:
        raise Refused(409, "no-account")
    was_owner = rights.role_in(room, subject) == "owner"
    stays_owner = role == "owner" or (
        room.kind == "public" and subject.role in rights.RUNS_THE_CHAT
    )
    if was_owner and not stays_owner and not owners_beside(world, room, subject)[1]:
        raise Refused(409, "last-room-owner")


def _require_above(room, who, subject):
    if not rights.is_above(room, who, subject):
        raise NOT_ALLOWED


def _member(world, room, member_id):
    if member_id not in room.seats:
        raise NOT_FOUND
    return world.people[member_id]


def _mute(world, room, who, subject, minutes):
    if not minutes and subject.id not in room.mutes:
        return
    (room.mutes.add if minutes else room.mutes.discard)(subject.id)
    world.told_by(room, who, words.muted(subject.id, minutes, subject is who), subject.id)
