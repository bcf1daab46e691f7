"""What is hidden from whom: rooms, messages and people, and beside each an id that nothing has.

Charlie, Gus, Dora and Olga are outside, as a member, a guest, an administrator and an owner of the
chat; Rob was in some of the rooms and is no more. Each of them has a room of their own.
"""

from dataclasses import dataclass
from typing import NamedTuple

import pytest

from parley.services import positions
from tests.cast import LOBBY, Client
from tests.rooms_attacks import tries
from tests.script import Script
from tests.stage import Chat

# Where the ids of rooms and of messages begin: numbers that mean nothing else wherever they appear.
ROOMS_FROM, MESSAGES_FROM = 710_000_000, 720_000_000
TOKENS = (("Charlie", "read"), ("Charlie", "post"), ("Charlie", "manage"), ("Dora", "manage"))
OUTSIDERS = ("Charlie", "Gus", "Dora", "Olga", "Rob")
NOBODY = "a stranger"
CALLERS = (*OUTSIDERS, *(f"{name}'s {scope} token" for name, scope in TOKENS), NOBODY)


class Caller(NamedTuple):
    """Somebody who calls, be it by a token, and a room of their own."""

    client: Client | Script
    home: int


@dataclass(frozen=True)
class World:
    """Whom there is, by name; what is hidden, by kind and by what it is; and what nothing has."""

    people: dict[str, int]
    cookies: dict[str, str]
    tokens: dict[str, str]
    homes: dict[str, int]
    hidden: dict[str, dict[str, int]]
    absent: dict[str, int]

    def enter(self, chat: Chat, name: str) -> Client:
        """Somebody in front of the chat, or of a copy of it."""
        client = chat.stranger()
        client.cookie, client.id = self.cookies[name], self.people[name]
        return client

    def caller(self, chat: Chat, name: str) -> Caller:
        """One of CALLERS."""
        if name == NOBODY:
            return Caller(chat.stranger(), LOBBY)
        person = name.partition("'")[0]
        if name in self.tokens:
            return Caller(Script(chat, self.tokens[name]), self.homes[person])
        return Caller(self.enter(chat, name), self.homes[person])


def build(chat: Chat) -> World:
    """Fill a chat with all of it."""
    _count_from(chat, "rooms", ROOMS_FROM)
    _count_from(chat, "messages", MESSAGES_FROM)
    cast = _cast(chat)
    cookies = {name: each.cookie for name, each in cast.items()}
    homes = {
        name: cast[name].has_room(name=f"Home of {name}") for name in OUTSIDERS if name != "Gus"
    }
    homes["Gus"] = LOBBY
    for name, home in homes.items():
        cast[name].says("Early", home)
    rooms = _rooms(chat, cast)
    messages = _messages(chat, cast, rooms)
    hidden = {tries.ROOM: rooms, tries.MESSAGE: messages}
    absent = {tries.ROOM: _burnt(chat, "rooms"), tries.MESSAGE: _burnt(chat, "messages")}
    for name, home in homes.items():
        cast[name].says("Late", home)
        cast[name].read_everything()
    chat.run(positions.write_down)
    hidden |= _others(chat, cast)
    _part(chat, cast, rooms)
    absent |= {tries.PERSON: _burnt(chat, "users"), tries.PASSKEY: _burnt(chat, "passkeys")}
    absent |= dict.fromkeys((tries.SESSION, tries.TOKEN), _burnt(chat, "sessions"))
    absent[tries.INVITATION] = _burnt(chat, "links")
    people = {name: each.id for name, each in cast.items()}
    tokens = {f"{name}'s {scope} token": chat.token(cast[name], scope) for name, scope in TOKENS}
    chat.sql("UPDATE feed_state SET rights = rights + 1")
    return World(people, cookies, tokens, homes, hidden, absent)


def _cast(chat: Chat) -> dict[str, Client]:
    names = ("Alice", "Bob", "Charlie", "Rob", "Lena", "Gina", "Sven")
    cast = {name: chat.account(name) for name in names}
    cast |= {"Dora": chat.account("Dora", "administrator"), "Olga": chat.account("Olga", "owner")}
    return cast | {"Gus": chat.guest("Gus"), "Stray": chat.guest("Stray")}


def _rooms(chat: Chat, cast: dict[str, Client]) -> dict[str, int]:
    alice, bob, rob, charlie = (cast[name] for name in ("Alice", "Bob", "Rob", "Charlie"))
    was_there = (bob, rob, charlie, cast["Dora"])
    private = {"kind": "private", "topic": "Needletopic"}
    rooms = {
        "private": alice.has_room(bob, cast["Gina"], name=tries.NAME, **private),
        "private, and was there": alice.has_room(*was_there, name="Needleleft", **private),
        "conversation": alice.has_talk(bob),
        "conversation of three": alice.has_talk(bob, cast["Lena"]),
        "deleted": alice.has_room(*was_there, name="Needlegone", **private),
        "purged": alice.has_room(*was_there, name="Needlepast", **private),
        "archived": alice.has_room(*was_there, name="Needlearch"),
        "public": alice.has_room(bob, name="Open"),
        "closed to guests": cast["Olga"].has_room(bob, name="Half open"),
    }
    chat.set_room_role(bob, rooms["private"], "owner")
    assert cast["Olga"].change_room(rooms["closed to guests"], is_open_to_guests=True).json
    assert cast["Gus"].join(rooms["closed to guests"]).status_code == 201
    return rooms


def _messages(chat: Chat, cast: dict[str, Client], rooms: dict[str, int]) -> dict[str, int]:
    bob = cast["Bob"]
    said = {name: bob.says("@Rob @Charlie Needlesaid", id)["id"] for name, id in rooms.items()}
    answer = bob.post_message("Needlesaid", rooms["private"], tries.CLIENT_ID)
    assert answer.status_code == 201
    reported = bob.says("Reported", rooms["private"])["id"]
    assert cast["Alice"].report(reported).status_code == 201
    said["deleted itself"] = bob.says("Needlesaid", rooms["private"])["id"]
    assert bob.delete_message(said["deleted itself"]).status_code == 204
    return said


def _others(chat: Chat, cast: dict[str, Client]) -> dict[str, dict[str, int]]:
    """What belongs to others, or is no more: people, sessions, tokens, passkeys, invitations."""
    alice, olga = cast["Alice"], cast["Olga"]
    ((session,),) = chat.sql("SELECT id FROM sessions WHERE user_id = ?", alice.id)
    token = int(chat.token(alice, "read").split("_")[1])
    chat.sql(
        "INSERT INTO passkeys (user_id, credential_id, public_key, sign_count, name, created_at)"
        " VALUES (?, X'01', X'02', 0, 'Key', '2026-01-02')",
        alice.id,
    )
    ((passkey,),) = chat.sql("SELECT id FROM passkeys")
    revoked = olga.invite().json["id"]
    assert olga.revoke(revoked).status_code == 204
    assert olga.make_sign_in_link(alice.id).status_code == 201
    ((link,),) = chat.sql("SELECT max(id) FROM links")
    people = {
        "gone": cast["Gina"].id,
        "guest elsewhere": cast["Stray"].id,
        "account elsewhere": cast["Lena"].id,
        "suspended": cast["Sven"].id,
    }
    return {
        tries.PERSON: people,
        tries.SESSION: {"another's": session, "another's token": token},
        tries.TOKEN: {"another's": token, "another's session": session},
        tries.PASSKEY: {"another's": passkey},
        tries.INVITATION: {"revoked": revoked, "sign-in link": link},
    }


def _part(chat: Chat, cast: dict[str, Client], rooms: dict[str, int]) -> None:
    """Take everybody out who is to be outside."""
    alice, left = cast["Alice"], rooms["private, and was there"]
    assert alice.remove(left, cast["Rob"]).status_code == 204
    assert alice.change_room(rooms["archived"], is_archived=True).status_code == 200
    for name in ("Charlie", "Dora"):
        assert cast[name].leave_room(left).status_code == 204
    for name in ("Charlie", "Dora", "Rob"):
        assert cast[name].leave_room(rooms["archived"]).status_code == 204
    olga, closed = cast["Olga"], rooms["closed to guests"]
    assert olga.change_room(closed, is_open_to_guests=False).status_code == 200
    chat.set_room_role(cast["Bob"], closed, "owner")
    assert olga.leave_room(closed).status_code == 204
    assert alice.delete_room(rooms["purged"], "Needlepast").status_code == 204
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("parley.services.purging.begin", lambda: None)
        assert alice.delete_room(rooms["deleted"], "Needlegone").status_code == 204
    assert cast["Gina"].give_up().status_code == 204
    chat.suspend(cast["Sven"])
    for name in ("Stray", "Lena"):
        chat.sql("DELETE FROM memberships WHERE user_id = ? AND room_id = ?", cast[name].id, LOBBY)


def _count_from(chat: Chat, table: str, id: int) -> None:
    """Give the ids of a table from this one on."""
    chat.sql("DELETE FROM sqlite_sequence WHERE name = ?", table)
    chat.sql("INSERT INTO sqlite_sequence VALUES (?, ?)", table, id)


def _burnt(chat: Chat, table: str) -> int:
    """An id that nothing has, nor will have, right after the newest."""
    burn = "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = ? RETURNING seq"
    return chat.sql(burn, table)[0][0]
