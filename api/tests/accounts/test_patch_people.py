"""PATCH /api/people/<id>: give somebody another role, shut them out, let them in again."""

import pytest

from tests.claims import problem


def test_an_owner_gives_a_role(alice, bob):
    answer = alice.change_person(bob.id, role="administrator")
    assert (answer.status_code, answer.json["role"]) == (200, "administrator")
    assert answer.json["id"] == bob.id and answer.json["username"] == "bob"
    assert bob.who_am_i().json["role"] == "administrator"


def test_the_same_again_changes_nothing(chat, alice, bob):
    before = alice.audit()[0]["id"]
    answer = alice.change_person(bob.id, role="member", suspended=False)
    assert (answer.status_code, answer.json["role"]) == (200, "member")
    assert alice.change_person(bob.id).json == answer.json
    assert alice.audit()[0]["id"] == before


# Who gives whom which role; what is not here is refused.
MAY = {
    ("owner", present, wanted)
    for present in ("member", "administrator", "owner")
    for wanted in ("member", "administrator", "owner")
} | {("administrator", "member", "member")}


@pytest.mark.parametrize("wanted", ["member", "administrator", "owner"])
@pytest.mark.parametrize("present", ["member", "administrator", "owner"])
@pytest.mark.parametrize("actor", ["administrator", "owner"])
def test_who_gives_whom_which_role(chat, actor, present, wanted):
    chat.account("Olga", "owner")  # so that nobody is the last one
    one, other = chat.account("One", actor), chat.account("Other", present)
    answer = one.change_person(other.id, role=wanted)
    if (actor, present, wanted) in MAY:
        assert (answer.status_code, answer.json["role"]) == (200, wanted)
    else:
        problem(answer, 403, "not-allowed")
    role = wanted if (actor, present, wanted) in MAY else present
    assert other.who_am_i().json["role"] == role


def test_a_suspended_person_is_out_at_once_and_nothing_is_hidden(chat, alice, bob, gus):
    phone = chat.another_browser(bob)
    message = bob.says("I was here")
    answer = alice.change_person(bob.id, suspended=True)
    assert answer.status_code == 200 and answer.json["suspended_at"]
    for browser in (bob, phone):
        problem(browser.poll(after=chat.newest()), 401, "not-signed-in")
        problem(browser.post_message("hello"), 401, "not-signed-in")
    problem(bob.sign_in("bob"), 403, "suspended")
    (shown,) = [m for m in gus.load() if m["id"] == message["id"]]
    assert (shown["content"], shown["author"]["name"]) == ("I was here", "Bob")


def test_who_is_let_in_again_signs_in_again(alice, bob):
    alice.change_person(bob.id, suspended=True)
    answer = alice.change_person(bob.id, suspended=False)
    assert answer.json["suspended_at"] is None
    problem(bob.who_am_i(), 401, "not-signed-in")
    assert bob.sign_in("bob").json["id"] == bob.id


def test_a_guest_can_be_suspended_which_is_for_good(alice, gus):
    assert alice.change_person(gus.id, suspended=True).status_code == 200
    problem(gus.who_am_i(), 401, "not-signed-in")


def test_suspending_twice_keeps_the_first_time(alice, bob):
    first = alice.change_person(bob.id, suspended=True).json["suspended_at"]
    assert alice.change_person(bob.id, suspended=True).json["suspended_at"] == first


def test_a_guests_role_cannot_be_set(alice, gus):
    for role in ("member", "administrator", "owner"):
        problem(alice.change_person(gus.id, role=role), 409, "no-account")
    assert gus.who_am_i().json["role"] == "guest"


def test_the_last_owner_is_neither_demoted_nor_suspended(alice, bob):
    problem(alice.change_person(alice.id, role="member"), 409, "last-owner")
    problem(alice.change_person(alice.id, suspended=True), 409, "last-owner")
    assert alice.who_am_i().json["role"] == "owner"
    alice.change_person(bob.id, role="owner")
    assert bob.change_person(alice.id, role="member").status_code == 200
    problem(bob.change_person(bob.id, role="administrator"), 409, "last-owner")


def test_a_suspended_owner_does_not_count(chat, alice):
    olga = chat.account("Olga", "owner")
    assert alice.change_person(olga.id, suspended=True).status_code == 200
    problem(alice.change_person(alice.id, role="member"), 409, "last-owner")
    problem(alice.change_person(alice.id, suspended=True), 409, "last-owner")
    # Olga is no last owner: she may be demoted.
    assert alice.change_person(olga.id, role="member").status_code == 200


def test_an_owner_may_suspend_oneself_where_there_is_another(chat, alice):
    chat.account("Olga", "owner")
    answer = alice.change_person(alice.id, suspended=True)
    assert answer.status_code == 200
    problem(alice.who_am_i(), 401, "not-signed-in")


def test_both_at_once_or_neither(alice, bob, dora, gus):
    answer = alice.change_person(bob.id, role="administrator", suspended=True)
    assert answer.json["role"] == "administrator" and answer.json["suspended_at"]
    problem(alice.change_person(gus.id, role="member", suspended=True), 409, "no-account")
    assert gus.who_am_i().status_code == 200
    problem(dora.change_person(gus.id, role="owner", suspended=True), 403, "not-allowed")
    assert gus.who_am_i().status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("role", "guest"), ("role", "king"), ("role", ""), ("role", 1), ("role", ["owner"])),
        *(("suspended", "true"), ("suspended", 1), ("suspended", 0), ("suspended", [])),
        *(("id", 1), ("name", "Rob"), ("username", "rob"), ("password_hash", "x")),
        *(("suspended_at", None), ("left_at", "2026-01-01"), ("is_guest", True)),
    ],
)
def test_what_cannot_be_changed_so_is_refused_with_the_field(chat, alice, bob, field, value):
    before = chat.sql("SELECT * FROM users WHERE id = ?", bob.id)
    problem(alice.change_person(bob.id, **{field: value}), 422, "invalid", field)
    assert chat.sql("SELECT * FROM users WHERE id = ?", bob.id) == before


def test_nobody_can_be_changed_who_is_not_there(chat, alice, bob):
    problem(alice.change_person(4711, suspended=True), 404, "not-found")
    bob.give_up()
    before = chat.sql("SELECT * FROM users")
    problem(alice.change_person(bob.id, role="owner", suspended=True), 404, "not-found")
    assert chat.sql("SELECT * FROM users") == before
