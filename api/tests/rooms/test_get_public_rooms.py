"""GET /api/public-rooms: finding rooms to join."""

import pytest

from tests.claims import problem


def names(answer):
    assert answer.status_code == 200, answer.text
    return [room["name"] for room in answer.json["rooms"]]


def test_public_rooms_are_found_by_name_and_nothing_beside(alice, bob, charlie):
    for name in ("zoo", "Den", "Mill", "attic"):
        alice.has_room(name=name)
    alice.has_room(bob, name="Vault", kind="private")
    alice.has_talk(bob)
    for person in (alice, charlie):
        assert names(person.find_rooms()) == ["attic", "Den", "Lobby", "Mill", "zoo"]
    shown = charlie.find_rooms().json["rooms"]
    assert shown[1] == charlie.show_room(shown[1]["id"]).json
    assert [room["is_member"] for room in shown] == [False, False, True, False, False]
    assert all(room["is_member"] for room in alice.find_rooms().json["rooms"])


def test_what_is_archived_or_deleted_is_not_among_them(alice, charlie):
    old, gone = alice.has_room(name="Old"), alice.has_room(name="Gone")
    assert names(charlie.find_rooms()) == ["Gone", "Lobby", "Old"]
    alice.change_room(old, is_archived=True)
    alice.delete_room(gone, "Gone")
    for person in (alice, charlie):
        assert names(person.find_rooms()) == ["Lobby"]
    alice.change_room(old, is_archived=False)
    assert names(charlie.find_rooms()) == ["Lobby", "Old"]


def test_guests_find_those_that_are_open_to_them(olga, gus):
    olga.has_room(name="Shut")
    opened = olga.has_room(name="Opened")
    olga.change_room(opened, is_open_to_guests=True)
    assert names(gus.find_rooms()) == ["Lobby", "Opened"]
    assert names(gus.find_rooms(search="Shut")) == []


@pytest.mark.parametrize(
    ("search", "found"),
    [
        *(("deploy", ["Deployments"]), ("DEPLOY", ["Deployments"]), (" ploy ", ["Deployments"])),
        *(("ship", ["Deployments"]), ("SHIP IT", ["Deployments"]), ("0ffice", [])),
        *(("CAFÉ", ["Café Office"]), ("cafe\u0301", ["Café Office"]), ("how", [])),
        *(("%", []), ("_", []), ("nothing", []), ("a\0b", []), ("\u202e", None), ("", None)),
    ],
)
def test_by_a_part_of_the_name_or_the_topic(alice, charlie, search, found):
    alice.has_room(name="Deployments", topic="Ship it", description="how")
    alice.has_room(name="Café Office")
    everything = ["Café Office", "Deployments", "Lobby"]
    assert names(charlie.find_rooms(search=search)) == (everything if found is None else found)


def test_page_after_page(alice, charlie):
    for letter in "edcba":
        alice.has_room(name=letter)
    seen, after = [], {}
    more = True
    while more:
        answer = charlie.find_rooms(limit=2, **after)
        seen += names(answer)
        after, more = {"after": answer.json["rooms"][-1]["id"]}, answer.json["more"]
    assert seen == ["a", "b", "c", "d", "e", "Lobby"]
    assert answer.json["more"] is False
    assert names(charlie.find_rooms(search="b", after=after["after"])) == []


def test_fifty_come_unless_asked_otherwise(alice):
    for number in range(50):
        alice.has_room(name=f"Den {number}")
    answer = alice.find_rooms()
    assert (len(answer.json["rooms"]), answer.json["more"]) == (50, True)
    assert len(alice.find_rooms(limit=200).json["rooms"]) == 51


def test_after_a_room_that_is_not_theirs_to_find_comes_nothing(chat, alice, bob, charlie):
    alice.has_room(name="Zoo")
    hidden = alice.has_room(bob, name="Attic", kind="private")
    missing = charlie.find_rooms(after=4711)
    assert missing.json == {"rooms": [], "more": False}
    assert charlie.find_rooms(after=hidden).data == missing.data
    price = chat.statements(lambda: charlie.find_rooms(after=4711))
    assert chat.statements(lambda: charlie.find_rooms(after=hidden)) == price


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("limit", bad) for bad in ("0", "201", "-1", "x", "1.0", "")),
        *(("after", bad) for bad in ("0", "-1", "x", "1.0", str(2**63))),
        ("search", "x" * 101),
        ("before", "1"),
    ],
)
def test_a_bad_query_is_named(alice, field, value):
    problem(alice.find_rooms(**{field: value}), 422, "invalid", field)
