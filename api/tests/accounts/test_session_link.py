"""One-time links: POST /api/people/<id>/sign-in-link makes one, POST /api/session/link uses it."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import PASSWORD
from tests.claims import problem


@pytest.fixture
def token(alice, bob):
    return link_for(alice, bob)


def link_for(maker, person):
    answer = maker.make_sign_in_link(person.id)
    assert answer.status_code == 201, answer.text
    return answer.json["token"]


def test_a_link_signs_its_person_in(bob, charlie, token):
    answer = charlie.enter_by(token)
    assert (answer.status_code, answer.json) == (201, bob.who_am_i().json)
    assert charlie.who_am_i().json["id"] == bob.id


def test_it_works_once(chat, charlie, token):
    assert charlie.enter_by(token).status_code == 201
    problem(chat.stranger().enter_by(token), 410, "link-gone")


def test_it_lasts_four_hours(chat, alice, bob, charlie):
    answer = alice.make_sign_in_link(bob.id)
    assert set(answer.json) == {"token", "expires_at"}
    lasts = datetime.fromisoformat(answer.json["expires_at"]) - datetime.now(UTC)
    assert timedelta(hours=3, minutes=59) < lasts <= timedelta(hours=4)
    chat.sql("UPDATE links SET expires_at = '2000-01-01 00:00:00'")
    problem(charlie.enter_by(answer.json["token"]), 410, "link-gone")


def test_a_new_link_takes_the_former_one_back(alice, dora, bob, charlie, token):
    newer = link_for(dora, bob)
    problem(charlie.enter_by(token), 410, "link-gone")
    assert charlie.enter_by(newer).status_code == 201


def test_a_link_for_one_leaves_that_for_another(chat, alice, bob, charlie, token):
    link_for(alice, chat.account("Eve"))
    assert charlie.enter_by(token).json["id"] == bob.id


def test_the_persons_other_browsers_stay_signed_in(bob, charlie, token):
    charlie.enter_by(token)
    assert bob.who_am_i().status_code == 200
    assert len(bob.sessions()) == 2


def test_it_replaces_the_session_that_the_browser_had(chat, gus, bob, token):
    former = gus.cookie
    assert gus.enter_by(token).json["id"] == bob.id
    thief = chat.stranger()
    thief.cookie = former
    problem(thief.who_am_i(), 401, "not-signed-in")


def test_a_guest_has_no_account_to_sign_in_to(alice, gus):
    problem(alice.make_sign_in_link(gus.id), 409, "no-account")


def test_a_link_to_who_has_no_account_any_more_opens_nothing(chat, bob, charlie, token):
    """As after a restore, or by a mistake of ours: a guest is signed in by nothing."""
    chat.sql("UPDATE users SET role = 'guest' WHERE id = ?", bob.id)
    problem(charlie.enter_by(token), 410, "link-gone")


def test_nobody_and_who_left_get_none(chat, alice, bob):
    problem(alice.make_sign_in_link(4711), 404, "not-found")
    bob.give_up()
    problem(alice.make_sign_in_link(bob.id), 404, "not-found")


def test_suspending_takes_the_link_back(alice, bob, charlie, token):
    alice.change_person(bob.id, suspended=True)
    problem(charlie.enter_by(token), 410, "link-gone")
    alice.change_person(bob.id, suspended=False)
    problem(charlie.enter_by(token), 410, "link-gone")


def test_a_link_for_who_is_suspended_says_so_and_stays_good(chat, alice, bob, charlie):
    alice.change_person(bob.id, suspended=True)
    token = link_for(alice, bob)
    problem(charlie.enter_by(token), 403, "suspended")
    chat.sql("UPDATE users SET suspended_at = NULL")
    assert charlie.enter_by(token).status_code == 201


def test_who_leaves_takes_the_link_along(bob, charlie, token):
    assert bob.give_up().status_code == 204
    problem(charlie.enter_by(token), 410, "link-gone")


@pytest.mark.parametrize("token", [None, 1, True, [], {}, "", "x" * 101])
def test_what_cannot_be_a_token_is_refused_with_the_field(charlie, token):
    problem(charlie.enter_by(token), 422, "invalid", "token")


@pytest.mark.parametrize("token", ["x", "x" * 32, "%", "' OR 1=1", "\0", "é"])
def test_what_never_was_one_opens_nothing(charlie, token):
    problem(charlie.enter_by(token), 410, "link-gone")


def test_within_an_hour_a_link_stands_in_for_the_present_password(chat, charlie, token):
    """Who is locked out has forgotten it."""
    charlie.enter_by(token)
    assert charlie.change_password("a new good one", current=None).status_code == 204
    problem(chat.stranger().sign_in("bob"), 401, "wrong-credentials")
    assert chat.stranger().sign_in("bob", "a new good one").status_code == 201


def test_after_an_hour_it_does_not(chat, charlie, token):
    charlie.enter_by(token)
    for minutes, status in ((61, 422), (59, 204)):
        opened = datetime.now(UTC) - timedelta(minutes=minutes)
        chat.sql("UPDATE sessions SET created_at = ? WHERE by_link", f"{opened:%Y-%m-%d %H:%M:%S}")
        assert charlie.change_password("a new good one", current=None).status_code == status


def test_a_wrong_present_password_is_wrong_even_then(charlie, token):
    charlie.enter_by(token)
    answer = charlie.change_password("a new good one", current="x")
    problem(answer, 422, "invalid", "current_password")


def test_a_session_opened_by_password_needs_the_password(bob, token):
    problem(bob.change_password("a new good one", current=None), 422, "invalid", "current_password")


def test_a_link_opens_neither_leaving_nor_another_user_name(charlie, token):
    charlie.enter_by(token)
    problem(charlie.give_up(password="x"), 422, "invalid", "password")
    problem(charlie.change_username("robert", "x"), 422, "invalid", "password")
    assert charlie.change_username("robert", PASSWORD).status_code == 200


@pytest.mark.parametrize("body", [{"hours": 400}, {"token": "x"}, {"": 1}])
def test_nothing_about_a_link_can_be_chosen(alice, bob, body):
    answer = alice.send("POST", f"/api/people/{bob.id}/sign-in-link", json=body)
    problem(answer, 422, "invalid", *body)
