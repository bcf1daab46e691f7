"""A play: a real chat and a model of it, in which everything happens twice and must come out alike."""

import shutil
import sys
import tempfile
from pathlib import Path

from hypothesis.stateful import RuleBasedStateMachine, initialize

from tests import stage
from tests.cast import Client
from tests.rooms_model import people_acts, room_acts, shown, talk_acts, views
from tests.rooms_model.world import Refused, World

NOWHERE = NOBODY = 4711  # ids that are never given
CAST = ("Olga", "Dora", "Alice", "Bob", "Charlie", "Sue")
ROLES = {"Olga": "owner", "Dora": "administrator"}
GUEST = "Gus"


def rehearsed(template, folder):
    """A chat with everybody in it, to copy for each play; and with which cookies they come in."""
    chat = stage.copied(template, folder, **stage.UNLIMITED)
    people = [chat.account(name, ROLES.get(name, "member")) for name in CAST]
    cookies = [person.cookie for person in (*people, chat.guest(GUEST))]
    chat.close()
    chat.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return chat.data_dir, cookies


class Page:
    """An open page of somebody: what it has learned of each room, and up to where."""

    def __init__(self, client):
        self.cursor = client.page().json["cursor"]
        self.rooms = {}

    @property
    def revision(self):
        return int(self.cursor.rpartition("-")[2])


class Play(RuleBasedStateMachine):
    """The stage, and what may be claimed on it; the rules are elsewhere."""

    data_dir: Path
    cookies: list[str]

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp(prefix="parley-test-"))
        self.chat = stage.copied(self.data_dir, self.folder, **stage.UNLIMITED)
        self.world, self.clients, self.pages, self.tokens = World(), {}, {}, []
        self.picks = 0
        for name in CAST:
            people_acts.sign_up(self.world, name)
            self.world.people[len(self.world.people)].role = ROLES.get(name, "member")
        people_acts.become_guest(self.world, GUEST)
        for id, cookie in enumerate(self.cookies, 1):
            client = self.chat.stranger()
            client.cookie = cookie
            self.enters(id, client)
        self.first_scene()

    def first_scene(self):
        """Some rooms to begin with, so that there is something to be done."""
        olga, _, alice, bob, charlie, sue, _ = self.clients.values()
        for maker, name, kind, others in (
            (olga, "Attic", "public", [bob, sue]),
            (alice, "Den", "public", [bob]),
            (bob, "Vault", "private", [alice, charlie, sue]),
        ):
            ids = [person.id for person in others]
            answer = maker.make_room(name, kind, people=ids)
            who = self.world.people[maker.id]
            self.agree(answer, room_acts.make, who, name, kind, ids)
        for room in self.world.rooms.values():
            self.says(
                self.world.people[2 if room.id == 1 else next(iter(room.seats))], room.id, ["hello"]
            )

    def says(self, who, room_id, parts):
        """Let somebody post; `parts` make up what they type."""
        answer = self.clients[who.id].post_message(" ".join(map(str, parts)), room_id)
        if self.agree(answer, talk_acts.post, who, room_id, parts):
            said = self.world.rooms[room_id].messages[-1]
            assert shown.message(answer.json) == views.message(self.world, said)

    def teardown(self):
        try:
            if sys.exc_info()[0] is None:  # or it would say what follows from what went wrong
                for who in self.present():
                    self.look(who)
        finally:
            self.chat.close()
            shutil.rmtree(self.folder)

    def enters(self, id: int, client: Client):
        client.id = id
        self.clients[id] = client
        self.pages[id] = Page(client)

    def present(self):
        """Who can come in, as the world has it."""
        return [person for person in self.world.people.values() if person.can_come_in]

    def present_ids(self):
        return [person.id for person in self.present()]

    def agree(self, answer, act, *args, **more):
        """Do in the model what was answered, and claim that it is the answer; gives whether it
        was no refusal."""
        try:
            expected = act(self.world, *args, **more), None
        except Refused as refusal:
            expected = refusal.args
        got = answer.status_code, answer.json["type"] if answer.status_code >= 400 else None
        assert got == expected, f"got {got}, the model says {expected}: {answer.text}"
        return expected[1] is None

    def agree_on_room(self, answer, room, who, act, *args, **more):
        """The same where the answer is a room as this person sees it."""
        if self.agree(answer, act, who, *args, **more):
            seen = room() if callable(room) else self.world.rooms[room]
            assert shown.room(answer.json) == views.room(self.world, seen, who)

    def look(self, who):
        """Claim that somebody sees what the model says, everywhere."""
        self.look_at_rooms(who)
        self.follow(who)
        for room in self.world.rooms_of(who):
            self.look_into(who, room)
        self.look_for_rooms(who, "")

    def look_at_rooms(self, who):
        answer = self.clients[who.id].get("/api/rooms")
        assert shown.rooms(answer.json) == views.rooms(self.world, who)

    def look_into(self, who, room):
        """The room by itself, who is in it, and all that was said there."""
        client = self.clients[who.id]
        one = client.show_room(room.id).json
        assert shown.room(one) == views.room(self.world, room, who)
        members = client.members(room.id).json
        assert shown.members(members) == views.members(self.world, room, who)
        page = client.page(room_id=room.id, limit=200).json
        assert shown.messages(page) == views.messages(self.world, room)[-200:]

    def look_from_outside(self, who, room_id):
        """A room that somebody is not in is as they find it, or else as one that there never was."""
        client, room = self.clients[who.id], self.world.rooms.get(room_id)
        answer = client.show_room(room_id)
        if room is not None and views.may_find(room, who):
            assert answer.json == views.found_room(room, who)
        else:
            assert answer.data == client.show_room(NOWHERE).data
        for look in (client.members, lambda id: client.page(room_id=id)):
            answer = look(room_id)
            assert (answer.status_code, answer.data) == (404, look(NOWHERE).data)

    def look_for_rooms(self, who, search):
        answer = self.clients[who.id].find_rooms(search=search).json
        expected = views.found_rooms(self.world, who, search)
        assert answer == {"rooms": expected, "more": False}

    def look_at_people(self, who):
        """The directory, and of each whether their card is to be seen."""
        client = self.clients[who.id]
        if not who.is_guest:
            listed = [(each["id"], each["name"]) for each in client.directory().json["people"]]
            assert listed == views.directory(self.world, who)
        for other in self.world.people.values():
            is_seen = client.profile(other.id).status_code == 200
            assert is_seen is views.sees(self.world, who, other), (who, other)

    def follow(self, who, limit=200):
        """Let somebody's page ask the feed until there is no more: it then knows all that there is."""
        client, page = self.clients[who.id], self.pages[who.id]
        expected = views.news(self.world, who, page.revision)
        news, left, more = [], set(), True
        while more:
            answer = client.poll(after=page.cursor, limit=limit).json
            assert answer["reset"] is False
            news += shown.messages(answer)
            left |= set(answer["left"])
            page.cursor, more = answer["cursor"], answer["more"]
        assert (news, sorted(left)) == expected
        self._learn(who, page, news, left)

    def _learn(self, who, page, news, left):
        """What a page does with the news; rooms that are new to it are loaded."""
        for room_id in left:
            page.rooms.pop(room_id, None)
        for message in news:
            if message["room_id"] in page.rooms:
                page.rooms[message["room_id"]][message["id"]] = message
        for room in self.world.rooms_of(who):
            if room.id not in page.rooms:
                known = shown.messages(self.clients[who.id].page(room_id=room.id, limit=200).json)
                page.rooms[room.id] = {message["id"]: message for message in known}
        known = {id: sorted(messages.values(), key=_id) for id, messages in page.rooms.items()}
        there = {room.id: views.messages(self.world, room) for room in self.world.rooms_of(who)}
        assert _nameless(known) == _nameless(there)


def _id(message):
    return message["id"]


def _nameless(rooms):
    """All that was said, but for what people are called: pages learn that from notices."""
    return {
        id: [
            message
            | {
                "author": message["author"]["id"],
                "mentions": [p["id"] for p in message["mentions"]],
            }
            for message in messages
        ]
        for id, messages in rooms.items()
    }
