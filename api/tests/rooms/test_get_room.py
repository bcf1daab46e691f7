"""GET /api/rooms/<id>: a room I am in, or that I may join."""

import pytest

from tests.claims import problem


def test_who_is_in_a_room_sees_it_as_in_the_list(alice, bob, den, vault):
    for room_id in (den, vault):
        for person in (alice, bob):
            assert person.show_room(room_id).json == person.rooms()[room_id]


def test_who_is_not_finds_a_public_one(alice, bob, charlie):
    den = alice.has_room(bob, topic="Ship it", description="How", icon="🚀")
    assert charlie.show_room(den).json == {
        "id": den,
        "kind": "public",
        "name": "Den",
        "topic": "Ship it",
        "description": "How",
        "icon": "🚀",
        "member_count": 2,
        "is_member": False,
    }


def hidden(alice, bob, charlie):
    """Rooms that are not Charlie's to find, each with what hides it."""
    deleted = alice.has_room(bob, name="Gone")
    alice.delete_room(deleted, "Gone")
    archived = alice.has_room(bob, name="Old")
    alice.change_room(archived, is_archived=True)
    yield from (deleted, archived, alice.has_room(bob, kind="private"), alice.has_talk(bob))


def test_all_others_answer_like_one_that_does_not_exist(chat, alice, bob, charlie):
    missing = charlie.show_room(4711)
    problem(missing, 404, "not-found")
    statements = chat.statements(lambda: charlie.show_room(4711))
    for room_id in hidden(alice, bob, charlie):
        assert alice.show_room(room_id).status_code in (200, 404)
        assert charlie.show_room(room_id).data == missing.data
        assert chat.statements(lambda id=room_id: charlie.show_room(id)) == statements


def test_who_runs_the_chat_sees_no_more(alice, bob, olga, vault):
    problem(olga.show_room(vault), 404, "not-found")


def test_guests_find_what_was_opened_to_them(olga, gus):
    den = olga.has_room()
    problem(gus.show_room(den), 404, "not-found")
    olga.change_room(den, is_open_to_guests=True)
    assert gus.show_room(den).json["is_member"] is False


@pytest.mark.parametrize("id", ["0", "-1", "1.0", "x", "%31x", str(2**63), "1/"])
def test_what_is_no_id_is_no_address(alice, id):
    problem(alice.show_room(id), 404, "not-found")
