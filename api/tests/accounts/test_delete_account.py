"""DELETE /api/account: leave for good, and say what becomes of the messages."""

import pytest

from tests.claims import problem
from tests.stage import UNLIMITED


def test_who_leaves_is_nobody_and_cannot_come_back(chat, bob):
    phone = chat.another_browser(bob)
    answer = bob.give_up()
    assert (answer.status_code, answer.data) == (204, b"")
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    problem(bob.who_am_i(), 401, "not-signed-in")
    problem(phone.post_message("hello"), 401, "not-signed-in")
    problem(chat.stranger().sign_in("bob"), 401, "wrong-credentials")


def test_kept_messages_are_a_former_members(bob, gus):
    bob.says("I was here")
    gus.load()
    bob.give_up("keep")
    (notice,) = gus.follow()
    assert (notice["kind"], notice["content"]) == ("notice", "Bob left")
    author = {"id": bob.id, "name": "Former member", "is_guest": False, "avatar": None}
    shown = gus.load()
    assert {tuple(m["author"].items()) for m in shown} == {tuple(author.items())}
    assert [m["content"] for m in shown][-2:] == ["I was here", "Bob left"]


def test_deleted_messages_lose_their_words_everywhere_at_once(chat, bob, gus):
    message = bob.says("I was here")
    kept = gus.says("so was I")
    gus.load()
    bob.give_up("delete")
    news = {m["id"]: m for m in gus.follow()}
    assert news[message["id"]]["content"] == "" and news[message["id"]]["deleted_at"]
    assert kept["id"] not in news
    assert "I was here" not in gus.page().text
    assert "I was here" not in str(chat.sql("SELECT * FROM messages"))
    assert [m["content"] for m in gus.load()][-3:] == ["", "so was I", "Bob left"]


def test_a_great_many_messages_are_deleted_too_while_others_have_turns(chat, bob, gus, turns):
    chat.fill(bob, 250)
    before = len(turns)
    assert bob.give_up("delete").status_code == 204
    assert len(turns) - before >= 3
    rest = "SELECT count(*) FROM messages WHERE author_id = ? AND kind = 'text' AND content != ''"
    assert chat.sql(rest, bob.id) == [(0,)]


def test_nothing_of_the_person_is_left(chat, bob):
    bob.give_up()
    columns = "name, username, password_hash, role"
    assert chat.sql(f"SELECT {columns} FROM users WHERE id = ?", bob.id) == [
        ("Former member", None, None, "member")
    ]
    assert chat.sql("SELECT * FROM sessions WHERE user_id = ?", bob.id) == []


def test_name_and_user_name_are_free_again(chat, bob):
    problem(chat.stranger().sign_up("bob"), 409, "username-taken", "username")
    problem(chat.stranger().become_guest("Bob"), 409, "name-taken", "name")
    bob.give_up()
    assert chat.stranger().become_guest("Bob").status_code == 201
    assert chat.stranger().sign_up("bob", name="Robert").status_code == 201


def test_several_may_leave(chat, bob):
    eve = chat.account("Eve")
    assert bob.give_up().status_code == eve.give_up().status_code == 204


@pytest.mark.parametrize(
    "gone", ["Former member", "former  Member", "Forrner guest", "FORMER GUEST"]
)
def test_nobody_who_is_here_is_called_like_those_who_left(chat, gone):
    problem(chat.stranger().become_guest(gone), 409, "name-taken", "name")
    problem(chat.stranger().sign_up("eve", name=gone), 409, "name-taken", "name")
    assert chat.stranger().become_guest("Former minister").status_code == 201


def test_who_left_is_not_among_the_people_any_more(alice, bob):
    assert bob.id in [person["id"] for person in alice.people().json["people"]]
    bob.give_up()
    assert bob.id not in [person["id"] for person in alice.people().json["people"]]
    problem(alice.change_person(bob.id, suspended=True), 404, "not-found")


def test_it_takes_the_present_password(bob):
    problem(bob.give_up(password="x"), 422, "invalid", "password")
    assert bob.says("still here")
    assert bob.give_up().status_code == 204


@pytest.mark.parametrize("messages", [None, "", "Keep", "both", 1, []])
def test_what_becomes_of_the_messages_must_be_said(bob, messages):
    problem(bob.give_up(messages), 422, "invalid", "messages")
    assert bob.who_am_i().status_code == 200


def test_the_last_owner_stays(chat, alice, bob):
    message = alice.says("mine")
    problem(alice.give_up("delete"), 409, "last-owner")
    assert alice.who_am_i().status_code == 200
    assert [m["content"] for m in bob.load() if m["id"] == message["id"]] == ["mine"]
    alice.change_person(bob.id, role="owner")
    assert alice.give_up().status_code == 204
    problem(bob.give_up(), 409, "last-owner")


def test_an_owner_who_is_suspended_is_no_other_owner(chat, alice):
    olga = chat.account("Olga", "owner")
    chat.suspend(olga)
    problem(alice.give_up(), 409, "last-owner")


def test_a_guest_has_nothing_to_give_up(gus):
    problem(gus.give_up(), 403, "not-allowed")


def test_leaving_is_possible_where_posting_is_too_fast(make_chat):
    bob = make_chat(**UNLIMITED | {"POSTS_MAX": "1"}).account("Bob")
    bob.says("one")
    problem(bob.post_message("two"), 429, "too-fast")
    assert bob.give_up("delete").status_code == 204
