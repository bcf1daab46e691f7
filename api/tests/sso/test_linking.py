"""Whose account it is that a mail address leads to: Mallory signed up with Bob's, and waited for Bob
to open the link that the mail to him held. Now Bob comes by the provider, for the first time.
"""

import pyotp
import pytest

from tests.authenticator import Authenticator
from tests.cast import PASSWORD
from tests.claims import problem
from tests.races import at_once
from tests.script import Script
from tests.sso.conftest import PUBLIC_URL, providers
from tests.sso.test_arriving import acts, with_mail


@pytest.fixture
def chat(make_chat, corp):
    boss = {"role_claim": "groups", "owners": ["bosses"]}
    mails = {"SMTP_HOST": "127.0.0.1", "MAIL_FROM": "chat@chat.test"}
    return make_chat(**providers(corp.setting() | boss) | mails)


@pytest.fixture
def mallory(chat):
    return with_mail(chat, chat.account("Mallory"))


@pytest.fixture
def bob(chat):
    return chat.stranger()


def open_by_code(browser, pending, code):
    step = {"ticket": pending.json["ticket"], "code": code}
    return browser.send("POST", "/api/session/second-factor", json=step)


def with_app(chat, person):
    """Let somebody have an app, whose secret this is."""
    secret = pyotp.random_base32()
    chat.sql("UPDATE users SET totp_secret = ? WHERE id = ?", secret, person.id)
    return secret


def test_account_pre_hijack_by_a_session(chat, mallory, bob, door):
    other = chat.another_browser(mallory)
    assert door(bob).enter("bob").json["id"] == mallory.id
    for browser in (mallory, other):
        problem(browser.who_am_i(), 401, "not-signed-in")
    assert bob.who_am_i().status_code == 200


def test_account_pre_hijack_by_the_password(chat, mallory, bob, door):
    assert door(bob).enter("bob").json["has_password"] is False
    problem(chat.stranger().sign_in("mallory"), 401, "wrong-credentials")
    assert bob.change_password("a new good one", None).status_code == 204


def test_account_pre_hijack_by_a_token(chat, mallory, bob, door):
    script = Script(chat, mallory.make_token("manage").json["token"])
    assert script.who_am_i().status_code == 200
    door(bob).enter("bob")
    problem(script.who_am_i(), 401, "not-signed-in")


def test_account_pre_hijack_by_a_link(chat, mallory, bob, door):
    token = chat.account("Alice", "owner").make_sign_in_link(mallory.id).json["token"]
    door(bob).enter("bob")
    problem(chat.stranger().enter_by(token), 410, "link-gone")


def test_account_pre_hijack_by_another_mail_address(chat, mallory, bob, door):
    body = {"mail": "mallory@evil.example", "password": PASSWORD}
    assert mallory.send("PUT", "/api/account/mail", json=body).status_code == 202
    door(bob).enter("bob")
    assert bob.get("/api/account").json["pending_mail"] is None
    assert chat.sql("SELECT kind, about FROM mails") == [("linked", "Bob@corp.example")]


def test_account_pre_hijack_by_a_second_factor(chat, mallory, bob, door):
    """Until somebody removes it, Bob is not in, and nothing is his."""
    secret = with_app(chat, mallory)
    pending = door(bob).enter("bob")
    assert pending.status_code == 202
    problem(open_by_code(bob, pending, "000000"), 422, "invalid", "code")
    problem(bob.who_am_i(), 401, "not-signed-in")
    assert chat.sql("SELECT * FROM identities") == []
    assert chat.run_command("people", "reset-factors", "mallory").exit_code == 0
    assert door(bob).enter("bob").status_code == 201
    problem(mallory.who_am_i(), 401, "not-signed-in")
    assert secret not in str(chat.sql("SELECT * FROM users"))


def test_account_pre_hijack_for_a_role_that_the_provider_gives(chat, mallory, door):
    """It is given with the account, not before."""
    with_mail(chat, mallory, "lead@corp.example")
    with_app(chat, mallory)
    lead = chat.stranger()
    assert door(lead).enter("lead").status_code == 202
    assert mallory.who_am_i().json["role"] == "member"
    assert chat.run_command("people", "reset-factors", "mallory").exit_code == 0
    assert door(lead).enter("lead").json["role"] == "owner"
    problem(mallory.who_am_i(), 401, "not-signed-in")


def test_who_shows_the_second_factor_keeps_what_the_account_has(chat, mallory, bob, door):
    """Then it was Bob's own all the time."""
    script = Script(chat, mallory.make_token("read").json["token"])
    secret = with_app(chat, mallory)
    answer = open_by_code(bob, door(bob).enter("bob"), pyotp.TOTP(secret).now())
    assert (answer.status_code, answer.json["id"]) == (201, mallory.id)
    assert acts(chat)[-2][:2] == ("identity-linked", mallory.id)
    assert mallory.who_am_i().json["has_password"] is True
    assert script.who_am_i().status_code == 200
    chat.sql("UPDATE users SET mail_key = NULL")
    assert door(chat.stranger()).enter("bob").status_code == 202  # it is linked


def test_a_passkey_will_do_as_well(chat, mallory, bob, door):
    key = Authenticator()
    options = mallory.send("POST", "/api/account/passkeys/options", json={"password": PASSWORD})
    made = {"ticket": options.json["ticket"], "name": "Key"}
    made |= {"credential": key.make(options.json["options"])}
    assert mallory.send("POST", "/api/account/passkeys", json=made).status_code == 201
    ticket = {"ticket": door(bob).enter("bob").json["ticket"]}
    shown = bob.send("POST", "/api/session/passkey/options", json=ticket).json
    shown = {"ticket": shown["ticket"], "credential": key.show(shown["options"])}
    assert bob.send("POST", "/api/session/passkey", json=shown).status_code == 201
    assert chat.sql("SELECT user_id FROM identities") == [(mallory.id,)]


def test_a_race_of_two_arrivals_links_once(chat, mallory, door):
    browsers = [chat.stranger() for _ in range(4)]
    doors = [door(browser) for browser in browsers]
    asked = [each.ask() for each in doors]
    back = [each.there(one["address"], "bob") for each, one in zip(doors, asked, strict=True)]
    answers = at_once(
        *(
            lambda d=d, a=a, b=b: d.answer(a["ticket"], b)
            for d, a, b in zip(doors, asked, back, strict=True)
        )
    )
    assert [answer.status_code for answer in answers] == [201] * 4
    assert chat.sql("SELECT user_id FROM identities") == [(mallory.id,)]
    assert [browser.who_am_i().status_code for browser in browsers] == [200] * 4


def test_two_second_steps_link_once(chat, mallory, bob, door):
    secret = with_app(chat, mallory)
    first, second = door(bob).enter("bob"), door(bob).enter("bob")
    now = pyotp.TOTP(secret)
    assert open_by_code(bob, first, now.now()).status_code == 201
    chat.sql("UPDATE users SET totp_step = NULL")
    problem(open_by_code(chat.stranger(), second, now.now()), 410, "ticket-expired")
    assert len(chat.sql("SELECT * FROM identities")) == 1


def test_the_address_is_told(chat, mallory, bob, door):
    from parley.db import db
    from parley.models import Mail
    from parley.services import letters

    door(bob).enter("bob")
    with chat.app.app_context():
        (mail,) = db.session.query(Mail).all()
        letter = letters.written(db.session, mail)
    assert (letter.to, letter.user_id) == ("Bob@corp.example", mallory.id)
    assert "mallory" in letter.text and PUBLIC_URL in letter.text
