"""/api/joining: how accounts are made, whether guests may come; and what comes of it."""

import pytest

from tests.claims import problem
from tests.stage import UNLIMITED

NO_MORE = {"mail": False, "directory": False, "providers": []}
NO_MORE |= {"members_visible_to_guests": True}


def test_everybody_may_know_the_rules(charlie, bob):
    rules = {
        "sign_up": "open",
        "guests": True,
        "second_factor": "nobody",
        "has_owner": False,
    } | NO_MORE
    assert charlie.get("/api/joining").json == rules
    assert bob.get("/api/joining").json == rules


def test_the_settings_hold_until_an_owner_decides(make_chat):
    chat = make_chat(SIGN_UP="invite", GUESTS="off", **UNLIMITED)
    rules = {
        "sign_up": "invite",
        "guests": False,
        "second_factor": "nobody",
        "has_owner": False,
    } | NO_MORE
    assert chat.stranger().get("/api/joining").json == rules


def test_an_owner_decides_and_what_is_left_out_stays(chat, alice, charlie):
    rules = {
        "sign_up": "open",
        "guests": True,
        "second_factor": "nobody",
        "has_owner": True,
    } | NO_MORE
    assert charlie.get("/api/joining").json == rules
    answer = alice.decide(sign_up="closed")
    assert (answer.status_code, answer.json) == (200, rules | {"sign_up": "closed"})
    assert alice.decide(guests=False).json == rules | {"sign_up": "closed", "guests": False}
    assert alice.decide().json == charlie.get("/api/joining").json
    assert charlie.get("/api/joining").json == rules | {"sign_up": "closed", "guests": False}


def test_a_decision_outlives_a_restart_and_the_settings(chat, alice):
    alice.decide(sign_up="closed", guests=True)
    from parley import create_app
    from tests.cast import Client

    again = Client(create_app(chat.environ | {"SIGN_UP": "open", "GUESTS": "off"}))
    assert (
        again.get("/api/joining").json
        == {
            "sign_up": "closed",
            "guests": True,
            "second_factor": "nobody",
            "has_owner": True,
        }
        | NO_MORE
    )


def test_an_administrator_does_not_decide(alice, dora):
    problem(dora.decide(guests=False), 403, "not-allowed")
    assert alice.decide(guests=False).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("sign_up", "OPEN"), ("sign_up", ""), ("sign_up", 1), ("sign_up", ["open"])),
        *(("guests", "on"), ("guests", 1), ("guests", 0), ("guests", "true"), ("guests", [])),
        *(("has_owner", False), ("x", 1)),
    ],
)
def test_what_is_no_rule_is_refused_with_the_field(alice, field, value):
    before = alice.get("/api/joining").json
    problem(alice.decide(**{field: value}), 422, "invalid", field)
    assert alice.get("/api/joining").json == before


def test_without_guests_nobody_becomes_one(alice, charlie):
    alice.decide(guests=False)
    problem(charlie.become_guest("Charlie"), 403, "guests-closed")
    problem(charlie.become_guest(), 403, "guests-closed")
    assert charlie.sign_up("charlie").status_code == 201
    alice.decide(guests=True)
    charlie.leave()
    assert charlie.become_guest("Charles").status_code == 201


def test_and_who_is_one_may_only_make_an_account(alice, gus):
    assert gus.says("hello")
    alice.decide(guests=False)
    problem(gus.post_message("still here"), 403, "guests-closed")
    problem(gus.page(), 403, "guests-closed")
    problem(gus.poll(gus.cursor or "0" * 16 + "-0"), 403, "guests-closed")
    assert gus.who_am_i().json["is_guest"] is True
    assert gus.sign_up("gus").status_code == 201
    assert gus.says("here again")


def test_nor_is_called_anything_else(alice, gus):
    assert gus.rename("Augustus").status_code == 200
    alice.decide(guests=False)
    alice.load()
    problem(gus.rename("Loud"), 403, "guests-closed")
    assert alice.follow() == []


def test_closed_is_closed(chat, alice, gus, charlie):
    token = alice.invite(uses=5).json["token"]
    alice.decide(sign_up="closed")
    for late in (charlie, gus):
        problem(late.sign_up("charlie"), 403, "sign-up-closed")
        problem(late.sign_up("charlie", invitation=token), 403, "sign-up-closed")
    assert alice.invitations()[0]["uses_left"] == 5
    alice.decide(sign_up="open")
    assert charlie.sign_up("charlie").status_code == 201


def test_who_has_an_account_comes_in_where_sign_up_is_closed(chat, alice, bob):
    alice.decide(sign_up="closed", guests=False)
    assert chat.stranger().sign_in("bob").status_code == 201


def test_by_invitation_only(alice, gus, charlie):
    alice.decide(sign_up="invite")
    for late in (charlie, gus):
        problem(late.sign_up("charlie"), 403, "sign-up-closed")
        problem(late.sign_up("charlie", invitation="x"), 410, "link-gone")
    token = alice.invite(uses=2).json["token"]
    assert charlie.sign_up("charlie", invitation=token).status_code == 201
    claimed = gus.sign_up("gus", invitation=token)
    assert (claimed.status_code, claimed.json["id"]) == (201, gus.id)


def test_the_settings_close_it_too(make_chat):
    chat = make_chat(SIGN_UP="closed", GUESTS="off", **UNLIMITED)
    problem(chat.stranger().sign_up("charlie"), 403, "sign-up-closed")
    problem(chat.stranger().become_guest(), 403, "guests-closed")
