"""PATCH /api/account: sign in by another user name from now on."""

import pytest

from tests.cast import PASSWORD
from tests.claims import problem


def test_the_new_one_signs_in_and_the_former_does_not(chat, bob):
    answer = bob.change_username("Robert")
    assert answer.status_code == 200
    assert (answer.json["username"], answer.json["name"]) == ("robert", "Bob")
    assert bob.who_am_i().json == answer.json
    problem(chat.stranger().sign_in("bob"), 401, "wrong-credentials")
    assert chat.stranger().sign_in("robert").json["id"] == bob.id


def test_other_sessions_stay_and_know_it_at_once(chat, bob):
    other = chat.another_browser(bob)
    assert other.who_am_i().json["username"] == "bob"
    bob.change_username("robert")
    assert other.who_am_i().json["username"] == "robert"


def test_the_former_one_is_free_again(chat, bob):
    assert bob.change_username("robert").status_code == 200
    assert chat.stranger().sign_up("bob", name="Another").status_code == 201


def test_it_takes_the_present_password(chat, bob):
    for wrong in ("x", PASSWORD.upper(), PASSWORD + " "):
        problem(bob.change_username("robert", wrong), 422, "invalid", "password")
    assert bob.who_am_i().json["username"] == "bob"
    assert bob.change_username("robert").status_code == 200


def test_anothers_password_is_not_ones_own(chat, bob):
    chat.stranger().sign_up("eve", "another good one")
    problem(bob.change_username("robert", "another good one"), 422, "invalid", "password")


def test_without_a_password_it_takes_having_come_lately(chat, bob):
    chat.sql("UPDATE users SET password_hash = NULL WHERE username = 'bob'")
    body = {"username": "robert"}
    chat.sql("UPDATE sessions SET created_at = '2020-01-01 00:00:00.000000'")
    problem(bob.send("PATCH", "/api/account", json=body), 422, "invalid", "password")
    chat.sql("UPDATE sessions SET created_at = last_seen_at")
    assert bob.send("PATCH", "/api/account", json=body).json["username"] == "robert"


def test_a_taken_one_is_refused(alice, bob):
    for taken in ("alice", "ALICE"):
        problem(bob.change_username(taken), 409, "username-taken", "username")
    assert bob.who_am_i().json["username"] == "bob"


def test_ones_own_may_be_given_again(bob):
    assert bob.change_username("bob").json["username"] == "bob"


@pytest.mark.parametrize("username", [None, 1, "", "a", "x" * 33, ".a", "a b", "ä" * 3, "a\0b"])
def test_what_is_no_user_name_is_refused_with_the_field(bob, username):
    problem(bob.change_username(username), 422, "invalid", "username")


@pytest.mark.parametrize("field", ["username", "password"])
def test_a_missing_field_is_named(bob, field):
    body = {"username": "robert", "password": PASSWORD}
    del body[field]
    problem(bob.send("PATCH", "/api/account", json=body), 422, "invalid", field)


def test_it_is_no_news_to_the_room(chat, bob):
    before = chat.newest()
    bob.change_username("robert")
    assert chat.newest() == before
