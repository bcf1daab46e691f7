"""What may happen in a play, in any order: who does it, where and to whom is drawn each time."""

from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.rooms_model import member_acts, room_acts, shown, views, words
from tests.rooms_model.play import NOBODY, NOWHERE, Play
from tests.rooms_model.rights import LOBBY, role_in

PERSON = ROOM = NUMBER = st.integers(0, 999)
PEOPLE = st.lists(PERSON, min_size=1, max_size=4)
ROLE = st.sampled_from(["member", "moderator", "owner"])
NAMES = ("Den", "DEN", "Cave", "Attic")
ROOMS_MAX, TALKS_MAX = 8, 3
TEXTS = {"topic": ["", "tea"], "description": ["", "What is said here."], "icon": ["", "🫖"]}
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(NAMES),
        **{what: st.sampled_from(texts) for what, texts in TEXTS.items()},
        "posting": ROLE,
        "is_default": st.booleans(),
        "is_open_to_guests": st.booleans(),
        "is_archived": st.booleans(),
    },
)


class Drawn(Play):
    """Who and where, by a number that was drawn; mostly somebody who is here, and one's own room."""

    def pick(self, number, among):
        """One of these; the same number means another one each time, but for 0.

        Most plays that hypothesis makes repeat parts of others. With 0 it finds the shortest story.
        """
        self.picks += 1
        return among[Random(f"{number} {self.picks}").randrange(len(among)) if number else 0]

    def somebody(self, number, among=None):
        return self.pick(number, among or [*4 * self.present(), *self.world.people.values()])

    def somebody_id(self, number):
        return self.pick(number, [*6 * self.present_ids(), *self.world.people, NOBODY])

    def some_room_id(self, number):
        """Seldom the Lobby, or one that is not there."""
        rooms = self.world.rooms.values()
        others = [room.id for room in rooms if room.id != LOBBY and not room.is_deleted]
        return self.pick(number, [*5 * others, *self.world.rooms, NOWHERE])

    def some_member_id(self, number, room_id):
        """Mostly somebody who is in the room."""
        room = self.world.rooms.get(room_id)
        seated = list(room.seats) if room else []
        return self.pick(number, [*4 * seated, *self.world.people, NOBODY])

    def drawn(self, who, room, in_charge=False):
        """Somebody, their browser, and a room: mostly they are in it, or even in charge there."""
        room_id = self.some_room_id(room)
        known = self.world.rooms.get(room_id)
        seated = [p for p in self.world.members(known) if p.can_come_in] if known else []
        likely = [p for p in seated if not in_charge or role_in(known, p) != "member"]
        mostly = [*5 * (likely or seated), *seated, *self.world.people.values()]
        person = self.somebody(who, mostly)
        return person, self.clients[person.id], room_id


class RulesOfRooms(Drawn):
    """Making rooms, changing and deleting them, and talking between few."""

    @precondition(lambda self: len(self.world.rooms) < ROOMS_MAX)
    @rule(who=PERSON, name=st.sampled_from(NAMES), others=st.lists(PERSON, max_size=3))
    def make_public(self, who, name, others):
        self._make(who, name, "public", others)

    @precondition(lambda self: len(self.world.rooms) < ROOMS_MAX)
    @rule(who=PERSON, others=st.lists(PERSON, max_size=3), posting=ROLE)
    def make_private(self, who, others, posting):
        self._make(who, "Vault", "private", others, posting=posting)

    def _make(self, who, name, kind, others, **more):
        person, ids = self.somebody(who), [self.somebody_id(other) for other in others]
        answer = self.clients[person.id].make_room(name, kind, people=ids, **more)
        room_id = len(self.world.rooms) + 1
        self.agree_on_room(answer, room_id, person, room_acts.make, name, kind, ids, **more)

    @precondition(lambda self: len(self.world.rooms) < ROOMS_MAX + TALKS_MAX)
    @rule(who=PERSON, others=PEOPLE)
    def talk(self, who, others):
        person, ids = self.somebody(who), [self.somebody_id(other) for other in others]
        answer = self.clients[person.id].send("POST", "/api/directs", json={"people": ids})

        def talk():
            return room_acts.direct_of(self.world, {person.id, *ids})

        self.agree_on_room(answer, talk, person, room_acts.begin_direct, ids)

    @rule(who=PERSON, room=ROOM, asked=CHANGES)
    def change_room(self, who, room, asked):
        person, client, room_id = self.drawn(who, room, in_charge=True)
        answer = client.change_room(room_id, **asked)
        self.agree_on_room(answer, room_id, person, room_acts.change, room_id, **asked)

    @rule(who=PERSON, room=ROOM, posting=ROLE, whom=PERSON)
    def say_who_posts_and_hear(self, who, room, posting, whom):
        person, client, room_id = self.drawn(who, room, in_charge=True)
        answer = client.change_room(room_id, posting=posting)
        self.agree_on_room(answer, room_id, person, room_acts.change, room_id, posting=posting)
        other = self.world.people.get(self.some_member_id(whom, room_id))
        if other:
            self.says(other, room_id, ["hello"])

    @rule(who=PERSON, room=ROOM, what=st.sampled_from(["is_default", "is_open_to_guests"]))
    def an_owner_opens_it_or_not(self, who, room, what):
        """Few may: this way it happens."""
        owners = [person for person in self.present() if person.role == "owner"]
        person = self.somebody(who, owners)
        client, room_id = self.clients[person.id], self.some_room_id(room)
        asked = {what: not getattr(self.world.rooms.get(room_id), what, False)}
        answer = client.change_room(room_id, **asked)
        self.agree_on_room(answer, room_id, person, room_acts.change, room_id, **asked)

    @rule(who=PERSON, room=ROOM, is_sure=st.booleans())
    def delete_room(self, who, room, is_sure):
        person, client, room_id = self.drawn(who, room, in_charge=True)
        known = self.world.rooms.get(room_id)
        typed = known.name if known and is_sure else "another name"
        answer = client.delete_room(room_id, typed)
        self.agree(answer, room_acts.delete, person, room_id, typed)


class RulesOfMembers(Drawn):
    """Who is in a room, as what, and what they want to hear of it."""

    @rule(who=PERSON, room=ROOM)
    def join(self, who, room):
        person = self.somebody(who)
        found = views.found_rooms(self.world, person)
        new = [each["id"] for each in found if not each["is_member"]]
        room_id = self.pick(room, [*4 * new, *self.world.rooms, NOWHERE])
        answer = self.clients[person.id].join(room_id)
        self.agree_on_room(answer, room_id, person, member_acts.join, room_id)

    @rule(who=PERSON, room=ROOM)
    def leave(self, who, room):
        person, client, room_id = self.drawn(who, room)
        self.agree(client.leave_room(room_id), member_acts.leave, person, room_id)

    @rule(who=PERSON, room=ROOM)
    def leave_and_come_back(self, who, room):
        person, client, room_id = self.drawn(who, room)
        self.agree(client.leave_room(room_id), member_acts.leave, person, room_id)
        answer = client.join(room_id)
        self.agree_on_room(answer, room_id, person, member_acts.join, room_id)

    @rule(who=PERSON, room=ROOM, others=PEOPLE)
    def add(self, who, room, others):
        person, client, room_id = self.drawn(who, room)
        ids = [self.somebody_id(other) for other in others]
        answer = client.add(room_id, *ids)
        if self.agree(answer, member_acts.add, person, room_id, ids):
            known, people = self.world.rooms[room_id], [self.world.people[id] for id in set(ids)]
            members = [views.member(known, each) for each in views.by_name(people)]
            assert [shown.member(each) for each in answer.json["members"]] == members

    @rule(who=PERSON, room=ROOM, whom=PERSON)
    def remove(self, who, room, whom):
        person, client, room_id = self.drawn(who, room, in_charge=True)
        whom = self.some_member_id(whom, room_id)
        answer = client.remove(room_id, whom)
        self.agree(answer, member_acts.remove, person, room_id, whom)

    @rule(who=PERSON, room=ROOM, whom=PERSON, role=ROLE)
    def give_role(self, who, room, whom, role):
        self._change_member(who, room, whom, role=role)

    @rule(who=PERSON, room=ROOM, whom=PERSON, minutes=st.sampled_from(words.MINUTES))
    def mute_and_hear(self, who, room, whom, minutes):
        subject_id, room_id = self._change_member(who, room, whom, muted_minutes=minutes)
        if subject_id in self.world.people:
            self.says(self.world.people[subject_id], room_id, ["hello"])

    @rule(who=PERSON, room=ROOM, whom=PERSON, role=ROLE, minutes=st.sampled_from([0, 5]))
    def give_role_and_mute(self, who, room, whom, role, minutes):
        self._change_member(who, room, whom, role=role, muted_minutes=minutes)

    def _change_member(self, who, room, whom, **change):
        person, client, room_id = self.drawn(who, room, in_charge=True)
        whom = self.some_member_id(whom, room_id)
        answer = client.change_member(room_id, whom, **change)
        if self.agree(answer, member_acts.change, person, room_id, whom, **change):
            known = views.member(self.world.rooms[room_id], self.world.people[whom])
            assert shown.member(answer.json) == known
        return whom, room_id

    @rule(
        who=PERSON,
        room=ROOM,
        level=st.sampled_from(["all", "mentions", "nothing", "hidden"]),
        is_favourite=st.booleans(),
    )
    def prefer(self, who, room, level, is_favourite):
        person, client, room_id = self.drawn(who, room)
        chosen = {"level": level, "is_favourite": is_favourite}
        answer = client.prefer(room_id, **chosen)
        self.agree_on_room(answer, room_id, person, member_acts.prefer, room_id, **chosen)
