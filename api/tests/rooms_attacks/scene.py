"""A chat to count in: Alice owns the den, Bob is in it; and what the calls need that are counted."""

from itertools import count

from parley.db import write
from parley.models import User
from parley.services import links
from tests.cast import PASSWORD, Client
from tests.rooms_attacks import crowd
from tests.sso.hostile import Hostile
from tests.stage import Chat


class Scene:
    """A small chat, or with `is_large` a large one; what is prepared is as large as the chat is."""

    def __init__(self, chat: Chat, *, is_large: bool, provider: Hostile) -> None:
        self.chat, self.is_large, self.provider = chat, is_large, provider
        self.numbers = count(1)
        self.alice, self.bob = chat.account("Alice"), chat.account("Bob")
        self.charlie, self.olga = chat.account("Charlie"), chat.account("Olga", "owner")
        self.gus = chat.guest("Gus")
        self.den = self.alice.has_room(self.bob, self.olga, name="Den")
        self.alice.has_talk(self.bob)
        self.said = self.bob.says("hello", self.den)["id"]
        if is_large:
            crowd.fill(chat, self.alice.id, self.bob.id, self.den)

    def word(self) -> str:
        """A word that was not used before."""
        return f"word{next(self.numbers)}"

    def member(self) -> Client:
        """Somebody new."""
        return self.chat.account(self.word().title())

    def username(self, person: Client) -> str:
        """By what somebody signs in at present."""
        return self.chat.sql("SELECT username FROM users WHERE id = ?", person.id)[0][0]

    def room(self, *people: Client, **more: object) -> int:
        """Another room of Alice's, with the crowd and what it said in a large chat."""
        room_id = self.alice.has_room(self.bob, *people, name=self.word(), **more)
        self.crowd_into(room_id)
        return room_id

    def crowd_into(self, room_id: int) -> None:
        """Make a room as large as the chat is."""
        if self.is_large:
            crowd.seat_all(self.chat, room_id)
            crowd.say_much(self.chat, crowd.MESSAGES, self.bob.id, room_id, meant=self.alice.id)
        self.chat.sql("UPDATE feed_state SET rights = rights + 1")

    def name_of(self, room_id: int) -> str:
        """What a room is called at present."""
        return self.chat.sql("SELECT name FROM rooms WHERE id = ?", room_id)[0][0]

    def link(self, make, person: Client, *more: object) -> str:
        """The token of a link that a service makes for somebody."""
        with self.chat.app.app_context(), write() as session:
            return make(session, session.get_one(User, person.id), *more).token

    def setup_link(self) -> str:
        """The token by which an owner's account is made; nobody is an owner for now."""
        self.chat.sql("UPDATE users SET role = 'administrator' WHERE role = 'owner'")
        return self.chat.run(links.make_setup).token

    def rest(self) -> None:
        """Let Olga own the chat again."""
        self.chat.sql("UPDATE users SET role = 'owner' WHERE id = ?", self.olga.id)
        self.chat.sql("UPDATE feed_state SET rights = rights + 1")

    def give_mail(self, person: Client) -> None:
        """Let somebody have a mail address."""
        mail = f"{self.word()}@example.org"
        was = "UPDATE users SET mail = ?, mail_key = ? WHERE id = ?"
        self.chat.sql(was, mail, mail, person.id)

    def proof(self) -> dict[str, str]:
        return {"password": PASSWORD}
