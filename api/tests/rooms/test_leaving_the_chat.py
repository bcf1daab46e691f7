"""What becomes of rooms when somebody leaves the chat, or is forgotten."""

from parley.services import tidying
from tests.cast import LOBBY
from tests.cast_rooms import told
from tests.claims import problem
from tests.services.test_tidying import stayed_away

LONGEST = "UPDATE memberships SET joined_at = '2020-01-01 00:00:00' WHERE user_id = ?"


def leaves(person):
    assert person.give_up().status_code == 204


def test_who_leaves_is_in_no_room_any_more(alice, bob, den, vault):
    leaves(bob)
    for room_id in (den, vault):
        assert alice.has_members(room_id) == {"Alice": "owner"}
        assert alice.rooms()[room_id]["member_count"] == 1


def test_the_longest_standing_moderator_owns_what_had_one_owner(chat, alice, bob, charlie):
    eve = chat.account("Eve")
    den = alice.has_room(bob, charlie, eve, kind="private")
    for person in (charlie, eve):
        alice.change_member(den, person, role="moderator")
    chat.sql(LONGEST, eve.id)
    chat.sql(LONGEST.replace("2020", "2019"), bob.id)
    bob.load()
    leaves(alice)
    heard = [told(message) for message in bob.follow() if message["room_id"] == den]
    assert heard == ["Eve owns this room now, since its last owner left the chat"]
    assert bob.has_members(den) == {"Bob": "member", "Charlie": "moderator", "Eve": "owner"}
    assert eve.change_room(den, posting="owner").status_code == 200


def test_the_audit_log_knows_who_owns_what_next_and_no_private_name(alice, bob, olga):
    den, vault = alice.has_room(bob), alice.has_room(bob, name="Vault", kind="private")
    leaves(alice)
    given = olga.audit(act="room-role-given")
    assert sorted(entry["details"]["room"] for entry in given) == [den, vault]
    assert {entry["details"].get("name") for entry in given} == {"Den", None}
    assert {entry["details"]["role"] for entry in given} == {"owner"}
    assert {(entry["actor"]["id"], entry["subject"]["name"]) for entry in given} == {
        (alice.id, "Bob")
    }
    (left,) = olga.audit(act="account-left")
    assert left["details"] == {"messages": "kept"}


def test_or_else_the_longest_standing_member(chat, alice, bob, charlie):
    den = alice.has_room(bob, charlie)
    chat.sql(LONGEST, charlie.id)
    leaves(alice)
    assert bob.has_members(den) == {"Bob": "member", "Charlie": "owner"}


def test_who_cannot_come_in_or_is_a_guest_inherits_last_or_nothing(chat, olga, alice, bob, charlie):
    gus = chat.guest("Gus")
    den = alice.has_room(bob, charlie, olga)
    olga.change_room(den, is_open_to_guests=True)
    gus.join(den)
    olga.leave_room(den)
    chat.suspend(bob)
    leaves(alice)
    assert charlie.has_members(den) == {"Bob": "member", "Charlie": "owner", "Gus": "member"}
    leaves(charlie)
    assert gus.has_members(den) == {"Bob": "owner", "Gus": "member"}


def test_where_another_owner_is_nothing_changes(alice, bob, charlie, dora):
    den, cave = alice.has_room(bob, charlie), alice.has_room(dora, charlie, name="Cave")
    alice.change_member(den, bob, role="owner")
    leaves(alice)
    assert charlie.has_members(den) == {"Bob": "owner", "Charlie": "member"}
    assert charlie.has_members(cave) == {"Charlie": "member", "Dora": "owner"}
    assert charlie.notices(den)[-1] == "Former member made Bob an owner"


def test_a_private_room_that_nobody_is_in_is_no_more(chat, alice, bob):
    alone, shared = alice.has_room(kind="private"), alice.has_room(bob, kind="private")
    plaza = alice.has_room(name="Plaza")
    leaves(alice)
    kept = chat.sql("SELECT id FROM rooms WHERE deleted_at IS NULL ORDER BY id")
    assert kept == [(LOBBY,), (shared,), (plaza,)]
    assert chat.sql("SELECT count(*) FROM messages WHERE room_id = ?", alone) == [(0,)]
    assert bob.show_room(plaza).json["member_count"] == 0


def test_many_rooms_are_handed_over_at_once(alice, bob):
    rooms = [alice.has_room(bob, name=f"Den {number}") for number in range(5)]
    leaves(alice)
    assert all(bob.rooms()[id]["me"]["role"] == "owner" for id in rooms)


def test_a_refused_farewell_changes_nothing(chat, alice, bob, den):
    before = chat.newest()
    problem(alice.give_up(password="wrong one here"), 422, "invalid", "password")
    assert (chat.newest(), bob.has_members(den)["Alice"]) == (before, "owner")


def test_a_forgotten_guest_is_in_no_room(chat, olga, gus):
    den = olga.has_room()
    olga.change_room(den, is_open_to_guests=True)
    gus.join(den)
    gus.leave_room(den)
    gus.join(den)
    stayed_away(chat, gus)
    assert chat.run(tidying.tidy) == 1
    assert olga.has_members(den) == {"Olga": "owner"}
    assert olga.rooms()[den]["member_count"] == 1
