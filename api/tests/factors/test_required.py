"""Who has to have a second factor, who helps those who lost theirs, and what is written down."""

import pytest

from tests.claims import problem
from tests.factors.setting_up import PROOF, first_step, second_step, set_up


def test_a_one_time_link_does_not_pass_the_second_factor(chat, bob, app):
    said = chat.run_command("people", "sign-in-link", "bob").output
    token = said.partition("#link=")[2].split()[0]
    browser = chat.stranger()
    step = browser.send("POST", "/api/session/link", json={"token": token})
    assert step.status_code == 202
    assert second_step(browser, step.json["ticket"], app.code()).status_code == 201
    new = {"password": "another long one"}
    assert browser.send("PUT", "/api/account/password", json=new).status_code == 204


def test_who_lost_all_is_helped_by_the_host(chat, bob, app):
    assert "password alone" in chat.run_command("people", "reset-factors", "bob").output
    browser = chat.stranger()
    signed_in = browser.send("POST", "/api/session", json={"username": "bob", **PROOF})
    assert signed_in.status_code == 201


def test_or_by_an_administrator(chat, alice, bob, app):
    address = f"/api/people/{bob.id}/factors"
    problem(bob.send("DELETE", address, json={}), 403, "not-allowed")
    assert alice.send("DELETE", address, json={}).status_code == 204
    assert bob.who_am_i().json["has_factor"] is False
    problem(alice.send("DELETE", "/api/people/999/factors", json={}), 404, "not-found")


@pytest.mark.parametrize(
    ("asked_of", "of_members", "of_owners"),
    [("nobody", False, False), ("administrators", False, True), ("everybody", True, True)],
)
def test_owners_may_ask_for_a_second_factor(chat, alice, bob, asked_of, of_members, of_owners):
    decided = alice.send("PATCH", "/api/joining", json={"second_factor": asked_of})
    assert decided.json["second_factor"] == asked_of
    for person, is_asked in ((bob, of_members), (alice, of_owners)):
        assert person.who_am_i().json["needs_factor"] is is_asked
        answer = person.post_message("hello")
        if is_asked:
            problem(answer, 403, "second-factor-required")
            problem(person.page(), 403, "second-factor-required")
        else:
            assert answer.status_code == 201


def test_who_has_set_one_up_goes_on(chat, alice, bob, time):
    alice.send("PATCH", "/api/joining", json={"second_factor": "everybody"})
    problem(bob.post_message("hello"), 403, "second-factor-required")
    set_up(bob, time)
    assert bob.post_message("hello").status_code == 201


def test_until_then_nobody_else_sees_anything_new_of_them(chat, alice, bob, time):
    assert bob.rename("Robert").status_code == 200
    alice.send("PATCH", "/api/joining", json={"second_factor": "everybody"})
    problem(bob.rename("Loud"), 403, "second-factor-required")
    problem(bob.show_picture(b""), 403, "second-factor-required")
    problem(bob.remove_picture(), 403, "second-factor-required")
    set_up(bob, time)
    assert bob.rename("Robert").status_code == 200


def test_guests_are_never_asked_for_one(chat, alice):
    alice.send("PATCH", "/api/joining", json={"second_factor": "everybody"})
    assert chat.guest("Charlie").post_message("hello").status_code == 201


def test_each_act_is_in_the_audit_log(chat, bob, app):
    browser = chat.stranger()
    second_step(browser, first_step(browser), "000000")
    second_step(browser, first_step(browser), app.code())
    bob.send("POST", "/api/account/recovery-codes", json=PROOF)
    bob.send("DELETE", "/api/account/totp", json=PROOF)
    acts = [act for (act,) in chat.sql("SELECT act FROM audit_entries ORDER BY id")]
    assert acts == [
        "account-made",
        "factor-added",
        "second-factor-failed",
        "signed-in",
        "recovery-codes-renewed",
        "factor-removed",
    ]
