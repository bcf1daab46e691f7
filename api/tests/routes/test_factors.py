"""Second factors: the app's codes, recovery codes, and who has to have one."""

import pyotp
import pytest

from parley import clock
from parley.services import factors
from tests.claims import problem

PASSWORD = "a long enough one"
PROOF = {"password": PASSWORD}


def member(chat, name):
    person = chat.guest(name.title())
    account = {"username": name, "password": PASSWORD}
    assert person.send("POST", "/api/account", json=account).status_code == 201
    return person


@pytest.fixture
def bob(chat):
    return member(chat, "bob")


class Time:
    """A clock that goes on by steps of the app's codes."""

    def __init__(self, monkeypatch):
        self.steps = 0
        monkeypatch.setattr(factors.clock, "utcnow", self.now)

    def now(self):
        from datetime import timedelta

        return self._real() + timedelta(seconds=self.steps * factors.STEP_S)

    _real = staticmethod(clock.utcnow)


@pytest.fixture
def time(monkeypatch):
    return Time(monkeypatch)


class App:
    """Bob's authenticator app."""

    def __init__(self, secret, time):
        self.totp, self.time = pyotp.TOTP(secret), time

    def code(self, steps=0):
        return self.totp.at(self.time.now(), counter_offset=steps)


def set_up(person, time):
    begun = person.send("POST", "/api/account/totp", json=PROOF)
    assert begun.status_code == 201, begun.text
    app = App(begun.json["secret"], time)
    step = {"ticket": begun.json["ticket"], "code": app.code()}
    done = person.send("PUT", "/api/account/totp", json=step)
    assert done.status_code == 200, done.text
    time.steps += 1  # that code is used up
    return app, done.json["recovery_codes"]


@pytest.fixture
def app(bob, time):
    return set_up(bob, time)[0]


def first_step(browser, name="bob"):
    answer = browser.send("POST", "/api/session", json={"username": name, **PROOF})
    assert answer.status_code == 202, answer.text
    return answer.json["ticket"]


def second_step(browser, ticket, code):
    return browser.send("POST", "/api/session/second-factor", json={"ticket": ticket, "code": code})


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
    charlie = member(chat, "charlie")
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
    problem(bob.send("PUT", "/api/account/totp", json=step), 410, "ticket-expired")
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


@pytest.fixture
def alice(chat):
    """Alice owns the chat."""
    owner = member(chat, "alice")
    assert chat.run_command("people", "set-role", "alice", "owner").exit_code == 0
    return owner


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
        "account-claimed",
        "factor-added",
        "second-factor-failed",
        "signed-in",
        "recovery-codes-renewed",
        "factor-removed",
    ]
