"""What a session that a one-time link opened may do: who made the link could have opened it too."""

import pytest

from tests.cast import PASSWORD
from tests.claims import problem
from tests.stage import UNLIMITED

NEW = "a new good one"
PROVIDER = (
    '[{"id": "corp", "name": "Corp", "discovery_url": "https://corp.example/.well-known/x",'
    ' "client_id": "parley"}]'
)


@pytest.fixture
def chat(make_chat):
    sends = {"SMTP_HOST": "127.0.0.1", "MAIL_FROM": "chat@chat.test"}
    here = {"PUBLIC_URL": "http://chat.test", "OIDC_PROVIDERS": PROVIDER}
    return make_chat(**UNLIMITED, **sends, **here)


@pytest.fixture
def robert(alice, bob, charlie):
    """A browser that a link of Alice's opened as Bob."""
    assert charlie.enter_by(alice.make_sign_in_link(bob.id).json["token"]).status_code == 201
    return charlie


def known_at(chat, person, provider):
    """Let a provider have signed somebody in, who never had a password."""
    chat.sql(
        "INSERT INTO identities (user_id, provider, subject, created_at, seen_at)"
        " VALUES (?, ?, 'x', '2026-01-01', '2026-01-01')",
        person.id,
        provider,
    )


def without_password(chat):
    chat.sql("UPDATE users SET password_hash = NULL WHERE username = 'bob'")
    chat.sql("UPDATE feed_state SET rights = rights + 1")


def proof(password):
    return {} if password is None else {"password": password}


# Each makes a way in that stays, or ends something for good.
DEEDS = {
    "a token": lambda browser, said: browser.make_token("manage", password=said),
    "a passkey": lambda browser, said: browser.send(
        "POST", "/api/account/passkeys/options", json=proof(said)
    ),
    "an app": lambda browser, said: browser.send("POST", "/api/account/totp", json=proof(said)),
    "mail": lambda browser, said: browser.send(
        "PUT", "/api/account/mail", json={"mail": "m@evil.example"} | proof(said)
    ),
    "a user name": lambda browser, said: browser.change_username("robert", said),
    "leaving": lambda browser, said: browser.give_up(password=said),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_it_takes_the_password_for_whatever_stays(robert, deed):
    problem(DEEDS[deed](robert, None), 422, "invalid", "password")
    assert DEEDS[deed](robert, PASSWORD).status_code < 300


@pytest.mark.parametrize("deed", DEEDS)
def test_who_has_none_sets_one_first(chat, robert, deed):
    without_password(chat)
    for said in (None, PASSWORD):
        problem(DEEDS[deed](robert, said), 403, "password-first")
    assert robert.change_password(NEW, None).status_code == 204
    assert DEEDS[deed](robert, NEW).status_code < 300


@pytest.mark.parametrize("deed", DEEDS)
def test_who_comes_by_a_provider_does_so_first(chat, bob, robert, deed):
    """They would not notice a password beside it, nor whatever it made."""
    without_password(chat)
    known_at(chat, bob, "corp")
    problem(DEEDS[deed](robert, None), 403, "sign-in-anew")
    problem(robert.change_password(NEW, None), 403, "sign-in-anew")
    problem(robert.change_password(NEW, PASSWORD), 403, "sign-in-anew")
    assert DEEDS[deed](bob, None).status_code < 300  # whose session no link opened


def test_unless_the_provider_signs_nobody_in_any_more(chat, bob, robert):
    """Or nobody could ever do without one."""
    without_password(chat)
    known_at(chat, bob, "gone")
    problem(robert.make_token(password=None), 403, "password-first")
    assert robert.change_password(NEW, None).status_code == 204


def test_a_link_of_an_hour_ago_sets_no_first_password(chat, robert):
    without_password(chat)
    chat.sql("UPDATE sessions SET created_at = datetime('now', '-61 minutes') WHERE by_link")
    problem(robert.change_password(NEW, None), 403, "sign-in-anew")
    chat.sql("UPDATE sessions SET created_at = datetime('now', '-59 minutes') WHERE by_link")
    assert robert.change_password(NEW, None).status_code == 204


@pytest.mark.parametrize("has_password", [True, False])
def test_what_a_link_opened_ends_with_another_role(chat, alice, bob, robert, has_password):
    """Or who made it for a member would sit in an administrator's account afterwards: by it, or by
    what they made in it meanwhile."""
    if not has_password:
        without_password(chat)
    for deed in DEEDS.values():
        assert deed(robert, None).status_code in (403, 422)
    assert alice.change_person(bob.id, role="administrator").status_code == 200
    problem(robert.who_am_i(), 401, "not-signed-in")
    assert bob.who_am_i().json["role"] == "administrator"
    assert chat.sql("SELECT count(*) FROM sessions WHERE user_id = ?", bob.id) == [(1,)]
    assert chat.sql("SELECT * FROM passkeys") == chat.sql("SELECT * FROM mails") == []


def test_unless_its_person_set_a_password_in_it(alice, bob, robert):
    assert robert.change_password(NEW, None).status_code == 204
    problem(bob.who_am_i(), 401, "not-signed-in")  # so that it does not go unnoticed
    assert alice.change_person(bob.id, role="administrator").status_code == 200
    assert robert.who_am_i().json["role"] == "administrator"
    problem(robert.change_password(NEW, None), 422, "invalid", "current_password")
