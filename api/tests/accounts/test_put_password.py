"""PUT /api/account/password: take another password."""

import pytest

from tests.cast import PASSWORD
from tests.claims import problem

NEW = "a new good one"


def test_the_new_one_signs_in_and_the_former_does_not(chat, bob):
    answer = bob.change_password(NEW)
    assert (answer.status_code, answer.data) == (204, b"")
    problem(chat.stranger().sign_in("bob"), 401, "wrong-credentials")
    assert chat.stranger().sign_in("bob", NEW).status_code == 201


def test_all_other_sessions_end_and_this_one_goes_on(chat, alice, bob):
    others = [chat.another_browser(bob) for _ in range(3)]
    assert {other.who_am_i().status_code for other in others} == {200}
    bob.change_password(NEW)
    for other in others:
        problem(other.who_am_i(), 401, "not-signed-in")
        problem(other.post_message("hello"), 401, "not-signed-in")
    assert bob.who_am_i().status_code == alice.who_am_i().status_code == 200
    assert len(bob.sessions()) == 1


def test_a_refused_change_ends_nothing(chat, bob):
    other = chat.another_browser(bob)
    problem(bob.change_password("short"), 422, "invalid", "password")
    problem(bob.change_password(NEW, "x"), 422, "invalid", "current_password")
    assert other.who_am_i().status_code == 200
    assert chat.stranger().sign_in("bob").status_code == 201


@pytest.mark.parametrize("current", ["x", PASSWORD.upper(), PASSWORD + " "])
def test_it_takes_the_present_password(bob, current):
    problem(bob.change_password(NEW, current), 422, "invalid", "current_password")
    assert bob.change_password(NEW).status_code == 204


def test_leaving_it_out_or_null_is_not_knowing_it(bob):
    problem(bob.change_password(NEW, None), 422, "invalid", "current_password")
    body = {"password": NEW, "current_password": None}
    answer = bob.send("PUT", "/api/account/password", json=body)
    problem(answer, 422, "invalid", "current_password")


@pytest.mark.parametrize("password", [None, 1, [], "", "short", "x" * 201, "password", "12345678"])
def test_a_bad_one_is_refused_with_the_field(bob, password):
    problem(bob.change_password(password), 422, "invalid", "password")


@pytest.mark.parametrize("current", [1, [], "", "x" * 201])
def test_what_cannot_be_a_password_is_refused_with_the_field(bob, current):
    problem(bob.change_password(NEW, current), 422, "invalid", "current_password")


def test_the_user_name_is_no_password(chat):
    ada = chat.account("Lovelace")
    problem(ada.change_password("LoveLace"), 422, "invalid", "password")


def test_the_same_one_again_is_taken(chat, bob):
    """It ends the other sessions, which is what one may have wanted."""
    other = chat.another_browser(bob)
    assert bob.change_password(PASSWORD).status_code == 204
    problem(other.who_am_i(), 401, "not-signed-in")


def test_who_was_made_by_the_command_line_sets_the_first_one(chat, charlie):
    said = chat.run_command("people", "create", "zoe").output
    charlie.enter_by(said.partition("link=")[2].split()[0])
    assert charlie.who_am_i().json["has_password"] is False
    assert charlie.change_password(NEW, None).status_code == 204
    assert charlie.who_am_i().json["has_password"] is True
    assert chat.stranger().sign_in("zoe", NEW).status_code == 201


def test_who_never_had_one_sets_the_first_just_after_coming_in(chat, bob):
    chat.sql("UPDATE users SET password_hash = NULL WHERE username = 'bob'")
    chat.sql("UPDATE sessions SET created_at = '2020-01-01 00:00:00.000000'")
    late = bob.change_password("another good one", None)
    problem(late, 422, "invalid", "current_password")
    chat.sql("UPDATE sessions SET created_at = last_seen_at")
    assert bob.change_password("another good one", None).status_code == 204
    assert chat.stranger().sign_in("bob", "another good one").status_code == 201
