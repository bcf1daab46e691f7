"""DELETE /api/rooms/<id>/members/<id>: taking somebody out of a room."""

import pytest

from tests.cast import LOBBY
from tests.cast_rooms import told
from tests.claims import problem


@pytest.mark.parametrize("kind", ["public", "private"])
def test_who_is_removed_is_out_with_the_next_poll(alice, bob, kind):
    den = alice.has_room(bob, kind=kind)
    alice.load()
    bob.load()
    answer = alice.remove(den, bob)
    assert (answer.status_code, answer.data) == (204, b"")
    alice.says("without Bob", den)
    poll = bob.poll().json
    assert (poll["left"], poll["messages"]) == ([den], [])
    assert den not in bob.rooms()
    problem(bob.page(room_id=den), 404, "not-found")
    problem(bob.post_message("hello?", den), 404, "not-found")
    assert [told(message) for message in alice.follow()] == ["Alice removed Bob", "without Bob"]
    assert alice.has_members(den) == {"Alice": "owner"}


def test_a_second_browser_loses_it_too(chat, alice, bob, vault):
    other = chat.another_browser(bob)
    other.load()
    alice.remove(vault, bob)
    assert other.poll().json["left"] == [vault]
    problem(other.page(room_id=vault), 404, "not-found")


def test_from_a_public_room_one_may_come_back(alice, bob, den):
    alice.remove(den, bob)
    assert bob.join(den).status_code == 201


def test_it_takes_the_role_for_it(alice, bob, charlie, den):
    charlie.join(den)
    problem(bob.remove(den, charlie), 403, "not-allowed")
    alice.change_member(den, bob, role="moderator")
    for subject in (alice, bob):
        problem(bob.remove(den, subject), 403, "not-allowed")
    alice.change_member(den, charlie, role="moderator")
    problem(bob.remove(den, charlie), 403, "not-allowed")
    alice.change_member(den, charlie, role="member")
    assert bob.remove(den, charlie).status_code == 204


def test_owners_remove_each_other(alice, bob, den):
    alice.change_member(den, bob, role="owner")
    assert bob.remove(den, alice).status_code == 204
    assert bob.has_members(den) == {"Bob": "owner"}


def test_who_runs_the_chat_is_above_moderators_of_public_rooms(alice, bob, dora, den):
    dora.join(den)
    alice.change_member(den, bob, role="moderator")
    problem(bob.remove(den, dora), 403, "not-allowed")
    vault = alice.has_room(bob, dora, kind="private")
    alice.change_member(vault, bob, role="moderator")
    assert bob.remove(vault, dora).status_code == 204


@pytest.mark.parametrize("kind", ["public", "private"])
def test_owners_remove_themselves_as_they_leave(alice, bob, kind):
    den = alice.has_room(bob, kind=kind)
    problem(alice.remove(den, alice), 409, "last-room-owner")
    alice.change_member(den, bob, role="owner")
    assert alice.remove(den, alice).status_code == 204
    assert bob.notices(den)[-1] == "Alice left"


def test_nobody_leaves_a_private_room_empty_in_this_way(alice):
    vault = alice.has_room(kind="private")
    problem(alice.remove(vault, alice), 409, "last-member")


def test_nobody_is_removed_from_the_lobby_or_a_conversation_between_few(alice, bob, olga):
    problem(olga.remove(LOBBY, bob), 403, "not-allowed")
    problem(alice.remove(alice.has_talk(bob), bob), 403, "not-allowed")


def test_nobody_is_removed_from_an_archived_room(alice, bob, den):
    alice.change_room(den, is_archived=True)
    problem(alice.remove(den, bob), 409, "room-archived")


def test_guests_are_removed_and_remove_nobody(olga, gus):
    den = olga.has_room()
    olga.change_room(den, is_open_to_guests=True)
    gus.join(den)
    problem(gus.remove(den, olga), 403, "not-allowed")
    assert olga.remove(den, gus).status_code == 204
    assert list(gus.rooms()) == [LOBBY]


def test_who_is_not_in_it_answers_like_who_does_not_exist(chat, alice, bob, charlie, den):
    missing = alice.remove(den, 4711)
    problem(missing, 404, "not-found")
    price = chat.statements(lambda: alice.remove(den, 4711))
    assert alice.remove(den, charlie).data == missing.data
    assert chat.statements(lambda: alice.remove(den, charlie)) == price
    assert alice.remove(den, bob).status_code == 204
    assert alice.remove(den, bob).data == missing.data


def test_who_is_not_in_the_room_hears_that_there_is_none(chat, charlie, olga, bob, den, vault):
    missing = charlie.remove(4711, bob)
    problem(missing, 404, "not-found")
    price = chat.statements(lambda: charlie.remove(4711, bob))
    for room_id in (den, vault):
        assert charlie.remove(room_id, bob).data == missing.data
        assert olga.remove(room_id, bob).data == missing.data
        assert chat.statements(lambda id=room_id: charlie.remove(id, bob)) == price


def test_the_audit_log_knows_of_it_and_of_no_private_name(alice, bob, olga, den, vault):
    for room_id in (den, vault):
        alice.remove(room_id, bob)
    of_vault, of_den = olga.audit(act="room-member-removed")
    assert of_den["details"] == {"room": den, "name": "Den"}
    assert of_vault["details"] == {"room": vault}
    assert (of_den["actor"]["name"], of_den["subject"]["name"]) == ("Alice", "Bob")


def test_who_removes_themselves_is_meant_once_by_what_is_told(alice, bob, den):
    alice.change_member(den, bob, role="owner")
    bob.load()
    assert alice.remove(den, alice).status_code == 204
    (*_, notice) = bob.follow()
    assert notice["mentions"] == [{"id": alice.id, "name": "Alice"}]
