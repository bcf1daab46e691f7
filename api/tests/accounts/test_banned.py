"""Who comes from a banned network: which of it reaches whom, and for how long."""

import pytest

from tests.accounts.banning import ELSEWHERE, NEIGHBOUR, SOON, THEIRS, at, come_in, reading
from tests.cast import LOBBY
from tests.claims import problem


def test_no_guest_comes_in_from_there_and_from_next_door_one_does(chat, banned):
    problem(come_in(chat, THEIRS, "Otter"), 403, "address-banned")
    assert come_in(chat, NEIGHBOUR, "Otter").status_code == 201


def test_who_is_a_guest_already_is_kept_out_while_they_come_from_there(alice, gus):
    assert reading(gus, THEIRS).status_code == 200
    assert alice.ban(THEIRS).status_code == 201
    problem(reading(gus, THEIRS), 403, "address-banned")
    message = {"room_id": LOBBY, "content": "hi", "client_id": "0" * 32}
    problem(at(THEIRS, gus)("POST", "/api/messages", json=message), 403, "address-banned")
    problem(at(THEIRS, gus)("GET", "/api/avatars/" + "A" * 22), 403, "address-banned")
    assert reading(gus, ELSEWHERE).status_code == 200


def test_a_banned_guest_is_called_nothing_else(alice, gus):
    there = at(THEIRS, gus)
    assert there("PATCH", "/api/session", json={"name": "Augustus"}).status_code == 200
    assert alice.ban(THEIRS).status_code == 201
    alice.load()
    problem(there("PATCH", "/api/session", json={"name": "Loud"}), 403, "address-banned")
    assert alice.follow() == []
    assert gus.rename("Gustav").status_code == 200  # from elsewhere
    assert [notice["content"] for notice in alice.follow()][-1] == "Augustus is now Gustav"


def test_a_banned_guest_may_still_see_who_they_are_leave_or_make_an_account(chat, banned, gus):
    there = at(THEIRS, gus)
    assert there("GET", "/api/session").status_code == 200
    account = {"username": "gus", "password": "a long enough one"}
    assert there("POST", "/api/account", json=account).status_code == 201
    assert reading(gus, THEIRS).status_code == 200
    assert there("DELETE", "/api/session", json={}).status_code == 204


def test_accounts_are_not_touched(alice, bob, banned):
    for person in (alice, bob):
        assert reading(person, THEIRS).status_code == 200


def test_a_stranger_there_may_still_sign_in(chat, bob, banned):
    body = {"username": "bob", "password": "correct horse battery"}
    answer = at(THEIRS, chat.stranger())("POST", "/api/session", json=body)
    assert answer.status_code == 201


def test_nothing_is_destroyed_and_when_it_is_lifted_all_is_as_before(alice, gus):
    gus.says("hello")
    (ban,) = [alice.ban(THEIRS).json]
    problem(reading(gus, THEIRS), 403, "address-banned")
    assert alice.load()[-1]["author"]["name"] == "Gus"
    assert alice.lift(ban["id"]).status_code == 204
    assert alice.bans() == []
    assert reading(gus, THEIRS).json["messages"][-1]["content"] == "hello"
    problem(alice.lift(ban["id"]), 404, "not-found")


def test_it_ends_by_itself_without_a_restart(chat, alice, gus, banned, later):
    problem(reading(gus, THEIRS), 403, "address-banned")
    later(hours=SOON, seconds=1)
    assert reading(gus, THEIRS).status_code == 200
    assert come_in(chat, THEIRS, "Otter").status_code == 201
    assert alice.bans() == []
    problem(alice.lift(banned["id"]), 404, "not-found")


def test_it_holds_to_the_end(gus, banned, later):
    later(hours=SOON, seconds=-1)
    problem(reading(gus, THEIRS), 403, "address-banned")


def test_it_holds_after_a_restart(chat, gus, banned):
    from parley.services.feed_memory import current

    chat.run(lambda: current().memory.clear())
    problem(reading(gus, THEIRS), 403, "address-banned")


def test_one_made_by_another_process_holds_at_once(chat, gus, alice):
    assert reading(gus, THEIRS).status_code == 200
    chat.sql(
        "INSERT INTO address_bans (network, created_at, expires_at) VALUES (?, ?, ?)",
        f"{THEIRS}/32",
        "2026-01-01 00:00:00",
        "2999-01-01 00:00:00",
    )
    chat.sql("UPDATE feed_state SET rights = rights + 1")
    problem(reading(gus, THEIRS), 403, "address-banned")
    assert alice.bans()[0]["created_by"] is None


@pytest.mark.parametrize(
    ("network", "inside", "outside"),
    [
        ("203.0.113.0/24", "203.0.113.255", "203.0.114.0"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2:ffff::1", "2001:db8:1:3::1"),
        ("2001:db8:1::/48", "2001:db8:1:ffff::1", "2001:db8:2::1"),
        ("203.0.113.7", "::ffff:203.0.113.7", "::ffff:203.0.113.8"),
        ("::ffff:203.0.113.7", "203.0.113.7", "203.0.113.8"),
    ],
)
def test_a_network_holds_what_is_in_it(alice, gus, network, inside, outside):
    assert alice.ban(network).status_code == 201
    problem(reading(gus, inside), 403, "address-banned")
    assert reading(gus, outside).status_code == 200


def test_the_address_is_that_which_the_proxy_saw_and_no_forged_one(gus, banned):
    """nginx replaces the header; of a row of addresses the last is the one it saw."""
    problem(reading(gus, f"{ELSEWHERE}, {THEIRS}"), 403, "address-banned")
    forged = {"X-Forwarded-For": THEIRS, "X-Real-IP": ELSEWHERE, "Forwarded": f"for={ELSEWHERE}"}
    answer = gus.send("GET", "/api/rooms", headers=forged)
    problem(answer, 403, "address-banned")


def test_a_guest_from_there_wakes_no_database(chat, gus, banned):
    """What is known by heart is enough: a banned crowd costs little."""
    problem(reading(gus, THEIRS), 403, "address-banned")
    assert chat.statements(lambda: reading(gus, THEIRS)) == 0
