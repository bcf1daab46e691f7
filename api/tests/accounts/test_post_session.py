"""POST /api/session: sign in by user name and password."""

import pytest

from tests.cast import PASSWORD
from tests.claims import problem


def test_an_account_comes_in(bob, charlie):
    answer = charlie.sign_in("bob")
    assert (answer.status_code, answer.json) == (201, bob.who_am_i().json)
    assert charlie.who_am_i().json["id"] == bob.id
    assert charlie.says("hello")["author"]["name"] == "Bob"


@pytest.mark.parametrize("username", ["BOB", " bob ", "Bob\n"])
def test_the_user_name_is_taken_in_any_spelling(bob, charlie, username):
    assert charlie.sign_in(username).status_code == 201


def test_a_wrong_password_opens_nothing(bob, charlie):
    for wrong in (PASSWORD.upper(), PASSWORD + " ", " " + PASSWORD, PASSWORD[:-1], "x"):
        problem(charlie.sign_in("bob", wrong), 401, "wrong-credentials")
    problem(charlie.who_am_i(), 401, "not-signed-in")
    assert charlie.sign_in("bob").status_code == 201


def test_somebody_elses_password_opens_nothing(chat, bob, charlie):
    chat.stranger().sign_up("eve", "another good one")
    problem(charlie.sign_in("bob", "another good one"), 401, "wrong-credentials")


def test_the_name_is_not_the_user_name(chat, charlie):
    chat.stranger().sign_up("robert", name="Bobby")
    problem(charlie.sign_in("bobby"), 401, "wrong-credentials")
    assert charlie.sign_in("robert").status_code == 201


def test_an_account_without_a_password_opens_to_none(chat, charlie):
    done = chat.run_command("people", "create", "zoe")
    assert done.exit_code == 0
    for password in ("x", "None", "nobody has this password", PASSWORD):
        problem(charlie.sign_in("zoe", password), 401, "wrong-credentials")


def test_the_same_password_typed_on_another_keyboard(chat, charlie):
    """Composed or not, wide or not: NIST SP 800-63B asks for NFKC."""
    chat.stranger().sign_up("zoe", "Cafe\u0301 fu\u0308r alle")
    assert charlie.sign_in("zoe", "Caf\u00e9 f\u00fcr alle").status_code == 201


@pytest.mark.parametrize("field", ["username", "password"])
@pytest.mark.parametrize("value", [None, 1, True, [], {}, ""])
def test_what_is_neither_is_refused_with_the_field(bob, charlie, field, value):
    body = {"username": "bob", "password": PASSWORD} | {field: value}
    problem(charlie.send("POST", "/api/session", json=body), 422, "invalid", field)


@pytest.mark.parametrize("username", ["?", "x", "a b", "' OR '1'='1", "bob'--", "%"])
def test_what_can_be_nobodys_user_name_is_refused_with_the_field(bob, charlie, username):
    problem(charlie.sign_in(username), 422, "invalid", "username")


def test_missing_fields_are_named(charlie):
    answer = charlie.send("POST", "/api/session", json={})
    problem(answer, 422, "invalid", "username", "password")


def test_signing_in_again_replaces_the_session(bob):
    former = bob.sessions()[0]["id"]
    assert bob.sign_in("bob").status_code == 201
    (session,) = bob.sessions()
    assert session["id"] != former


def test_signing_in_to_another_account_leaves_the_first(chat, bob):
    chat.account("Eve")
    elsewhere = chat.another_browser(bob)
    assert bob.sign_in("eve").json["username"] == "eve"
    assert [session["is_current"] for session in elsewhere.sessions()] == [True]


def test_a_guest_who_signs_in_is_the_account_and_no_guest_any_more(chat, gus, bob):
    former = gus.cookie
    message = gus.says("hello")
    assert gus.sign_in("bob").json["id"] == bob.id
    (kept,) = [m for m in gus.load() if m["id"] == message["id"]]
    assert kept["author"] == {"id": gus.id, "name": "Gus", "is_guest": True, "avatar": None}
    thief = chat.stranger()
    thief.cookie = former
    problem(thief.who_am_i(), 401, "not-signed-in")


def test_a_failed_try_leaves_the_session_as_it_is(gus, bob):
    problem(gus.sign_in("bob", "x"), 401, "wrong-credentials")
    assert gus.who_am_i().json["id"] == gus.id


def test_who_is_suspended_is_told_after_the_right_password_only(chat, bob, charlie):
    chat.suspend(bob)
    problem(charlie.sign_in("bob"), 403, "suspended")
    problem(charlie.sign_in("bob", "x"), 401, "wrong-credentials")
    problem(charlie.who_am_i(), 401, "not-signed-in")


def test_a_password_that_changed_during_the_check_opens_nothing(chat, bob, charlie, monkeypatch):
    """Between looking at the hash and beginning the session, another request came."""
    from parley.services import passwords

    matches = passwords.matches

    def overtaken(*args):
        is_right = matches(*args)
        chat.sql("UPDATE users SET password_hash = password_hash || 'x' WHERE id = ?", bob.id)
        return is_right

    monkeypatch.setattr(passwords, "matches", overtaken)
    problem(charlie.sign_in("bob"), 401, "wrong-credentials")
    problem(charlie.who_am_i(), 401, "not-signed-in")
