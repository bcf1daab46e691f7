"""What the audit log says of what was refused, and of sessions that people end themselves."""

import pytest

from tests.accounts.test_audit import newest, who
from tests.authenticator import Authenticator
from tests.cast import PASSWORD
from tests.claims import problem


def acts(chat):
    return [act for (act,) in chat.sql("SELECT act FROM audit_entries ORDER BY id")]


def with_passkey(person):
    """Let somebody have a passkey, which is this."""
    key = Authenticator()
    proof = {"password": PASSWORD}
    options = person.send("POST", "/api/account/passkeys/options", json=proof).json
    made = {"ticket": options["ticket"], "name": "Key", "credential": key.make(options["options"])}
    assert person.send("POST", "/api/account/passkeys", json=made).status_code == 201
    return key


def show(browser, key, **options):
    asked = browser.send("POST", "/api/session/passkey/options", json=options).json
    shown = {"ticket": asked["ticket"], "credential": key.show(asked["options"])}
    return browser.send("POST", "/api/session/passkey", json=shown)


@pytest.mark.parametrize(
    "guess",
    [
        lambda person: person.change_username("robert", "x"),
        lambda person: person.change_password("a new good one", "x"),
        lambda person: person.give_up(password="x"),
        lambda person: person.make_token(password="x"),
        lambda person: person.send("POST", "/api/account/totp", json={"password": "x"}),
    ],
)
def test_guessing_the_password_in_an_open_session(alice, bob, guess):
    problem(guess(bob), 422, "invalid", guess(bob).json["errors"][0]["field"])
    entry = newest(alice, "proof-failed")
    assert (entry["actor"], entry["details"]) == (who(bob, "Bob"), {})


def test_what_is_too_fast_fills_no_log(make_chat):
    chat = make_chat(SIGN_INS_PER_MINUTE="3")
    bob, charlie = chat.account("Bob"), chat.stranger()
    guesses = [bob.change_username("robert", "x").status_code for _ in range(9)]
    tries = [charlie.enter_by("x").status_code for _ in range(9)]
    assert guesses[-1] == tries[-1] == 429
    guests = [chat.guest(f"Guest {n}") for n in range(9)]
    uses = [guest.use_invitation("x").status_code for guest in guests]
    assert uses == [429] * 9  # the address has had its tries
    assert acts(chat).count("proof-failed") == guesses.count(422) < 4
    assert acts(chat).count("link-refused") == tries.count(410) < 4


def test_a_passkey_that_is_refused(chat, alice, bob):
    charlie = chat.stranger()
    problem(show(charlie, Authenticator()), 401, "passkey-refused")
    entry = newest(alice, "sign-in-failed")
    assert (entry["subject"], entry["details"]) == (None, {"factor": "passkey"})
    key = with_passkey(bob)
    key.is_verified = False
    problem(show(charlie, key), 401, "passkey-refused")
    entry = newest(alice, "sign-in-failed")
    assert (entry["subject"], entry["details"]) == (who(bob, "Bob"), {"factor": "passkey"})


def test_anothers_passkey_as_a_second_factor_is_about_whom_it_was_tried_on(chat, alice, bob, dora):
    with_passkey(bob)
    of_dora = with_passkey(dora)
    charlie = chat.stranger()
    ticket = charlie.sign_in("bob").json["ticket"]
    problem(show(charlie, of_dora, ticket=ticket), 401, "passkey-refused")
    assert newest(alice, "sign-in-failed")["subject"] == who(bob, "Bob")


def test_who_is_suspended_and_shows_a_passkey(chat, alice, bob):
    key = with_passkey(bob)
    chat.suspend(bob)
    problem(show(chat.stranger(), key), 403, "suspended")
    assert newest(alice, "sign-in-failed")["subject"] == who(bob, "Bob")


def test_who_is_suspended_between_two_steps(chat, alice, bob):
    with_passkey(bob)
    code = bob.send("POST", "/api/account/recovery-codes", json={"password": PASSWORD})
    charlie = chat.stranger()
    step = {"ticket": charlie.sign_in("bob").json["ticket"], "code": code.json["recovery_codes"][0]}
    chat.suspend(bob)
    problem(charlie.send("POST", "/api/session/second-factor", json=step), 403, "suspended")
    assert newest(alice, "sign-in-failed")["subject"] == who(bob, "Bob")


def test_who_is_suspended_and_opens_a_link(chat, alice, bob):
    chat.suspend(bob)
    token = alice.make_sign_in_link(bob.id).json["token"]
    problem(chat.stranger().enter_by(token), 403, "suspended")
    assert newest(alice, "sign-in-failed")["subject"] == who(bob, "Bob")


@pytest.mark.parametrize(
    ("kind", "use"),
    [
        ("sign-in", lambda browser: browser.enter_by("x")),
        ("setup", lambda browser: browser.set_up("x", "zoe")),
        ("invitation", lambda browser: browser.sign_up("zoe", invitation="x")),
        (
            "mail",
            lambda browser: browser.send(
                "POST", "/api/account/mail/confirmation", json={"token": "x"}
            ),
        ),
    ],
)
def test_a_link_that_opens_nothing(chat, alice, kind, use):
    problem(use(chat.stranger()), 410, "link-gone")
    entry = newest(alice, "link-refused")
    assert (entry["actor"], entry["subject"]) == (None, None)
    assert entry["details"] == {"link": kind} and entry["address"] == "127.0.0.1"


def test_a_session_that_its_person_ends(chat, alice, bob):
    phone = chat.another_browser(bob)
    (other,) = [session for session in bob.sessions() if not session["is_current"]]
    assert bob.end_session(other["id"]).status_code == 204
    entry = newest(alice, "session-ended")
    assert (entry["actor"], entry["details"]) == (who(bob, "Bob"), {"session": other["id"]})
    problem(bob.end_session(other["id"]), 404, "not-found")
    problem(phone.who_am_i(), 401, "not-signed-in")
    assert acts(chat).count("session-ended") == 1


def test_all_others_that_their_person_ends(chat, alice, bob):
    for _ in range(2):
        chat.another_browser(bob)
    assert bob.end_other_sessions().status_code == 204
    entry = newest(alice, "sessions-ended")
    assert (entry["actor"], entry["details"]) == (who(bob, "Bob"), {"sessions": 2})
    assert bob.end_other_sessions().status_code == 204  # there are none
    assert acts(chat).count("sessions-ended") == 1


def test_the_log_is_whole_after_all_of_it(chat, bob):
    bob.change_username("robert", "x")
    chat.stranger().enter_by("x")
    assert "is whole" in chat.run_command("people", "verify-audit").output
