"""Read marks: how far somebody has read each room, on whichever device."""

import pytest

from parley.models.unread import COUNTED_MAX
from parley.services import positions
from tests.cast import LOBBY
from tests.claims import problem


def state(person, room_id=LOBBY):
    """What a room says of what somebody has read in it."""
    room = person.rooms()[room_id]
    return room["read_id"], room["unread"], room["mentions"]


def told(answer):
    assert answer.status_code == 200, answer.text
    assert set(answer.json) == {"read_id", "unread", "mentions", "reads"}
    return answer.json["read_id"], answer.json["unread"], answer.json["mentions"]


def test_reading_moves_the_mark(alice, said):
    assert state(alice) == (0, 10, 0)
    assert told(alice.read_up_to(said[3])) == (said[3], 6, 0)
    assert state(alice) == (said[3], 6, 0)


def test_the_mark_is_the_same_on_another_device(chat, alice, said):
    phone = chat.another_browser(alice)
    alice.read_up_to(said[3])
    assert state(phone) == (said[3], 6, 0)
    assert told(phone.read_up_to(said[8])) == (said[8], 1, 0)
    assert state(alice) == (said[8], 1, 0)


def test_it_is_nobody_elses(chat, alice, said):
    carol = chat.guest("Carol")
    chat.fill(alice, 2)
    alice.read_up_to(said[3])
    assert state(carol) == (said[9], 2, 0)


def test_it_moves_forward_only(alice, said):
    alice.read_up_to(said[5])
    assert told(alice.read_up_to(said[2])) == (said[5], 4, 0)
    assert state(alice) == (said[5], 4, 0)


@pytest.mark.parametrize("beyond", [1, 1_000, 2**63 - 1])
def test_it_never_goes_beyond_the_newest_message(chat, alice, bob, said, beyond):
    message_id = min(said[9] + beyond, 2**63 - 1)
    assert told(alice.read_up_to(message_id)) == (said[9], 0, 0)
    bob.says("one more")
    assert state(alice) == (said[9], 1, 0)


def test_nor_beyond_the_newest_message_of_that_room(chat, alice, bob, said):
    room = chat.room(alice, bob)
    first = bob.says("in the vault", room)["id"]
    chat.fill(bob, 3)
    assert told(alice.read_up_to(first + 3, room)) == (first, 0, 0)
    assert state(alice)[1] == 13  # the Lobby has nothing to do with it


def test_a_room_without_messages_has_nothing_to_read(chat, alice):
    room = chat.room(alice)
    assert told(alice.read_up_to(17, room)) == (0, 0, 0)
    assert told(alice.read_up_to(17, room, unread=True)) == (0, 0, 0)


def test_a_message_can_be_made_the_first_unread_one(alice, said):
    alice.read_up_to(said[9])
    assert told(alice.read_up_to(said[4], unread=True)) == (said[4] - 1, 6, 0)
    assert state(alice) == (said[4] - 1, 6, 0)
    assert told(alice.read_up_to(said[6])) == (said[6], 3, 0)  # and forward from there


def test_also_one_that_is_ahead_of_the_mark(alice, said):
    assert told(alice.read_up_to(said[4], unread=True)) == (said[4] - 1, 6, 0)


def test_making_unread_what_is_unread_moves_the_mark_to_there(alice, said):
    alice.read_up_to(said[9])
    alice.read_up_to(said[2], unread=True)
    assert told(alice.read_up_to(said[7], unread=True)) == (said[7] - 1, 3, 0)


def test_what_comes_after_the_mark_counts(chat, alice, bob, said):
    alice.read_up_to(said[9])
    bob.says("hello")
    bob.says("@Alice")
    alice.says("mine does not")
    chat.account("Carol")  # nor does a notice
    assert state(alice)[1:] == (2, 1)
    alice.read_up_to(alice.page().json["messages"][-1]["id"])
    assert state(alice)[1:] == (0, 0)


def test_mentions_that_are_read_no_longer_count(chat, alice, bob):
    olga = chat.account("Olga", "owner")
    ids = [bob.says("@Alice")["id"], olga.says("@room")["id"], olga.says("@Alice @room")["id"]]
    assert state(alice)[1:] == (3, 3)
    assert told(alice.read_up_to(ids[1])) == (ids[1], 1, 1)
    assert state(olga)[2] == 0  # nobody calls themselves


def test_counting_stops_at_a_thousand(chat, alice, bob):
    ids = chat.fill(bob, COUNTED_MAX + 5)
    assert told(alice.read_up_to(ids[0])) == (ids[0], COUNTED_MAX, 0)
    assert state(alice)[1] == COUNTED_MAX
    assert told(alice.read_up_to(ids[10]))[1] == COUNTED_MAX + 5 - 11


def test_everything_is_read_at_once(chat, alice, bob, said):
    room = chat.room(alice, bob)
    first = bob.says("in the vault", room)["id"]
    alice.read_up_to(said[4], unread=True)
    answer = alice.read_everything()
    assert answer.status_code == 200 and set(answer.json) == {"reads"}
    assert (state(alice), state(alice, room)) == ((said[9], 0, 0), (first, 0, 0))
    assert state(bob, room) == (0, 0, 0)


def test_each_move_counts_and_nothing_else_does(chat, alice, bob, said):
    phone = chat.another_browser(alice)

    def reads(answer):
        return answer.json["reads"]

    first = reads(alice.read_up_to(said[0]))
    assert reads(phone.read_up_to(said[0])) == first
    assert reads(phone.read_up_to(said[1])) == first + 1
    assert reads(alice.read_up_to(said[0])) == first + 1
    assert reads(alice.read_up_to(said[2], unread=True)) == first + 1  # it is that already
    assert reads(alice.read_up_to(said[1], unread=True)) == first + 2
    assert reads(alice.read_everything()) == first + 3
    assert reads(phone.read_everything()) == first + 3
    assert reads(bob.read_everything()) != first + 3


def test_reading_moves_no_cursor(chat, alice, bob, said):
    bob.load()
    alice.read_up_to(said[5])
    chat.run(positions.write_down)
    assert bob.poll().json["cursor"] == bob.cursor == chat.newest()
    assert bob.follow() == []


def test_a_room_that_one_is_not_in_does_not_exist(chat, alice, bob):
    room = chat.room(bob)
    message_id = bob.says("hello", room)["id"]
    hidden = alice.read_up_to(message_id, room)
    problem(hidden, 404, "not-found")
    missing = alice.read_up_to(message_id, 999)
    assert (hidden.data, [*hidden.headers]) == (missing.data, [*missing.headers])
    assert told(bob.read_up_to(message_id, room)) == (message_id, 0, 0)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "message_id"),
        ({"message_id": None}, "message_id"),
        ({"message_id": "1"}, "message_id"),
        ({"message_id": 1.5}, "message_id"),
        ({"message_id": True}, "message_id"),
        ({"message_id": 0}, "message_id"),
        ({"message_id": -1}, "message_id"),
        ({"message_id": 2**63}, "message_id"),
        ({"message_id": 10**400}, "message_id"),
        ({"message_id": [1]}, "message_id"),
        ({"message_id": 1, "unread": None}, "unread"),
        ({"message_id": 1, "unread": 1}, "unread"),
        ({"message_id": 1, "unread": "true"}, "unread"),
        ({"message_id": 1, "user_id": 2}, "user_id"),
    ],
    ids=str,
)
def test_what_is_no_mark_is_refused(alice, said, body, field):
    before = state(alice)
    refused = alice.send("PUT", "/api/rooms/1/read-mark", json=body)
    problem(refused, 422, "invalid", field)
    assert state(alice) == before
    assert alice.send("PUT", "/api/rooms/1/read-mark", json={"message_id": 1}).status_code == 200


def test_what_is_no_object_is_refused(alice):
    problem(alice.send("PUT", "/api/read-marks", json=[]), 422, "invalid", "")
    problem(alice.send("PUT", "/api/read-marks", json={"room_id": 1}), 422, "invalid", "room_id")
    problem(
        alice.send("PUT", "/api/read-marks", data=b"{", content_type="application/json"),
        400,
        "malformed-json",
    )
