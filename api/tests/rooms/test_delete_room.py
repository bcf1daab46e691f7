"""DELETE /api/rooms/<id>: the end of a room."""

import pytest

from parley.errors import Busy
from parley.services import purging, tidying
from tests.cast import LOBBY
from tests.claims import problem


def left_of(chat, room_id):
    """What the database keeps of a room beside its row."""
    counts = {
        table: chat.sql(f"SELECT count(*) FROM {table} WHERE room_id = ?", room_id)[0][0]
        for table in ("messages", "mentions", "memberships", "room_mutes")
    }
    return {table for table, count in counts.items() if count}


@pytest.mark.parametrize("kind", ["public", "private"])
def test_a_room_goes_with_all_that_was_said_in_it(chat, alice, bob, kind):
    den = alice.has_room(bob, kind=kind)
    said = alice.says("hello", den)
    alice.change_member(den, bob, muted_minutes=5)
    chat.sql(
        "INSERT INTO mentions (message_id, room_id, author_id, user_id) VALUES (?, ?, ?, ?)",
        *(said["id"], den, alice.id, bob.id),
    )
    assert left_of(chat, den) == {"messages", "mentions", "memberships", "room_mutes"}
    alice.load()
    bob.load()
    answer = alice.delete_room(den)
    assert (answer.status_code, answer.data) == (204, b"")
    for person in (alice, bob):
        poll = person.poll().json
        assert (poll["left"], poll["messages"]) == ([den], [])
        assert list(person.rooms()) == [LOBBY]
        problem(person.page(room_id=den), 404, "not-found")
        problem(person.post_message("hello?", den), 404, "not-found")
        problem(person.show_room(den), 404, "not-found")
    assert left_of(chat, den) == set()


def test_its_row_stays_so_that_no_other_room_gets_its_id(chat, alice):
    den = alice.has_room(topic="x", description="y", icon="🚀")
    alice.delete_room(den)
    ((deleted_at, count, *texts),) = chat.sql(
        "SELECT deleted_at, member_count, topic, description, icon FROM rooms WHERE id = ?", den
    )
    assert (deleted_at is not None, count, texts) == (True, 0, ["", "", ""])
    assert alice.has_room() == den + 1


def test_its_name_is_free_again(alice, bob, den):
    problem(bob.make_room("den"), 409, "room-name-taken", "name")
    alice.delete_room(den)
    assert bob.make_room("den").status_code == 201


@pytest.mark.parametrize("typed", ["den", "", "Den!", "D\u0435n", "x" * 200, "\0", "Vault"])
def test_its_name_has_to_be_typed(chat, alice, den, typed):
    before = chat.newest()
    problem(alice.delete_room(den, typed), 422, "invalid", "name")
    assert chat.newest() == before
    assert alice.delete_room(den, " Den ").status_code == 204


@pytest.mark.parametrize("name", [None, 7, ["Den"], "x" * 201])
def test_what_is_no_name_is_refused(alice, den, name):
    problem(alice.delete_room(den, name), 422, "invalid", "name")


def test_a_body_is_needed(alice, den):
    answer = alice.send("DELETE", f"/api/rooms/{den}", content_type="application/json")
    assert 400 <= answer.status_code < 500
    problem(alice.send("DELETE", f"/api/rooms/{den}", json={}), 422, "invalid", "name")
    assert den in alice.rooms()


def test_only_owners_end_a_room(alice, bob, den):
    problem(bob.delete_room(den), 403, "not-allowed")
    alice.change_member(den, bob, role="moderator")
    problem(bob.delete_room(den), 403, "not-allowed")
    alice.change_member(den, bob, role="owner")
    assert bob.delete_room(den).status_code == 204


def test_who_runs_the_chat_ends_public_rooms_they_are_in(alice, dora, den):
    problem(dora.delete_room(den), 404, "not-found")
    dora.join(den)
    assert dora.delete_room(den).status_code == 204
    vault = alice.has_room(dora, name="Vault", kind="private")
    problem(dora.delete_room(vault, "Vault"), 403, "not-allowed")


def test_guests_end_none(olga, gus):
    den = olga.has_room()
    olga.change_room(den, is_open_to_guests=True)
    gus.join(den)
    problem(gus.delete_room(den), 403, "not-allowed")
    gus.load()
    assert olga.delete_room(den).status_code == 204
    assert gus.poll().json["left"] == [den]


def test_the_lobby_and_conversations_between_few_stay(alice, bob, olga):
    problem(olga.delete_room(LOBBY, "Lobby"), 403, "not-allowed")
    problem(alice.delete_room(alice.has_talk(bob), ""), 403, "not-allowed")


def test_an_archived_room_can_be_deleted(alice, den):
    alice.change_room(den, is_archived=True)
    assert alice.delete_room(den).status_code == 204


def test_who_is_not_in_it_hears_that_there_is_none(chat, charlie, olga, den, vault):
    missing = charlie.delete_room(4711)
    problem(missing, 404, "not-found")
    price = chat.statements(lambda: charlie.delete_room(4711))
    for room_id, name in ((den, "Den"), (vault, "Vault")):
        assert charlie.delete_room(room_id, name).data == missing.data
        assert olga.delete_room(room_id, name).data == missing.data
        assert chat.statements(lambda id=room_id, n=name: charlie.delete_room(id, n)) == price


def test_the_audit_log_knows_of_it_and_of_no_private_name(alice, olga, den, vault):
    alice.delete_room(den)
    alice.delete_room(vault, "Vault")
    of_vault, of_den = olga.audit(act="room-deleted")
    assert (of_den["details"], of_vault["details"]) == (
        {"room": den, "name": "Den"},
        {"room": vault},
    )


def test_other_rooms_keep_everything(chat, alice, bob, den, vault):
    alice.says("stays", vault)
    alice.says("goes", den)
    alice.delete_room(den)
    assert [m["content"] for m in bob.page(room_id=vault).json["messages"]][-1] == "stays"
    assert left_of(chat, vault) == {"messages", "memberships"}


def test_much_goes_bit_by_bit(chat, alice, bob, den, monkeypatch):
    """Who deletes the room waits for the first part alone, and the daily tidying does the rest."""
    monkeypatch.setattr(purging, "AT_ONCE", 3)
    monkeypatch.setattr(purging, "PATIENCE_S", 0)
    given = []
    monkeypatch.setattr(purging.turns, "give", lambda: given.append(1))
    for number in range(10):
        alice.says(f"@Bob {number}", den)
    alice.delete_room(den)
    assert left_of(chat, den) == {"messages", "mentions"} and not given
    problem(bob.page(room_id=den), 404, "not-found")
    chat.prepare()
    assert left_of(chat, den) == {"messages", "mentions"}  # nor does a start wait for it
    chat.run(tidying.tidy)
    assert left_of(chat, den) == set()
    assert len(given) >= 3


def test_where_no_turn_is_to_be_had_it_is_deleted_all_the_same(chat, alice, den, monkeypatch):
    def busy():
        raise Busy()

    monkeypatch.setattr(purging, "write", busy)
    assert alice.delete_room(den).status_code == 204
    problem(alice.show_room(den), 404, "not-found")
    monkeypatch.undo()
    chat.run(tidying.tidy)
    assert left_of(chat, den) == set()
