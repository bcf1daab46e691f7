"""POST /api/rooms: making a room."""

import re

import pytest

from tests.claims import problem
from tests.rooms.out_of_reach import gone, suspended

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
OF_AN_OWNER = {
    "public": ["post", "mention_room", "add", "edit", "remove", "moderate", "manage", "leave"],
    "private": ["post", "mention_room", "add", "edit", "remove", "moderate", "manage", "leave"],
}


@pytest.mark.parametrize("kind", ["public", "private"])
def test_who_makes_a_room_owns_it(alice, kind):
    answer = alice.make_room("Deployments", kind)
    assert answer.status_code == 201
    room = answer.json
    assert alice.rooms()[room["id"]] == room
    assert TIME.fullmatch(room.pop("created_at"))
    newest = room.pop("newest_id")
    assert room == {
        "id": 2,
        "kind": kind,
        "name": "Deployments",
        "topic": "",
        "description": "",
        "icon": "",
        "posting": "member",
        "is_default": False,
        "is_open_to_guests": False,
        "archived_at": None,
        "member_count": 1,
        "people": [],
        "read_id": newest,
        "unread": 0,
        "mentions": 0,
        "me": {
            "role": "owner",
            "level": "all",
            "is_favourite": False,
            "muted_until": None,
            "may": OF_AN_OWNER[kind],
        },
    }


def test_all_that_can_be_said_of_it_is_kept(alice):
    more = {"topic": "Ship it", "description": "When\nand how", "icon": "🛠️", "posting": "owner"}
    room = alice.make_room("  Deploy   ments ", **more).json
    assert {name: room[name] for name in more} == more
    assert room["name"] == "Deploy ments"


def test_people_are_in_it_from_the_start_and_see_it_with_the_next_poll(alice, bob, charlie):
    bob.load()
    den = alice.has_room(bob, charlie, kind="private")
    created, added = bob.follow()
    assert {created["room_id"], added["room_id"]} == {den}
    assert alice.notices(den) == ["Alice created this room", "Alice added Bob and Charlie"]
    assert added["mentions"] == [
        {"id": person.id, "name": name}
        for person, name in ((alice, "Alice"), (bob, "Bob"), (charlie, "Charlie"))
    ]
    assert added["author"]["id"] == alice.id
    assert alice.has_members(den) == {"Alice": "owner", "Bob": "member", "Charlie": "member"}
    room = bob.rooms()[den]
    assert (room["member_count"], room["unread"], room["mentions"]) == (3, 0, 0)
    assert room["me"]["role"] == "member"


def test_nobody_else_hears_of_it(alice, bob, charlie):
    charlie.load()
    alice.has_room(bob, kind="private")
    assert charlie.follow() == []
    assert list(charlie.rooms()) == [1]


def test_oneself_and_doubles_among_the_people_do_no_harm(alice, bob):
    answer = alice.make_room("Den", people=[bob.id, alice.id, bob.id])
    assert answer.json["member_count"] == 2
    assert alice.has_members(answer.json["id"]) == {"Alice": "owner", "Bob": "member"}


@pytest.mark.parametrize(
    "whom", [lambda chat: 4711, gone, suspended, lambda chat: chat.guest("Gus").id]
)
def test_who_cannot_be_there_is_refused_as_who_does_not_exist(chat, alice, bob, whom):
    before = chat.newest()
    id = whom(chat)
    answer = alice.make_room("Den", people=[bob.id, id])
    problem(answer, 422, "invalid", "people")
    assert answer.data == alice.make_room("Den", people=[bob.id, 4712]).data
    assert list(alice.rooms()) == [1]
    assert alice.make_room("Den", people=[bob.id]).status_code == 201
    assert before


@pytest.mark.parametrize("twin", ["Den", "den", "DEN", " den ", "D\u0435n", "De\u200dn", "D en"])
def test_names_of_public_rooms_look_different(alice, bob, twin):
    alice.has_room(name="Den")
    problem(bob.make_room(twin), 409, "room-name-taken", "name")
    assert bob.make_room(f"{twin} too").status_code == 201


def test_the_lobby_has_its_name(alice):
    problem(alice.make_room("lobby"), 409, "room-name-taken", "name")


def test_a_private_room_takes_no_name_and_tells_of_none(alice, bob):
    alice.has_room(name="Den", kind="private")
    bob.has_room(name="Den", kind="private")
    bob.has_room(name="Den", kind="public")
    alice.has_room(name="Den", kind="private")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("name", bad) for bad in (None, "", "  ", "x" * 41, "a\nb", "a\u202eb", 7, ["x"])),
        *(("kind", bad) for bad in (None, "direct", "Public", "", 1, "secret")),
        *(("topic", bad) for bad in (None, "x" * 121, "two\nlines", "\u202e", "\0", 7)),
        *(("description", bad) for bad in (None, "x" * 1001, "a\0b", 7)),
        *(("icon", bad) for bad in (None, "x", "<b>", "🛠️🛠️", "ok", "1", "&#9731;", "🛠️" * 9, 7)),
        *(("posting", bad) for bad in (None, "guest", "administrator", "", 1)),
        *(("people", bad) for bad in (None, 7, "7", {}, list(range(1, 52)))),
        ("is_default", True),
        ("id", 7),
    ],
)
def test_a_field_that_breaks_a_rule_is_named(alice, field, value):
    body = {"name": "Den", "kind": "public"} | {field: value}
    problem(alice.send("POST", "/api/rooms", json=body), 422, "invalid", field)
    assert list(alice.rooms()) == [1]


@pytest.mark.parametrize("bad", [0, -1, 1.0, "1", True, None, 2**63, [1]])
def test_what_is_no_id_is_no_person(alice, bob, bad):
    problem(alice.make_room("Den", people=[bob.id, bad]), 422, "invalid", "people.1")


def test_what_is_needed_is_named(alice):
    problem(alice.send("POST", "/api/rooms", json={}), 422, "invalid", "name", "kind")


def test_guests_make_none(gus, alice):
    problem(gus.make_room("Den"), 403, "not-allowed")
    assert alice.make_room("Den").status_code == 201


def test_fifty_people_fit(chat, alice):
    ids = chat.crowd(50)
    answer = alice.make_room("Den", people=ids)
    assert (answer.status_code, answer.json["member_count"]) == (201, 51)


def test_it_takes_as_many_statements_whoever_is_in_it(chat, alice):
    few, many = chat.crowd(1), chat.crowd(50, "m")
    alice.make_room("Warm", people=few)
    one = chat.price(lambda: alice.make_room("One", people=few))
    assert chat.price(lambda: alice.make_room("Many", people=many)) == one


def test_a_refusal_moves_nobodys_cursor(chat, alice):
    alice.has_room(name="Den")
    before = chat.newest()
    problem(alice.make_room("Den"), 409, "room-name-taken", "name")
    problem(alice.make_room("Cave", people=[4711]), 422, "invalid", "people")
    assert chat.newest() == before


def test_a_room_that_fails_leaves_nothing_to_be_remembered(chat, alice, bob):
    """What was looked up while it was made was never true."""
    problem(alice.make_room("Den", people=[4711]), 422, "invalid", "people")
    den = alice.has_room(bob, kind="private")
    assert list(alice.rooms()) == [1, den]


def test_making_rooms_has_a_pace(make_chat):
    chat = make_chat(POSTS_MAX="3", POSTS_WINDOW_SECONDS="1")
    alice = chat.account("Alice")
    for number in range(3):
        alice.has_room(name=f"Den {number}")
    answer = alice.make_room("Den too")
    problem(answer, 429, "too-fast")
    assert int(answer.headers["Retry-After"]) > 1  # of an hour, not of the moment
    assert chat.account("Bob").make_room("Bob's").status_code == 201
