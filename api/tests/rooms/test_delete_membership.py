"""DELETE /api/rooms/<id>/membership: leaving a room."""

import pytest

from tests.cast import LOBBY
from tests.cast_rooms import told
from tests.claims import problem


@pytest.mark.parametrize("kind", ["public", "private"])
def test_who_leaves_is_out_at_once_and_hears_nothing_more(alice, bob, kind):
    den = alice.has_room(bob, kind=kind)
    alice.load()
    bob.load()
    answer = bob.leave_room(den)
    assert (answer.status_code, answer.data) == (204, b"")
    alice.says("without Bob", den)
    poll = bob.poll().json
    assert (poll["left"], poll["messages"]) == ([den], [])
    assert den not in bob.rooms()
    problem(bob.page(room_id=den), 404, "not-found")
    problem(bob.post_message("hello?", den), 404, "not-found")
    assert [told(message) for message in alice.follow()] == ["Bob left", "without Bob"]
    assert alice.rooms()[den]["member_count"] == 1


def test_an_older_page_learns_of_it_too(chat, alice, bob, den):
    bob.load()
    alice.says("one", den)
    alice.says("two", den)
    bob.leave_room(den)
    alice.says("three", den)
    assert bob.poll(limit=1).json["left"] == [den]
    newest = bob.poll().json
    assert newest["left"] == [den]
    assert bob.poll(newest["cursor"]).json["left"] == []


def test_a_page_in_the_middle_of_it_misses_nothing(chat, alice, bob, charlie, den):
    """Whatever cursor before it somebody has, they hear of it once more."""
    charlie.join(den)
    cursors = []
    for person in (alice, bob):
        person.says("hello", den)
        cursors.append(chat.newest())
    charlie.leave_room(den)
    assert all(charlie.poll(cursor).json["left"] == [den] for cursor in cursors)
    assert charlie.poll(chat.newest()).json["left"] == []


def test_who_comes_back_has_not_left(alice, bob, den):
    bob.load()
    bob.leave_room(den)
    bob.join(den)
    assert bob.poll().json["left"] == []
    assert [told(message) for message in bob.follow()] == ["Bob left", "Bob joined"]


def test_nor_has_a_guest_whose_account_is_in_it_by_itself(olga, gus):
    den = olga.has_room()
    assert olga.change_room(den, is_default=True, is_open_to_guests=True).status_code == 200
    assert gus.join(den).status_code == 201
    gus.load()
    assert gus.leave_room(den).status_code == 204
    assert gus.poll().json["left"] == [den]
    assert gus.sign_up("gus").status_code == 201
    olga.says("welcome", den)
    assert den in gus.rooms()
    poll = gus.poll().json
    assert (poll["left"], poll["messages"][-1]["content"]) == ([], "welcome")


def test_twice_is_not_found(bob, den):
    assert bob.leave_room(den).status_code == 204
    problem(bob.leave_room(den), 404, "not-found")


@pytest.mark.parametrize("kind", ["public", "private"])
def test_the_last_owner_goes_once_there_is_another(alice, bob, kind):
    den = alice.has_room(bob, kind=kind)
    problem(alice.leave_room(den), 409, "last-room-owner")
    alice.change_member(den, bob, role="moderator")
    problem(alice.leave_room(den), 409, "last-room-owner")
    alice.change_member(den, bob, role="owner")
    assert alice.leave_room(den).status_code == 204
    assert bob.has_members(den) == {"Bob": "owner"}


def test_an_owner_who_cannot_come_in_is_none(chat, alice, bob, charlie, den):
    charlie.join(den)
    alice.change_member(den, bob, role="owner")
    chat.suspend(bob)
    problem(alice.leave_room(den), 409, "last-room-owner")
    alice.change_member(den, charlie, role="owner")
    assert alice.leave_room(den).status_code == 204


def test_who_runs_the_chat_is_an_owner_too(alice, bob, dora, den):
    problem(alice.leave_room(den), 409, "last-room-owner")
    dora.join(den)
    assert alice.leave_room(den).status_code == 204
    problem(dora.leave_room(den), 409, "last-room-owner")


def test_but_not_of_a_private_room(alice, dora):
    vault = alice.has_room(dora, kind="private")
    problem(alice.leave_room(vault), 409, "last-room-owner")


def test_who_is_alone_leaves_a_public_room_and_can_come_back(alice, charlie):
    den = alice.has_room()
    assert alice.leave_room(den).status_code == 204
    assert charlie.show_room(den).json["member_count"] == 0
    assert alice.join(den).status_code == 201


def test_guests_alone_need_no_owner(olga, alice, gus):
    den = alice.has_room(olga)
    olga.change_room(den, is_open_to_guests=True)
    gus.join(den)
    olga.leave_room(den)
    assert alice.leave_room(den).status_code == 204


def test_nobody_leaves_a_private_room_empty(chat, alice, bob, vault):
    bob.leave_room(vault)
    before = chat.newest()
    problem(alice.leave_room(vault), 409, "last-member")
    assert chat.newest() == before
    assert alice.has_members(vault) == {"Alice": "owner"}


def test_an_archived_room_can_be_left(alice, bob, den):
    alice.change_room(den, is_archived=True)
    assert bob.leave_room(den).status_code == 204


def test_nobody_leaves_the_lobby_or_a_conversation_between_few(alice, bob, olga, gus):
    for person, room_id in (
        (alice, LOBBY),
        (olga, LOBBY),
        (gus, LOBBY),
        (bob, alice.has_talk(bob)),
    ):
        problem(person.leave_room(room_id), 403, "not-allowed")


def test_guests_leave(olga, gus):
    den = olga.has_room()
    olga.change_room(den, is_open_to_guests=True)
    gus.join(den)
    assert gus.leave_room(den).status_code == 204
    assert list(gus.rooms()) == [LOBBY]


def test_who_is_not_in_it_hears_that_there_is_none(chat, charlie, den, vault):
    missing = charlie.leave_room(4711)
    problem(missing, 404, "not-found")
    price = chat.statements(lambda: charlie.leave_room(4711))
    for room_id in (den, vault):
        assert charlie.leave_room(room_id).data == missing.data
        assert chat.statements(lambda id=room_id: charlie.leave_room(id)) == price
