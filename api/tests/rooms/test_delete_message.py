"""DELETE /api/messages/<id>: what becomes of a message that is taken away."""

import pytest

from tests.cast import ID_MAX
from tests.claims import problem


def test_an_author_deletes_a_message_and_open_pages_learn_of_it(alice, bob):
    said = bob.says("I take it back")
    alice.load()
    answer = bob.delete_message(said["id"])
    assert (answer.status_code, answer.data) == (204, b"")
    (tombstone,) = alice.follow()
    assert tombstone["deleted_at"].endswith("Z")
    assert tombstone["revision"] > said["revision"]
    same = {"content": "", "revision": None, "deleted_at": None}
    assert tombstone | same == said | same
    assert alice.page().json["messages"][-1] == tombstone


def test_nothing_of_the_words_is_kept(chat, bob):
    said = bob.says("swordfish")
    assert b"swordfish" in _bytes_of(chat)
    bob.delete_message(said["id"])
    assert chat.sql("SELECT content FROM messages WHERE id = ?", said["id"]) == [("",)]
    assert b"swordfish" not in bob.page().data


def _bytes_of(chat):
    return repr(chat.sql("SELECT content FROM messages")).encode()


def mention(chat, said, person):
    """Let a message have meant somebody, behind the back of the API."""
    columns = "message_id, room_id, author_id, user_id"
    values = (said["id"], said["room_id"], said["author"]["id"], person.id)
    chat.sql(f"INSERT INTO mentions ({columns}) VALUES (?, ?, ?, ?)", *values)
    chat.sql("UPDATE messages SET mentioned = ? WHERE id = ?", str(person.id), said["id"])


def test_whom_it_meant_is_forgotten_and_nobody_else(chat, alice, bob):
    for said in (bob.says("one"), bob.says("two")):
        mention(chat, said, alice)
    bob.delete_message(said["id"])
    assert chat.sql("SELECT message_id FROM mentions") == [(said["id"] - 1,)]
    one, two = alice.page().json["messages"][-2:]
    assert one["mentions"] == [{"id": alice.id, "name": "Alice"}]
    assert (two["mentions"], two["mentions_room"]) == ([], False)


def test_what_is_deleted_is_unread_no_more(alice, bob):
    (lobby,) = alice.get("/api/rooms").json["rooms"]
    said = bob.says("hello")
    assert _unread(alice) == lobby["unread"] + 1
    bob.delete_message(said["id"])
    assert _unread(alice) == lobby["unread"]


def _unread(person):
    return person.get("/api/rooms").json["rooms"][0]["unread"]


def test_again_is_right_and_changes_nothing(chat, bob):
    said = bob.says("hello")
    assert bob.delete_message(said["id"]).status_code == 204
    before = chat.newest()
    assert bob.delete_message(said["id"]).status_code == 204
    assert chat.newest() == before


def test_a_notice_stays(bob, olga):
    bob.rename("Robert")
    notice = bob.page().json["messages"][-1]
    assert notice["kind"] == "notice" and notice["author"]["id"] == bob.id
    for person in (bob, olga):
        problem(person.delete_message(notice["id"]), 409, "notice-stays")
    assert bob.page().json["messages"][-1] == notice


@pytest.mark.parametrize("id", [0, -1, "x", "1.0", "1e3", "%00", "١", ID_MAX + 1, "9" * 5000, "*"])
def test_what_is_no_id_is_no_address(bob, id):
    problem(bob.delete_message(id), 404, "not-found")


def test_an_account_that_goes_with_its_messages_leaves_no_mention_either(chat, alice, bob):
    said = alice.says("hello")
    mention(chat, said, bob)
    assert alice.give_up("delete").status_code == 204
    assert chat.sql("SELECT * FROM mentions") == []
    assert chat.sql("SELECT mentioned FROM messages WHERE id = ?", said["id"]) == [(None,)]
