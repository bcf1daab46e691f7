"""What is taken where one is not in the way is free: names, the ids of clients, conversations; and an
invitation that leads nowhere any more says nothing of where it led.
"""

from uuid import uuid4

import pytest

from tests.rooms_attacks.tries import CLIENT_ID, NAME, ROOM
from tests.rooms_attacks.world import OUTSIDERS

MEMBERS = [name for name in OUTSIDERS if name != "Gus"]
HIDDEN_NAMES = (NAME, "Needleleft", "Needlegone", "Needlepast")


def outcome(chat, call):
    """How a call is answered, and for how many statements."""
    answers = []
    cost = chat.price(lambda: answers.append(call()))
    return answers[0].status_code, answers[0].json.keys(), cost


@pytest.mark.parametrize("kind", ["public", "private"])
@pytest.mark.parametrize("who", MEMBERS)
def test_the_name_of_a_hidden_room_is_free_to_make_one(own_chat, world, who, kind):
    caller = world.caller(own_chat, who).client
    caller.rooms()
    free = outcome(own_chat, lambda: caller.make_room("Whatever", kind))
    assert free[0] == 201
    for name in HIDDEN_NAMES:
        assert outcome(own_chat, lambda name=name: caller.make_room(name, kind)) == free, name


@pytest.mark.parametrize("who", MEMBERS)
def test_the_name_of_a_hidden_room_is_free_to_take(own_chat, world, who):
    caller, home = world.caller(own_chat, who)
    caller.rooms()
    free = outcome(own_chat, lambda: caller.change_room(home, name="Whatever"))
    assert free[0] == 200
    for name in HIDDEN_NAMES:
        assert outcome(own_chat, lambda name=name: caller.change_room(home, name=name)) == free


@pytest.mark.parametrize("who", OUTSIDERS)
def test_the_client_id_of_a_hidden_message_is_free(own_chat, world, who):
    caller, home = world.caller(own_chat, who)
    caller.says("hello", home)
    free = outcome(own_chat, lambda: caller.post_message("x", home, uuid4()))
    assert free[0] == 201
    assert outcome(own_chat, lambda: caller.post_message("x", home, CLIENT_ID)) == free


@pytest.mark.parametrize("who", MEMBERS)
def test_with_whom_others_talk_does_not_show_where_one_begins_to(own_chat, world, who):
    """Alice talks with Bob, and with nobody else alone; nor is there one of these three."""
    caller, people = world.caller(own_chat, who).client, world.people
    others = [name for name in MEMBERS if name != who]
    caller.rooms()
    free = outcome(own_chat, lambda: caller.talk_with(*(people[name] for name in others[:2])))
    assert free[0] == 201
    assert outcome(own_chat, lambda: caller.talk_with(people["Alice"], people["Bob"])) == free


@pytest.fixture
def ways(own_chat, world):
    """Invitations into rooms of Olga's that lead nowhere any more, by why, and one that never was."""
    olga, alice = world.enter(own_chat, "Olga"), world.people["Alice"]
    rooms, tokens = {}, {}
    for why in ("deleted", "archived", "left", "revoked"):
        rooms[why] = olga.has_room(name=why, kind="private")
        made = olga.invite(room_id=rooms[why])
        tokens[why] = made.json["token"]
    olga.add(rooms["left"], alice)
    olga.change_member(rooms["left"], alice, role="owner")
    done = (
        olga.delete_room(rooms["deleted"], "deleted"),
        olga.change_room(rooms["archived"], is_archived=True),
        olga.leave_room(rooms["left"]),
        olga.revoke(made.json["id"]),
    )
    assert [answer.status_code for answer in done] == [204, 200, 204, 204]
    return tokens | {"never was": "x" * len(tokens["left"])}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_invitation_that_leads_nowhere_is_as_none(own_chat, world, ways, who):
    caller = world.caller(own_chat, who).client
    before = own_chat.newest()
    answers = {why: caller.use_invitation(token) for why, token in ways.items()}
    assert {answer.status_code for answer in answers.values()} == {410}
    assert len({answer.data for answer in answers.values()}) == 1
    assert own_chat.newest() == before


def test_an_invitation_into_a_hidden_room_is_listed_as_one_into_none(own_chat, world):
    olga, dora = world.enter(own_chat, "Olga"), world.enter(own_chat, "Dora")
    room_id = olga.has_room(name="Hideout", kind="private")
    made = [olga.invite(room_id=into).json["id"] for into in (room_id, None)]
    listed = {each["id"]: each for each in dora.invitations()}
    shapes = [{**listed[id], "id": 0, "created_at": "", "expires_at": ""} for id in made]
    assert shapes[0] == shapes[1]
    assert str(room_id) not in dora.get("/api/invitations").text
    assert {each["id"]: each for each in olga.invitations()}[made[0]]["room"]["id"] == room_id
    assert room_id not in world.hidden[ROOM].values()
