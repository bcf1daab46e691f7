"""POST /api/rooms/<id>/members: putting people into a room."""

import pytest

from tests.cast import LOBBY
from tests.cast_rooms import told
from tests.claims import problem
from tests.rooms.out_of_reach import gone, guest, suspended


def names(answer):
    assert answer.status_code == 200, answer.text
    return [member["name"] for member in answer.json["members"]]


@pytest.mark.parametrize("kind", ["public", "private"])
def test_who_is_added_sees_the_room_with_the_next_poll(chat, alice, charlie, kind):
    den = alice.has_room(kind=kind)
    dan = chat.account("Dan")
    alice.says("before", den)
    for person in (alice, charlie, dan):
        person.load()
    answer = alice.add(den, dan, charlie)
    assert names(answer) == ["Charlie", "Dan"]
    assert answer.json["members"] == alice.members(den).json["members"][1:]
    for person in (alice, charlie, dan):
        assert [told(message) for message in person.follow()] == ["Alice added Charlie and Dan"]
    room = charlie.rooms()[den]
    assert (room["member_count"], room["unread"], room["me"]["role"]) == (3, 0, "member")
    assert charlie.page(room_id=den).json["messages"][1]["content"] == "before"


def test_who_is_there_already_stays_what_they_are(chat, alice, bob, charlie, den):
    alice.change_member(den, bob, role="moderator")
    assert names(alice.add(den, bob, charlie, charlie, alice)) == ["Alice", "Bob", "Charlie"]
    assert alice.has_members(den) == {"Alice": "owner", "Bob": "moderator", "Charlie": "member"}
    assert alice.notices(den)[-1] == "Alice added Charlie"
    before = chat.newest()
    assert names(alice.add(den, bob)) == ["Bob"]
    assert chat.newest() == before


def test_it_takes_the_role_for_it(alice, bob, charlie, den, vault):
    assert names(bob.add(den, charlie)) == ["Charlie"]
    problem(bob.add(vault, charlie), 403, "not-allowed")
    alice.change_member(vault, bob, role="moderator")
    assert names(bob.add(vault, charlie)) == ["Charlie"]


def test_nobody_is_added_to_a_conversation_between_few(alice, bob, charlie):
    problem(alice.add(alice.has_talk(bob), charlie), 403, "not-allowed")


def test_nobody_is_added_to_an_archived_room(alice, charlie, den):
    alice.change_room(den, is_archived=True)
    problem(alice.add(den, charlie), 409, "room-archived")


def test_who_was_removed_can_be_added_again(alice, bob, vault):
    bob.load()
    alice.remove(vault, bob)
    assert bob.poll().json["left"] == [vault]
    alice.add(vault, bob)
    assert bob.poll().json["left"] == []
    assert vault in bob.rooms()


@pytest.mark.parametrize("kind", ["public", "private"])
@pytest.mark.parametrize("whom", [gone, suspended, guest])
def test_who_cannot_be_there_is_refused_as_who_does_not_exist(chat, alice, charlie, kind, whom):
    den, id = alice.has_room(kind=kind), whom(chat)
    missing = alice.add(den, charlie, 4711)
    problem(missing, 422, "invalid", "people")
    before = chat.newest()
    assert alice.add(den, charlie, id).data == missing.data
    assert chat.newest() == before
    price = chat.statements(lambda: alice.add(den, charlie, 4711))
    assert chat.statements(lambda: alice.add(den, charlie, id)) == price
    assert alice.has_members(den) == {"Alice": "owner"}
    assert alice.add(den, charlie).status_code == 200


def test_guests_are_added_where_they_may_be(olga, bob, gus):
    den = olga.has_room(bob)
    problem(bob.add(den, gus), 422, "invalid", "people")
    olga.change_room(den, is_open_to_guests=True)
    assert names(bob.add(den, gus)) == ["Gus"]
    assert den in gus.rooms()


def test_guests_add_nobody(olga, bob, gus):
    problem(gus.add(LOBBY, bob), 403, "not-allowed")


def test_who_is_not_in_it_hears_that_there_is_none(chat, charlie, bob, olga, den, vault):
    missing = charlie.add(4711, bob)
    problem(missing, 404, "not-found")
    price = chat.statements(lambda: charlie.add(4711, bob))
    for room_id in (den, vault):
        assert charlie.add(room_id, charlie).data == missing.data
        assert olga.add(room_id, 4711).data == missing.data
        assert chat.statements(lambda id=room_id: charlie.add(id, bob)) == price


@pytest.mark.parametrize("people", [None, [], 7, "7", {}, list(range(1, 52))])
def test_it_takes_one_to_fifty(alice, den, people):
    answer = alice.send("POST", f"/api/rooms/{den}/members", json={"people": people})
    problem(answer, 422, "invalid", "people")


@pytest.mark.parametrize("bad", [0, -1, 1.0, "1", True, None, 2**63, [1]])
def test_what_is_no_id_is_no_person(alice, bob, den, bad):
    problem(alice.add(den, bob, bad), 422, "invalid", "people.1")


def test_the_audit_log_knows_of_each_and_of_no_private_name(
    chat, alice, bob, charlie, olga, den, vault
):
    for room_id in (den, vault):
        assert alice.add(room_id, charlie, olga, bob).status_code == 200  # Bob is there already
    entries = olga.audit(act="room-member-added")[:4]
    assert [e["details"] for e in entries] == [{"room": vault}] * 2 + [
        {"room": den, "name": "Den"}
    ] * 2
    assert {e["actor"]["name"] for e in entries} == {"Alice"}
    assert [{e["subject"]["name"] for e in pair} for pair in (entries[:2], entries[2:])] == [
        {"Charlie", "Olga"}
    ] * 2
    assert "is whole" in chat.run_command("people", "verify-audit").output


def test_who_makes_a_room_with_others_in_it_has_added_them(alice, charlie, olga):
    room_id = alice.has_room(charlie, name="Attic")
    (entry, *_) = olga.audit(act="room-member-added")
    assert entry["details"] == {"room": room_id, "name": "Attic"}
    assert (entry["actor"]["name"], entry["subject"]["name"]) == ("Alice", "Charlie")


def test_it_takes_as_many_statements_whoever_is_added_and_is_there(chat, alice):
    few, many = alice.has_room(name="Few"), alice.has_room(name="Many")
    one, fifty, more = chat.crowd(1, "a"), chat.crowd(50, "b"), chat.crowd(50, "c")
    alice.add(many, *more)
    alice.rooms()
    price = chat.price(lambda: alice.add(few, *one))
    assert chat.price(lambda: alice.add(many, *fifty)) == price
    assert alice.rooms()[many]["member_count"] == 101
