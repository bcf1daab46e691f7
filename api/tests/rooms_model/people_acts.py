"""What the model expects of people who come, change and go: each gives the status, or is Refused."""

from tests.rooms_model import rights, words
from tests.rooms_model.member_acts import come_by, open_room
from tests.rooms_model.rights import LOBBY
from tests.rooms_model.world import NOT_ALLOWED, NOT_FOUND, Person, Refused

FORMER_MEMBER = "Former member"
NAMES_TOLD = 3  # in an hour, which no play lasts


def sign_up(world, name, invitation=None, guest=None):
    """Make an account; a guest stays who they are."""
    if invitation is not None:
        if not invitation.uses_left:
            raise Refused(410, "link-gone")
        invitation.uses_left -= 1
    who = guest or _somebody(world, name)
    who.role, who.username = "member", name.lower()
    _welcome(world, who)
    world.tell(world.rooms[LOBBY], who, f"{who.name} joined")
    room = invitation and open_room(world, invitation)
    if room and who.id not in room.seats:
        come_by(world, room, who, invitation)
    return 201


def become_guest(world, name):
    _welcome(world, _somebody(world, name))
    return 201


def rename(world, who, name):
    world.require_present(who)
    if who.name != name:
        _require_voice(world.rooms[LOBBY], who)
        former, who.name = who.name, name
        world.tell(world.rooms[LOBBY], who, f"{former} is now {name}")
    return 200


def change(world, who, person_id, role=None, suspended=None):
    """Give somebody another role in the chat, shut them out, or let them in again."""
    world.require_present(who)
    if who.role not in rights.RUNS_THE_CHAT:
        raise NOT_ALLOWED
    person = world.people.get(person_id)
    if person is None or not person.is_here:
        raise NOT_FOUND
    _require_below(who, person.role)
    if role not in (None, person.role):
        _require_below(who, role)
        if person.is_guest:
            raise Refused(409, "no-account")
        _require_other_owner(world, person)
        person.role = role
    if suspended and not person.is_suspended:
        _require_other_owner(world, person)
    if suspended is not None:
        person.is_suspended = suspended
    return 200


def decide(world, who, members_visible_to_guests):
    world.require_present(who)
    if who.role != "owner":
        raise NOT_ALLOWED
    world.shows_members_to_guests = members_visible_to_guests
    return 200


def give_up(world, who, messages):
    """Leave the chat for good."""
    world.require_present(who, account=True)
    _require_other_owner(world, who)
    if messages == "delete":
        _erase_all(world, who)
    world.tell(world.rooms[LOBBY], who, f"{who.name} left")
    who.name, who.role, who.username, who.is_here = FORMER_MEMBER, "member", None, False
    left = [room for room in world.rooms_of(who) if room.kind != "direct"]
    owned = [room for room in left if room.seats.pop(who.id).role == "owner"]
    for room in owned:
        _hand_over(world, room, who)
    for room in left:
        room.is_deleted = room.kind == "private" and not room.seats
    return 204


def _somebody(world, name):
    person = Person(len(world.people) + 1, name, "guest")
    world.people[person.id] = person
    return person


def _welcome(world, who):
    """Put a newcomer, or a guest who has an account now, where all newcomers are."""
    for room in world.rooms.values():
        is_theirs = room.is_default and not (room.is_archived or room.is_deleted)
        is_theirs &= room.is_open_to_guests or not who.is_guest
        if is_theirs and who.id not in room.seats:
            world.take_in(room, [who])


def _require_voice(lobby, who):
    """Insist that the Lobby may be told a name; of who may not post there, few in an hour."""
    if who.id in lobby.mutes:
        raise Refused(403, "muted")
    if "post" not in rights.all_of(lobby, who):
        if who.names_told == NAMES_TOLD:
            raise Refused(429, "too-fast")
        who.names_told += 1


def _hand_over(world, room, former):
    """Give a room that had one owner to the moderator who is there longest, or else the member."""
    heirs = [person for person in world.members(room) if not person.is_guest]
    owners = [person for person in heirs if rights.role_in(room, person) == "owner"]
    if not heirs or any(person.can_come_in for person in owners):
        return
    heir = min(heirs, key=lambda person: _place_in_line(room, person))
    room.seats[heir.id].role = "owner"
    deed = f"{words.token(heir.id)} owns this room now, since its last owner left the chat"
    world.tell(room, former, deed, heir.id)


def _place_in_line(room, person):
    seat = room.seats[person.id]
    return (person.is_suspended, seat.role != "moderator", seat.joined, person.id)


def _erase_all(world, who):
    for message in world.messages.values():
        is_said = message.author_id == who.id and message.kind == "text"
        if is_said and not (message.is_deleted or world.rooms[message.room_id].is_deleted):
            world.erase(message)


def _require_below(who, role):
    """Insist that somebody may act on those of a role in the chat."""
    if who.role != "owner" and role in rights.RUNS_THE_CHAT:
        raise NOT_ALLOWED


def _require_other_owner(world, person):
    others = [each for each in world.people.values() if each is not person and each.can_come_in]
    if person.role == "owner" and not any(each.role == "owner" for each in others):
        raise Refused(409, "last-owner")
