"""Secrets: shown once where the contract says so, and never in a log, an answer or the database."""

import io
import json
import sys

import pytest
import structlog

from parley import cli, logs, problems
from parley.services import feed, links
from tests import stage
from tests.routes.test_cookies import dump, signed

PASSWORDS = ("zaphod's first one", "zaphod's second one", "zaphod's wrong one")


@pytest.fixture
def log(monkeypatch):
    """Where the lines go. The loggers keep the stream they first wrote to, so they are new."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    for module in (logs, problems, feed, cli):
        if hasattr(module, "log"):
            monkeypatch.setattr(module, "log", structlog.get_logger())
    return stream


@pytest.fixture
def chat(log, make_chat):
    return make_chat(LOG_LEVEL="debug", **stage.UNLIMITED)


@pytest.fixture
def life(log, chat, monkeypatch):
    """A life of an account from the first start to leaving: all that was answered, by whom asked."""
    from tests.cast import Client

    answers = []
    send = Client.send

    def listening(client, method, path, *args, **more):
        answer = send(client, method, path, *args, **more)
        answers.append((method, path, answer))
        return answer

    monkeypatch.setattr(Client, "send", listening)
    secrets, cookies = {}, set()

    def keep(browser):
        cookies.update((browser.cookie, signed(browser)[1]))

    secrets["setup"] = chat.run(links.make_setup).token
    first, second, wrong = PASSWORDS
    olga, zaphod, other = chat.stranger(), chat.guest("Zaphod"), chat.stranger()
    keep(zaphod)
    assert olga.set_up(secrets["setup"], "olga").status_code == 201
    secrets["invitation"] = olga.invite(uses=2).json["token"]
    answer = zaphod.sign_up("zaphod", first, invitation=secrets["invitation"])
    assert answer.status_code == 201
    keep(zaphod)
    script = zaphod.make_token("post", password=first).json
    secrets["script"] = script["token"]
    bearer = {"Authorization": f"Bearer {script['token']}"}
    assert other.send("GET", "/api/session", headers=bearer).status_code == 200
    other.sign_in("zaphod", wrong)
    other.sign_in(first, wrong)  # in the wrong field
    other.enter_by("nothing")
    assert other.sign_in("zaphod", first).status_code == 201
    keep(other)
    assert zaphod.change_username("zaphod2", first).status_code == 200
    zaphod.change_password(second, wrong)
    assert zaphod.change_password(second, first).status_code == 204
    secrets["sign-in"] = olga.make_sign_in_link(zaphod.id).json["token"]
    assert other.enter_by(secrets["sign-in"]).status_code == 201
    keep(other)
    for page in ("people", "invitations", "audit", "audit.csv", "sessions", "joining", "rooms"):
        assert olga.get(f"/api/{page}").status_code == 200
    zaphod.sessions(), zaphod.get("/api/tokens"), zaphod.load(), zaphod.says("hello")
    kept = [row for (row,) in chat.sql("SELECT password_hash FROM users WHERE password_hash != ''")]
    kept += [row for (row,) in chat.sql("SELECT token_hash FROM links")]
    kept += [row for (row,) in chat.sql("SELECT key_hash FROM sessions")]
    assert len(kept) >= 6
    database = str(dump(chat))
    assert zaphod.give_up(password=second).status_code == 204
    return {
        "answers": answers,
        "log": log.getvalue(),
        "tokens": secrets,
        "cookies": cookies,
        "hashes": kept,
        "database": database,
    }


def test_no_log_line_has_a_secret(life):
    lines = [json.loads(line) for line in life["log"].splitlines()]
    assert len(lines) == len(life["answers"])
    for secret in (*PASSWORDS, *life["tokens"].values(), *life["cookies"], *life["hashes"]):
        assert secret not in life["log"]
    for said in ("Zaphod", "zaphod", "127.0.0.1", "hello"):
        assert said not in life["log"]


# What shows a token, and only once each: where it was made.
SHOWN = {
    "invitation": [("POST", "/api/invitations")],
    "script": [("POST", "/api/tokens")],
    "setup": [],
}


def test_a_token_is_shown_once_where_it_was_made(life):
    for kind, token in life["tokens"].items():
        shown = [(method, path) for method, path, answer in life["answers"] if token in answer.text]
        if kind == "sign-in":
            ((method, path),) = shown
            assert method == "POST" and path.endswith("/sign-in-link")
        else:
            assert shown == SHOWN[kind]


def test_no_answer_has_a_password_or_a_hash_or_a_key(life):
    for method, path, answer in life["answers"]:
        for secret in (*PASSWORDS, *life["hashes"], *life["cookies"]):
            assert secret not in answer.text, (method, path)
        for name, value in answer.headers:
            for secret in (*PASSWORDS, *life["hashes"], *life["tokens"].values()):
                assert secret not in value, (method, path, name)


def test_a_cookie_is_set_where_somebody_comes_in_and_nowhere_else(life):
    setting = {
        (method, path) for method, path, answer in life["answers"] if "Set-Cookie" in answer.headers
    }
    assert setting == {
        *(("POST", "/api/session/guest"), ("POST", "/api/setup"), ("POST", "/api/account")),
        *(("POST", "/api/session"), ("POST", "/api/session/link"), ("DELETE", "/api/account")),
    }


def test_the_database_holds_hashes_alone(life):
    assert "$argon2id$" in life["database"]
    for secret in (*PASSWORDS, *life["tokens"].values(), *life["cookies"]):
        assert secret not in life["database"]


def test_two_with_the_same_password_have_different_hashes(chat, bob):
    chat.account("Eve")
    ((one,), (other,)) = chat.sql("SELECT password_hash FROM users")
    assert one != other


def test_a_failure_of_ours_tells_no_password(log, chat, monkeypatch):
    """The log has a traceback, and tracebacks quote lines of code, not values."""
    from parley.services import passwords

    def fail(*_args):
        raise RuntimeError("broken")

    monkeypatch.setattr(passwords, "hashed", fail)
    answer = chat.stranger().sign_up("zaphod", PASSWORDS[0])
    assert answer.status_code == 500
    chat.sql("ALTER TABLE users RENAME COLUMN password_hash TO lost")
    assert chat.stranger().sign_in("zaphod", PASSWORDS[1]).status_code == 500
    assert "RuntimeError" in log.getvalue() and "OperationalError" in log.getvalue()
    for secret in (*PASSWORDS, "zaphod"):
        assert secret not in log.getvalue() and secret not in answer.text
