"""More that may happen: talking and reading, and looking at it all."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from parley.services import feed, positions
from tests.rooms_model import shown, talk_acts, views
from tests.rooms_model.rules import NUMBER, PERSON, ROOM, Drawn
from tests.rooms_model.talk_acts import Mention

WORDS = ("hello", "well, well", "@nobody-here", "a@b.example")
TEXT = st.lists(st.sampled_from([*WORDS, "@room", *["@"] * 4]), min_size=1, max_size=3)


class RulesOfTalking(Drawn):
    """Saying things, deleting them, and reading."""

    @rule(who=PERSON, room=ROOM, text=TEXT, whom=PERSON, how=st.integers(0, 2))
    def post(self, who, room, text, whom, how):
        person, _, room_id = self.drawn(who, room)
        mention = self._mention(self.some_member_id(whom, room_id), how)
        self.says(person, room_id, [mention if part == "@" else part for part in text])

    @rule(who=PERSON, room=ROOM)
    def say_hello(self, who, room):
        person, _, room_id = self.drawn(who, room)
        self.says(person, room_id, ["hello"])

    def _mention(self, person_id, how):
        """Somebody as they may be typed: by name, user name or token."""
        person = self.world.people.get(person_id) or self.world.people[1]
        names = [f"<@{person.id}>"] + ([f"@{person.name}"] if person.is_here else [])
        names += [f"@{person.username}"] if person.username else []
        return Mention(person, names[how % len(names)])

    @rule(who=PERSON, number=NUMBER)
    def delete_message(self, who, number):
        person = self.somebody(who)
        seen = [m.id for room in self.world.rooms_of(person) for m in room.messages]
        texts = [id for id in seen if self.world.messages[id].kind == "text"]
        ids = [*texts[::-1], *texts[::-1], *seen[:3], *self.world.messages, 999_999]
        message_id = self.pick(number, ids)
        answer = self.clients[person.id].delete_message(message_id)
        self.agree(answer, talk_acts.delete, person, message_id)

    @rule(who=PERSON, room=ROOM, back=st.integers(-1, 5), unread=st.booleans())
    def read_up_to(self, who, room, back, unread):
        """A message so far back, or one that is not said yet."""
        person, client, room_id = self.drawn(who, room)
        known = self.world.rooms.get(room_id)
        messages = known.messages if known else []
        ids = [message.id for message in messages][::-1]
        message_id = ids[back] if 0 <= back < len(ids) else len(self.world.messages) + 7
        answer = client.read_up_to(message_id, room_id, unread=unread)
        if self.agree(answer, talk_acts.read_up_to, person, room_id, message_id, unread):
            reading = {name: value for name, value in answer.json.items() if name != "reads"}
            assert reading == views.reading(known, person)

    @rule(who=PERSON)
    def read_everything(self, who):
        person = self.somebody(who)
        self.agree(self.clients[person.id].read_everything(), talk_acts.read_everything, person)

    @rule()
    def what_is_read_is_written_down(self):
        self.chat.run(positions.write_down)

    @rule()
    def all_is_forgotten_that_was_known_by_heart(self):
        """As after a change by another process."""
        self.chat.run(lambda: feed.current().memory.clear())


class RulesOfLooking(Drawn):
    """Looking at all of it while it happens."""

    def seer(self, who):
        return self.somebody(who, self.present())

    @rule(who=PERSON)
    def see_rooms(self, who):
        self.look_at_rooms(self.seer(who))

    @rule(who=PERSON, limit=st.sampled_from([1, 2, 200]))
    def ask_the_feed(self, who, limit):
        self.follow(self.seer(who), limit)

    @rule(who=PERSON)
    def see_everything(self, who):
        self.look(self.seer(who))

    @rule(who=PERSON, room=ROOM)
    def see_from_outside(self, who, room):
        person = self.seer(who)
        others = [room.id for room in self.world.rooms.values() if person.id not in room.seats]
        if others:
            self.look_from_outside(person, self.pick(room, others))

    @rule(who=PERSON)
    def see_people(self, who):
        self.look_at_people(self.seer(who))

    @rule(who=PERSON, search=st.sampled_from(["den", "a", "tea", "zzz"]))
    def search(self, who, search):
        self.look_for_rooms(self.seer(who), search)

    @rule(who=PERSON, room=ROOM, limit=st.integers(1, 4))
    def page_back(self, who, room, limit):
        """Every page of a room, from the newest to the first message."""
        person = self.seer(who)
        known, client = self.pick(room, self.world.rooms_of(person)), self.clients[person.id]
        page = client.page(room_id=known.id, limit=limit).json
        said = shown.messages(page)
        while page["more"]:
            page = client.page(room_id=known.id, limit=limit, before=said[0]["id"]).json
            said = shown.messages(page) + said
        assert said == views.messages(self.world, known)
