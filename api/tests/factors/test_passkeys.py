"""Passkeys: made in a browser, shown as a second factor or as the only one."""

import cbor2
import pytest

from tests.authenticator import Authenticator
from tests.cast import PASSWORD
from tests.claims import problem
from tests.spelling import RESPELLED

OWN = "/api/account/passkeys"


@pytest.fixture
def phone(bob):
    """Bob's phone, with a passkey that the chat knows."""
    device = Authenticator()
    assert add(bob, device).status_code == 201
    return device


def begin(person):
    answer = person.send("POST", f"{OWN}/options", json={"password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return answer.json


def add(person, device, name="Phone"):
    asked = begin(person)
    made = {"ticket": asked["ticket"], "name": name, "credential": device.make(asked["options"])}
    return person.send("POST", OWN, json=made)


def ask(browser, **ticket):
    answer = browser.send("POST", "/api/session/passkey/options", json=ticket)
    assert answer.status_code == 200, answer.text
    return answer.json


def show(browser, device, **ticket):
    asked = ask(browser, **ticket)
    shown = {"ticket": asked["ticket"], "credential": device.show(asked["options"])}
    return browser.send("POST", "/api/session/passkey", json=shown)


def first_step(browser):
    answer = browser.send("POST", "/api/session", json={"username": "bob", "password": PASSWORD})
    assert answer.status_code == 202, answer.text
    return answer.json


def test_a_passkey_alone_signs_in(chat, bob, phone):
    browser = chat.stranger()
    answer = show(browser, phone)
    assert answer.status_code == 201
    assert answer.json["id"] == bob.id
    assert browser.who_am_i().json["has_factor"] is True


def test_with_a_passkey_the_password_is_only_the_first_step(chat, bob, phone):
    browser = chat.stranger()
    step = first_step(browser)
    assert step["factors"] == ["passkey", "recovery"]
    problem(browser.who_am_i(), 401, "not-signed-in")
    assert show(browser, phone, ticket=step["ticket"]).status_code == 201
    assert browser.who_am_i().json["id"] == bob.id


def test_the_first_passkey_brings_recovery_codes_and_the_second_none(bob):
    first, second = add(bob, Authenticator()), add(bob, Authenticator(), "Laptop")
    assert len(first.json["recovery_codes"]) == 10
    assert second.json["recovery_codes"] is None
    listed = bob.get("/api/account/factors").json
    assert [passkey["name"] for passkey in listed["passkeys"]] == ["Laptop", "Phone"]
    assert listed["recovery_codes_left"] == 10


def test_when_it_was_used_last_is_seen(chat, bob, phone):
    show(chat.stranger(), phone)
    (passkey,) = bob.get("/api/account/factors").json["passkeys"]
    assert passkey["last_used_at"] is not None


def test_a_passkey_that_was_removed_opens_nothing(chat, bob, phone):
    (passkey,) = bob.get("/api/account/factors").json["passkeys"]
    address = f"{OWN}/{passkey['id']}"
    problem(
        bob.send("DELETE", address, json={"password": "another one"}), 422, "invalid", "password"
    )
    assert bob.send("DELETE", address, json={"password": PASSWORD}).status_code == 204
    problem(show(chat.stranger(), phone), 401, "passkey-refused")
    assert bob.get("/api/account/factors").json["recovery_codes_left"] == 0
    problem(bob.send("DELETE", address, json={"password": PASSWORD}), 404, "not-found")


def test_an_unknown_passkey_opens_nothing(chat, bob, phone):
    problem(show(chat.stranger(), Authenticator()), 401, "passkey-refused")


def test_anothers_key_behind_a_known_id_opens_nothing(chat, bob, phone):
    forged = Authenticator()
    forged.id = phone.id
    problem(show(chat.stranger(), forged), 401, "passkey-refused")


def test_an_answer_works_once(chat, bob, phone):
    asked = ask(chat.stranger())
    shown = {"ticket": asked["ticket"], "credential": phone.show(asked["options"])}
    assert chat.stranger().send("POST", "/api/session/passkey", json=shown).status_code == 201
    problem(chat.stranger().send("POST", "/api/session/passkey", json=shown), 410, "ticket-expired")


@pytest.mark.parametrize("respelled", RESPELLED.values(), ids=RESPELLED)
def test_an_answer_works_once_however_its_ticket_is_spelled(chat, bob, phone, respelled):
    asked = ask(chat.stranger())
    phone.uses = -1  # it shows no count, as those that are kept on many devices
    shown = {"ticket": asked["ticket"], "credential": phone.show(asked["options"])}
    assert chat.stranger().send("POST", "/api/session/passkey", json=shown).status_code == 201
    shown["ticket"] = respelled(shown["ticket"])
    problem(chat.stranger().send("POST", "/api/session/passkey", json=shown), 410, "ticket-expired")


def test_an_answer_to_another_question_opens_nothing(chat, bob, phone):
    browser = chat.stranger()
    asked, other = ask(browser), ask(browser)
    shown = {"ticket": other["ticket"], "credential": phone.show(asked["options"])}
    problem(browser.send("POST", "/api/session/passkey", json=shown), 401, "passkey-refused")


def test_a_copy_that_counts_from_the_beginning_opens_nothing(chat, bob, phone):
    for _ in range(3):
        assert show(chat.stranger(), phone).status_code == 201
    phone.uses = 0
    problem(show(chat.stranger(), phone), 401, "passkey-refused")


def test_without_the_persons_presence_verified_it_opens_nothing(chat, bob, phone):
    phone.is_verified = False
    problem(show(chat.stranger(), phone), 401, "passkey-refused")


def test_made_or_shown_for_another_origin_it_is_refused(chat, bob, phone):
    elsewhere = Authenticator("https://evil.example")
    problem(add(bob, elsewhere), 422, "invalid", "credential")
    phone.origin = "https://evil.example"
    problem(show(chat.stranger(), phone), 401, "passkey-refused")


def test_the_ticket_of_one_person_takes_no_passkey_of_another(chat, bob, phone):
    charlie = chat.account("Charlie")
    others = Authenticator()
    assert add(charlie, others).status_code == 201
    step = first_step(chat.stranger())
    problem(show(chat.stranger(), others, ticket=step["ticket"]), 401, "passkey-refused")


def test_what_one_begins_another_cannot_finish(chat, bob):
    charlie = chat.account("Charlie")
    asked = begin(bob)
    credential = Authenticator().make(asked["options"])
    made = {"ticket": asked["ticket"], "name": "x", "credential": credential}
    problem(charlie.send("POST", OWN, json=made), 410, "ticket-expired")


def test_the_question_for_a_new_one_is_answered_once(bob):
    """Or who saw it could add a passkey of their own in the ten minutes that it lasts."""
    asked = begin(bob)
    for device, status in ((Authenticator(), 201), (Authenticator(), 410)):
        made = device.make(asked["options"])
        body = {"ticket": asked["ticket"], "name": "Phone", "credential": made}
        assert bob.send("POST", OWN, json=body).status_code == status
    assert len(bob.get("/api/account/factors").json["passkeys"]) == 1


def test_one_credential_belongs_to_one_account(chat, bob, phone):
    problem(add(bob, phone), 422, "invalid", "credential")


@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"id": 7},
        {"id": "x", "rawId": "y", "type": "public-key", "response": {}},
        {"id": "x", "rawId": "x", "type": "public-key", "response": {"clientDataJSON": "!"}},
        {"id": None, "response": [1, 2]},
        {"id": "\ud800"},
        {"id": "\u00e9"},
    ],
)
def test_nonsense_is_refused_and_never_a_failure_of_ours(chat, bob, phone, credential):
    made = {"ticket": begin(bob)["ticket"], "name": "x", "credential": credential}
    problem(bob.send("POST", OWN, json=made), 422, "invalid", "credential")
    browser = chat.stranger()
    shown = {"ticket": ask(browser)["ticket"], "credential": credential}
    problem(browser.send("POST", "/api/session/passkey", json=shown), 401, "passkey-refused")
    known = credential | {"id": phone.show(ask(browser)["options"])["id"]}
    shown = {"ticket": ask(browser)["ticket"], "credential": known}
    problem(browser.send("POST", "/api/session/passkey", json=shown), 401, "passkey-refused")


@pytest.mark.parametrize("key", [[1, 2], b"abc", 5, {}, "x", None], ids=repr)
def test_nor_is_a_key_of_another_shape(bob, key):
    device = Authenticator()
    device.public_key = lambda: cbor2.dumps(key)
    problem(add(bob, device), 422, "invalid", "credential")


def test_there_is_an_end_to_them(bob, monkeypatch):
    monkeypatch.setattr("parley.services.passkeys.PASSKEYS_MAX", 1)
    assert add(bob, Authenticator()).status_code == 201
    problem(add(bob, Authenticator()), 409, "too-many-passkeys")


def test_a_suspended_account_is_not_opened_by_a_passkey(chat, bob, phone):
    assert chat.run_command("people", "suspend", "bob").exit_code == 0
    problem(show(chat.stranger(), phone), 403, "suspended")
