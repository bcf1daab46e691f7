"""People who come, change and go, by all ways that lead in and out."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.rooms_model import member_acts, people_acts, room_acts
from tests.rooms_model.rules import NUMBER, PERSON, ROOM, Drawn

ROLE_IN_CHAT = st.sampled_from(["member", "administrator", "owner"])


class RulesOfPeople(Drawn):
    """Coming, being called otherwise, being shut out, and leaving for good."""

    @precondition(lambda self: len(self.world.people) < 11)
    @rule(as_guest=st.booleans())
    def somebody_comes(self, as_guest):
        name = f"Newcomer{len(self.world.people)}"
        client = self.chat.stranger()
        if as_guest:
            self.agree(client.become_guest(name), people_acts.become_guest, name)
        else:
            answer = client.sign_up(name.lower(), name=name)
            self.agree(answer, people_acts.sign_up, name)
        self.enters(len(self.world.people), client)

    @rule(who=PERSON)
    def guest_makes_an_account(self, who):
        guests = [person for person in self.present() if person.is_guest]
        if guests:
            person = self.somebody(who, guests)
            answer = self.clients[person.id].sign_up(person.name.lower())
            self.agree(answer, people_acts.sign_up, person.name, guest=person)

    @rule(who=PERSON)
    def guest_goes_and_is_back_by_an_account(self, who):
        """Where newcomers are: the guests leave it, and one of them is put into it again."""
        guests = [person for person in self.present() if person.is_guest]
        for person in guests:
            for room in self.world.rooms_of(person):
                answer = self.clients[person.id].leave_room(room.id)
                self.agree(answer, member_acts.leave, person, room.id)
        self.guest_makes_an_account(who)

    @rule(who=PERSON, room=ROOM, closes=st.booleans())
    def owner_opens_a_room_to_all(self, who, room, closes):
        owners = [person for person in self.present() if person.role == "owner"]
        person = self.somebody(who, owners)
        own = [each.id for each in self.world.rooms_of(person) if each.kind == "public"]
        room_id = self.pick(room, own[1:] or own)  # the Lobby is open to all
        asked = {"is_default": True, "is_open_to_guests": True}
        answer = self.clients[person.id].change_room(room_id, **asked)
        self.agree_on_room(answer, room_id, person, room_acts.change, room_id, **asked)
        for guest in self.present():
            if guest.is_guest:
                answer = self.clients[guest.id].join(room_id)
                self.agree_on_room(answer, room_id, guest, member_acts.join, room_id)
        if closes:
            asked = {"is_open_to_guests": False}
            answer = self.clients[person.id].change_room(room_id, **asked)
            self.agree_on_room(answer, room_id, person, room_acts.change, room_id, **asked)

    @rule(who=PERSON)
    def rename(self, who):
        person = self.somebody(who)
        name = person.name[:-2] if person.name.endswith("ka") else f"{person.name}ka"
        self.agree(self.clients[person.id].rename(name), people_acts.rename, person, name)

    @rule(who=PERSON, whom=PERSON, role=ROLE_IN_CHAT)
    def change_role_in_the_chat(self, who, whom, role):
        self._change_person(who, whom, role=role)

    @rule(who=PERSON, whom=PERSON)
    def suspend(self, who, whom):
        self._change_person(who, whom, suspended=True)

    @rule()
    def owner_lets_everybody_in_again(self):
        owner = next(person for person in self.present() if person.role == "owner")
        for person in self.world.people.values():
            if person.is_suspended:
                change = {"suspended": False}
                answer = self.clients[owner.id].change_person(person.id, **change)
                if self.agree(answer, people_acts.change, owner, person.id, **change):
                    self.clients[person.id].cookie = self.chat.another_browser(person).cookie

    def _change_person(self, who, whom, **change):
        mostly = [*self.present()[:2] * 3, *self.present()]
        person, whom = self.somebody(who, mostly), self.somebody_id(whom)
        answer = self.clients[person.id].change_person(whom, **change)
        self.agree(answer, people_acts.change, person, whom, **change)

    @precondition(lambda self: len(self.present()) > 4)
    @rule(who=PERSON, messages=st.sampled_from(["keep", "delete"]), is_sure=st.integers(0, 3))
    def give_up(self, who, messages, is_sure):
        if not is_sure:  # or soon nobody would be left
            person = self.somebody(who)
            answer = self.clients[person.id].give_up(messages)
            self.agree(answer, people_acts.give_up, person, messages)

    @precondition(lambda self: len(self.present()) > 4)
    @rule(room=ROOM, moderator=PERSON)
    def owner_leaves_the_chat_and_a_moderator_stays(self, room, moderator):
        owned = [(each, person) for each in self.world.rooms.values() for person in self._own(each)]
        if owned:
            known, owner = self.pick(room, owned)
            whom = self.some_member_id(moderator, known.id)
            answer = self.clients[owner.id].change_member(known.id, whom, role="moderator")
            self.agree(answer, member_acts.change, owner, known.id, whom, role="moderator")
            self.agree(self.clients[owner.id].give_up(), people_acts.give_up, owner, "keep")

    def _own(self, room):
        """Who was made an owner of a room and can come in, in case it is nobody else."""
        own = [
            person for person in self.world.members(room) if room.seats[person.id].role == "owner"
        ]
        return [person for person in own if person.can_come_in] if len(own) == 1 else []

    @rule(who=PERSON, shows=st.booleans())
    def decide_what_guests_see(self, who, shows):
        person = self.somebody(who, self.present()[:3])
        decision = {"members_visible_to_guests": shows}
        answer = self.clients[person.id].decide(**decision)
        self.agree(answer, people_acts.decide, person, **decision)

    @rule(who=PERSON, room=ROOM, uses=st.integers(1, 2))
    def invite(self, who, room, uses):
        person = self.somebody(who, [*self.present()[:2] * 3, *self.present()])
        room_id = self.some_room_id(room)
        answer = self.clients[person.id].invite(uses, room_id=room_id)
        if self.agree(answer, member_acts.invite, person, room_id, uses):
            self.tokens.append(answer.json["token"])

    @rule(who=PERSON, room=ROOM, by=PERSON)
    def invite_and_be_an_administrator_no_more(self, who, room, by):
        makers = [person for person in self.present() if person.role == "administrator"]
        if makers:
            maker = self.somebody(by, makers)
            own = [each.id for each in self.world.rooms_of(maker)]
            room_id = self.pick(room, own[1:] or own)
            answer = self.clients[maker.id].invite(2, room_id=room_id)
            if self.agree(answer, member_acts.invite, maker, room_id, 2):
                self.tokens.append(answer.json["token"])
            self._demote(maker)
            if self.tokens:
                self._use(self.somebody(who), len(self.tokens) - 1)

    def _demote(self, person):
        owner = next(each for each in self.present() if each.role == "owner")
        answer = self.clients[owner.id].change_person(person.id, role="member")
        self.agree(answer, people_acts.change, owner, person.id, role="member")

    @precondition(lambda self: self.tokens)
    @rule(who=PERSON, number=NUMBER)
    def use_invitation(self, who, number):
        self._use(self.somebody(who), self.pick(number, range(len(self.tokens))))

    def _use(self, person, number):
        invitation = self.world.invitations[number]
        answer = self.clients[person.id].use_invitation(self.tokens[number])
        act = member_acts.use_invitation
        self.agree_on_room(answer, invitation.room_id, person, act, invitation)
