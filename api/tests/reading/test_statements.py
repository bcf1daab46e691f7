"""What reading and posting ask the database has nothing to do with how much there is."""

import pytest

from parley.services import mentions
from tests.cast import LOBBY


@pytest.fixture
def ada(chat):
    return chat.account("Ada")


@pytest.fixture
def ben(chat):
    return chat.account("Ben")


def fill(chat, room_id, count):
    """So many more people in a room, past the API."""
    chat.sql(
        "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)"
        " INSERT INTO users (name, name_key, look_key, role, created_at)"
        " SELECT 'P' || n, 'p' || n || 'of' || ?, 'q' || n || 'of' || ?, 'member', '2026-01-01'"
        " FROM number",
        *(count, room_id, room_id),
    )
    chat.sql(
        "INSERT INTO memberships SELECT id, ?, 'member', 'all', 0, 0, '2026-01-01 00:00:00.000000'"
        " FROM users WHERE name_key LIKE '%of' || ?",
        *(room_id, room_id),
    )
    chat.sql("UPDATE feed_state SET rights = rights + 1")


def test_the_rooms_take_as_many_statements_however_many_there_are(chat, ada, ben):
    def cost():
        ada.rooms()  # from here on it is known by heart who she is
        return chat.statements(ada.rooms)

    chat.room(ada, ben, kind="direct", name="")
    few = cost()
    for number in range(10):
        room = chat.room(ada, ben, name=f"Room {number}")
        chat.fill(ben, 5, room)
    for number in range(3):
        carol = chat.account(f"Carol{number}")
        chat.room(ada, carol, ben, kind="direct", name="")
    fill(chat, LOBBY, 500)
    assert cost() == few == 2


@pytest.mark.parametrize("words", ["hello", "@Ben", "@room", "@Nobody", "@Ben @Ada @room <@1> @p7"])
def test_a_post_takes_as_many_however_many_hear_it(chat, ada, ben, words):
    def cost():
        ada.says(words, room)
        return chat.statements(lambda: ada.says(words, room))

    room = chat.room(ada, ben)
    few = cost()
    fill(chat, room, 2_000)
    chat.fill(ben, 50, room)
    assert chat.sql("SELECT count(*) FROM memberships WHERE room_id = ?", room) == [(2_002,)]
    assert cost() == few


def test_who_leaves_while_a_post_waits_is_not_meant(chat, ada, ben, monkeypatch):
    """Whom it means is decided when it is written, not when it was sent."""
    room = chat.room(ada, ben)
    find = mentions.find

    def find_and_lose(text):
        found = find(text)
        chat.sql("DELETE FROM memberships WHERE user_id = ? AND room_id = ?", ben.id, room)
        chat.sql("UPDATE feed_state SET rights = rights + 1")
        return found

    assert ada.says("@Ben", room)["mentions"] == [{"id": ben.id, "name": "Ben"}]
    monkeypatch.setattr(mentions, "find", find_and_lose)
    message = ada.says("@Ben", room)
    assert (message["content"], message["mentions"]) == ("@Ben", [])
