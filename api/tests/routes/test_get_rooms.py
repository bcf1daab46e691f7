"""GET /api/rooms."""

import re

from tests.claims import problem

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def test_a_guest_sees_the_lobby(alice):
    answer = alice.get("/api/rooms")
    assert answer.status_code == 200
    (lobby,) = answer.json["rooms"]
    assert TIME.fullmatch(lobby.pop("created_at"))
    assert lobby == {
        "id": 1,
        "name": "Lobby",
        "kind": "public",
        "topic": "",
        "description": "",
        "icon": "",
        "posting": "member",
        "is_default": True,
        "is_open_to_guests": True,
        "archived_at": None,
        "member_count": 1,
        "people": [],
        "newest_id": 0,
        "read_id": 0,
        "unread": 0,
        "mentions": 0,
        "me": {
            "role": "member",
            "level": "all",
            "is_favourite": False,
            "muted_until": None,
            "may": ["post"],
        },
    }


def test_a_stranger_sees_none(charlie):
    problem(charlie.get("/api/rooms"), 401, "not-signed-in")


def test_a_room_that_is_not_public_is_shown_to_nobody(chat, alice):
    chat.sql("INSERT INTO rooms (name, kind, created_at) VALUES ('Vault', 'private', 0)")
    assert [room["name"] for room in alice.get("/api/rooms").json["rooms"]] == ["Lobby"]
    problem(alice.page(room_id=2), 404, "not-found")
    problem(alice.post_message("hello", room_id=2), 404, "not-found")
