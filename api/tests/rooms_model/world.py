"""The world of the model: people, rooms, who sits where, and what was said.

It counts ids and revisions as the database does, so that answers can be foretold to the letter.
"""

from dataclasses import dataclass, field

from tests.rooms_model import words
from tests.rooms_model.rights import LOBBY


class Refused(Exception):
    """What the model expects instead of an answer: a status, and the type of the problem.

    Raised before anything in the world has changed.
    """


NOT_FOUND = Refused(404, "not-found")
NOT_ALLOWED = Refused(403, "not-allowed")


@dataclass
class Person:
    id: int
    name: str
    role: str
    username: str | None = None
    is_here: bool = True
    is_suspended: bool = False
    names_told: int = 0  # where they may not post
    left: dict[int, int] = field(default_factory=dict)  # rooms, and since which revision

    @property
    def can_come_in(self):
        return self.is_here and not self.is_suspended

    @property
    def is_guest(self):
        return self.role == "guest"


@dataclass
class Seat:
    role: str
    read_id: int
    joined: int
    level: str = "all"
    is_favourite: bool = False


@dataclass
class Message:
    id: int
    room_id: int
    author_id: int
    kind: str
    content: str
    people: tuple[int, ...]
    means_all: bool
    revision: int
    is_deleted: bool = False


@dataclass
class Room:
    id: int
    kind: str
    name: str = ""
    topic: str = ""
    description: str = ""
    icon: str = ""
    posting: str = "member"
    is_default: bool = False
    is_open_to_guests: bool = False
    is_archived: bool = False
    is_deleted: bool = False
    seats: dict[int, Seat] = field(default_factory=dict)
    mutes: set[int] = field(default_factory=set)
    messages: list[Message] = field(default_factory=list)

    @property
    def newest_id(self):
        return self.messages[-1].id if self.messages else 0


@dataclass
class Invitation:
    maker_id: int
    room_id: int
    uses_left: int


class World:
    """Everybody and everything; the Lobby is there from the beginning."""

    def __init__(self):
        lobby = Room(LOBBY, "public", "Lobby", is_default=True, is_open_to_guests=True)
        self.rooms = {LOBBY: lobby}
        self.people = {}
        self.messages = {}
        self.invitations = []
        self.revision = 0
        self.time = 0
        self.shows_members_to_guests = True

    def require_present(self, who, *, account=False):
        """Insist that somebody is signed in, and (with `account`) no guest."""
        if not who.can_come_in:
            raise Refused(401, "not-signed-in")
        if account and who.is_guest:
            raise NOT_ALLOWED

    def room_of(self, who, room_id):
        """The room, where this person is in it; all others are not there."""
        room = self.rooms.get(room_id)
        if room is None or who.id not in room.seats:
            raise NOT_FOUND
        return room

    def rooms_of(self, who):
        return [room for room in self.rooms.values() if who.id in room.seats]

    def tell(self, room, author, content, *people, kind="notice", means_all=False):
        """Say something in a room; `people` are those whom it means."""
        self.revision += 1
        id, meant = len(self.messages) + 1, tuple(dict.fromkeys(people))
        message = Message(id, room.id, author.id, kind, content, meant, means_all, self.revision)
        self.messages[id] = message
        room.messages.append(message)
        return message

    def told_by(self, room, actor, deed, *people):
        """Say in a room what somebody did there."""
        self.tell(room, actor, f"{words.token(actor.id)} {deed}", actor.id, *people)

    def erase(self, message):
        """Keep nothing of a message but its place."""
        self.revision += 1
        message.revision, message.is_deleted = self.revision, True
        message.content, message.people, message.means_all = "", (), False

    def take_in(self, room, people, role="member"):
        """Let people be in a room from now on, with all that was said taken as read."""
        self.time += 1
        for person in people:
            room.seats[person.id] = Seat(role, room.newest_id, self.time)
            person.left.pop(room.id, None)

    def let_go(self, room, people):
        """Let people be there no more, once it was told."""
        for person in people:
            del room.seats[person.id]
            person.left[room.id] = self.revision

    def members(self, room):
        return [self.people[id] for id in room.seats]
