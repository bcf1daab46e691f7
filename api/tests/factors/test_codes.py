"""The app's codes and the recovery codes: which are good, and for how long."""

import pytest

from tests.cast import PASSWORD
from tests.claims import problem
from tests.factors.setting_up import PROOF, App, first_step, second_step, set_up
from tests.spelling import RESPELLED


def test_a_right_password_is_not_enough_any_more(chat, bob, app):
    browser = chat.stranger()
    answer = browser.send("POST", "/api/session", json={"username": "bob", **PROOF})
    assert (answer.status_code, answer.json["factors"]) == (202, ["totp", "recovery"])
    assert "Set-Cookie" not in answer.headers
    problem(browser.who_am_i(), 401, "not-signed-in")


def test_the_apps_code_is_the_second_step(chat, bob, app):
    browser = chat.stranger()
    assert second_step(browser, first_step(browser), app.code()).json["id"] == bob.id
    assert browser.who_am_i().status_code == 200


@pytest.mark.parametrize("steps", [-1, 1])
def test_a_clock_may_be_a_step_off(chat, bob, app, time, steps):
    time.steps += 3
    browser = chat.stranger()
    assert second_step(browser, first_step(browser), app.code(steps)).status_code == 201


@pytest.mark.parametrize("steps", [-2, 2, 100])
def test_and_not_more(chat, bob, app, time, steps):
    time.steps += 3
    browser = chat.stranger()
    answer = second_step(browser, first_step(browser), app.code(steps))
    problem(answer, 422, "invalid", "code")


def test_totp_replay_of_a_code_that_was_seen(chat, bob, app):
    browser, code = chat.stranger(), app.code()
    assert second_step(browser, first_step(browser), code).status_code == 201
    watcher = chat.stranger()
    problem(second_step(watcher, first_step(watcher), code), 422, "invalid", "code")


def test_totp_replay_of_the_code_that_confirmed_the_app(chat, bob, time):
    begun = bob.send("POST", "/api/account/totp", json=PROOF).json
    code = App(begun["secret"], time).code()
    step = {"ticket": begun["ticket"], "code": code}
    assert bob.send("PUT", "/api/account/totp", json=step).status_code == 200
    browser = chat.stranger()
    problem(second_step(browser, first_step(browser), code), 422, "invalid", "code")


def test_nothing_is_set_up_before_a_code_confirms_it(bob, time):
    begun = bob.send("POST", "/api/account/totp", json=PROOF).json
    wrong = {"ticket": begun["ticket"], "code": "000000"}
    problem(bob.send("PUT", "/api/account/totp", json=wrong), 422, "invalid", "code")
    assert bob.get("/api/account/factors").json["totp"] is False
    assert bob.who_am_i().json["has_factor"] is False


def test_each_recovery_code_works_once(chat, bob, time):
    _, codes = set_up(bob, time)
    assert len(set(codes)) == 10
    for browser, code in ((chat.stranger(), codes[0]), (chat.stranger(), codes[1].upper())):
        assert second_step(browser, first_step(browser), f" {code} ").status_code == 201
    browser = chat.stranger()
    problem(second_step(browser, first_step(browser), codes[0]), 422, "invalid", "code")
    assert bob.get("/api/account/factors").json["recovery_codes_left"] == 8


def test_a_recovery_code_may_be_all_digits(chat, bob, app, monkeypatch):
    """As one of 281 is."""
    monkeypatch.setattr("parley.services.factors.secrets.token_hex", lambda _bytes: "123456789012")
    monkeypatch.setattr("parley.services.factors.CODES", 1)
    renewed = bob.send("POST", "/api/account/recovery-codes", json=PROOF).json["recovery_codes"]
    monkeypatch.undo()
    browser = chat.stranger()
    assert second_step(browser, first_step(browser), renewed[0]).status_code == 201


def test_new_recovery_codes_end_the_former_ones(chat, bob, time):
    _, former = set_up(bob, time)
    renewed = bob.send("POST", "/api/account/recovery-codes", json=PROOF).json["recovery_codes"]
    browser = chat.stranger()
    problem(second_step(browser, first_step(browser), former[0]), 422, "invalid", "code")
    assert second_step(browser, first_step(browser), renewed[0]).status_code == 201


def test_recovery_codes_are_kept_as_hashes(chat, bob, time):
    _, codes = set_up(bob, time)
    kept = {row[0] for row in chat.sql("SELECT code_hash FROM recovery_codes")}
    assert len(kept) == 10
    assert not kept & {code.replace("-", "") for code in codes}


def test_without_the_app_the_password_is_enough_again_and_the_codes_are_gone(chat, bob, app):
    assert bob.send("DELETE", "/api/account/totp", json=PROOF).status_code == 204
    browser = chat.stranger()
    signed_in = browser.send("POST", "/api/session", json={"username": "bob", **PROOF})
    assert signed_in.status_code == 201
    assert chat.sql("SELECT * FROM recovery_codes") == []
    problem(bob.send("DELETE", "/api/account/totp", json=PROOF), 409, "no-factor")
    problem(bob.send("POST", "/api/account/recovery-codes", json=PROOF), 409, "no-factor")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/account/totp"),
        ("DELETE", "/api/account/totp"),
        ("POST", "/api/account/recovery-codes"),
        ("POST", "/api/account/passkeys/options"),
        ("DELETE", "/api/account/passkeys/1"),
    ],
)
@pytest.mark.parametrize("proof", [{}, {"password": "not the password"}])
def test_an_open_browser_alone_changes_no_factor(bob, method, path, proof):
    problem(bob.send(method, path, json=proof), 422, "invalid", "password")


def test_a_ticket_is_for_its_person_and_its_purpose(chat, bob, app, time):
    charlie = chat.account("Charlie")
    begun = charlie.send("POST", "/api/account/totp", json=PROOF).json
    step = {"ticket": begun["ticket"], "code": App(begun["secret"], time).code()}
    problem(bob.send("PUT", "/api/account/totp", json=step), 410, "ticket-expired")
    browser = chat.stranger()
    problem(second_step(browser, begun["ticket"], app.code()), 410, "ticket-expired")


def test_a_ticket_works_once_and_not_for_long(chat, bob, time, monkeypatch):
    _, codes = set_up(bob, time)
    browser = chat.stranger()
    ticket = first_step(browser)
    assert second_step(browser, ticket, codes[0]).status_code == 201
    problem(second_step(chat.stranger(), ticket, codes[1]), 410, "ticket-expired")
    ticket = first_step(browser)
    monkeypatch.setattr("parley.services.tickets.LASTS_S", -1)
    problem(second_step(browser, ticket, codes[2]), 410, "ticket-expired")


def test_the_ticket_of_setting_up_works_once(chat, bob, time):
    """Who saw it could put the first secret back after it was given up, and read the new codes."""
    begun = bob.send("POST", "/api/account/totp", json=PROOF).json
    app = App(begun["secret"], time)
    wrong = {"ticket": begun["ticket"], "code": "000000"}
    problem(bob.send("PUT", "/api/account/totp", json=wrong), 422, "invalid", "code")
    step = {"ticket": begun["ticket"], "code": app.code()}
    assert bob.send("PUT", "/api/account/totp", json=step).status_code == 200
    kept = chat.sql("SELECT code_hash FROM recovery_codes")
    problem(bob.send("PUT", "/api/account/totp", json=step), 410, "ticket-expired")
    assert chat.sql("SELECT code_hash FROM recovery_codes") == kept
    assert bob.send("DELETE", "/api/account/totp", json=PROOF).status_code == 204
    for spelled in (str, *RESPELLED.values()):
        again = step | {"ticket": spelled(step["ticket"])}
        problem(bob.send("PUT", "/api/account/totp", json=again), 410, "ticket-expired")
    assert bob.get("/api/account/factors").json["totp"] is False


def test_another_password_voids_the_ticket(chat, bob, app):
    browser = chat.stranger()
    ticket = first_step(browser)
    change = {"current_password": PASSWORD, "password": "another long one"}
    assert bob.send("PUT", "/api/account/password", json=change).status_code == 204
    problem(second_step(browser, ticket, app.code()), 410, "ticket-expired")


def test_guessing_codes_ends_soon_wherever_they_come_from(chat, bob, app):
    ticket = first_step(chat.stranger())
    answers = [
        chat.stranger().send(
            "POST",
            "/api/session/second-factor",
            headers={"X-Forwarded-For": f"192.0.2.{n}"},
            json={"ticket": ticket, "code": f"{n:06}"},
        )
        for n in range(22)
    ]
    assert [answer.status_code for answer in answers[:19]] == [422] * 19
    problem(answers[-1], 429, "too-fast")
    assert int(answers[-1].headers["Retry-After"]) > 60
