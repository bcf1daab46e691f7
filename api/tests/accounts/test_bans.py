"""/api/bans: networks from which no guest may come for a time."""

from datetime import datetime, timedelta

import pytest

from parley.services import tidying
from tests.accounts.banning import NEIGHBOUR, SOON, THEIRS
from tests.claims import problem
from tests.script import Script, make


def test_a_ban_says_what_and_until_when_and_who_made_it(alice, banned):
    first, last = (datetime.fromisoformat(banned[which]) for which in ("created_at", "expires_at"))
    assert last - first == timedelta(hours=SOON)
    assert banned["network"] == f"{THEIRS}/32"
    assert banned["created_by"] == {"id": alice.id, "name": "Alice"}
    assert set(banned) == {"id", "network", "created_at", "expires_at", "created_by"}
    assert alice.bans() == [banned]


def test_a_ban_of_the_same_network_takes_the_place_of_the_former(alice, banned):
    longer = alice.ban(f"{THEIRS}/32", 48).json
    assert alice.bans() == [longer] and longer["id"] != banned["id"]


def test_the_newest_is_first(alice):
    made = [alice.ban(f"192.0.2.{number}").json for number in range(3)]
    assert alice.bans() == made[::-1]


def test_one_may_ban_the_address_one_comes_from(alice):
    own = {"X-Forwarded-For": THEIRS}
    body = {"address": THEIRS, "hours": 1}
    assert alice.send("POST", "/api/bans", headers=own, json=body).status_code == 201
    assert alice.send("GET", "/api/bans", headers=own).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("address", "x"), ("address", ""), ("address", "10.0.0.0/15"), ("address", "::/31")),
        *(("address", 1), ("address", None), ("address", "x" * 51), ("hours", 0), ("hours", 8761)),
        *(("hours", "1"), ("hours", 1.5), ("hours", None), ("network", THEIRS)),
    ],
)
def test_a_bad_one_is_refused_with_the_field(alice, field, value):
    body = {"address": THEIRS, "hours": 1} | {field: value}
    problem(alice.send("POST", "/api/bans", json=body), 422, "invalid", field)
    assert alice.bans() == []


def test_administrators_do_it_and_members_do_not(dora, bob, gus):
    ban = dora.ban(THEIRS).json
    for person in (bob, gus):
        problem(person.ban(THEIRS), 403, "not-allowed")
        problem(person.lift(ban["id"]), 403, "not-allowed")
        problem(person.get("/api/bans"), 403, "not-allowed")
    assert dora.lift(ban["id"]).status_code == 204


def test_a_token_needs_the_scope_for_it(chat, dora):
    allowed, refused = (Script(chat, make(dora, scope)["token"]) for scope in ("manage", "post"))
    body = {"address": THEIRS, "hours": 1}
    problem(refused.send("POST", "/api/bans", json=body), 403, "not-allowed")
    ban = allowed.send("POST", "/api/bans", json=body)
    assert ban.status_code == 201
    assert allowed.send("GET", "/api/bans").json == {"bans": [ban.json]}
    assert allowed.send("DELETE", f"/api/bans/{ban.json['id']}", json={}).status_code == 204


def test_both_acts_are_in_the_audit_log(alice):
    ban = alice.ban("203.0.113.0/24", 3).json
    alice.lift(ban["id"])
    lifted, made = alice.audit(limit=2)
    assert (made["act"], made["actor"]["id"]) == ("address-banned", alice.id)
    assert made["details"] == {"network": "203.0.113.0/24", "hours": 3}
    assert (lifted["act"], lifted["details"]) == (
        "address-ban-lifted",
        {"network": "203.0.113.0/24"},
    )


def test_those_that_are_over_are_forgotten(chat, alice, banned, later):
    kept = alice.ban(NEIGHBOUR, 100).json
    later(hours=SOON, seconds=1)
    chat.run(tidying.tidy)
    assert chat.sql("SELECT id FROM address_bans") == [(kept["id"],)]


def test_who_made_one_and_left_is_a_former_member(alice, dora):
    dora.ban(THEIRS)
    dora.give_up()
    assert alice.bans()[0]["created_by"] == {"id": dora.id, "name": "Former member"}
