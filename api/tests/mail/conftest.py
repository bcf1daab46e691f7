"""A chat that sends mail to a sink. The tests call the postman themselves, so nobody waits.

Alice owns the chat, Bob is a member with a mail address, Eve is one without, Gus is a guest; Charlie is
outside.
"""

import pytest

from parley import postman
from tests.cast import PASSWORD
from tests.cast_accounts import alice_as_owner
from tests.mail.running import CHAT, GENEROUS, crash, settle
from tests.mail_sink import MailSink, token_in
from tests.server import Server
from tests.stage import UNLIMITED

__all__ = ["alice_as_owner"]

BOBS = "Bob.Builder@mail.example.org"
NEW = "bob@elsewhere.example.org"


class Log:
    """What was logged: the level, the event, and more."""

    def __init__(self):
        self.lines = []

    def __getattr__(self, level):
        return lambda event, **more: self.lines.append({"level": level, "event": event} | more)


@pytest.fixture
def log(monkeypatch):
    log = Log()
    monkeypatch.setattr("parley.services.posting.log", log)
    return log


@pytest.fixture
def sink():
    with MailSink() as sink:
        yield sink


@pytest.fixture
def make_mailing(make_chat):
    """Make a chat that sends its mail to a sink."""

    def make(sink, **settings):
        return make_chat(**UNLIMITED | sink.settings(CHAT) | settings)

    return make


@pytest.fixture
def chat(make_mailing, sink):
    return make_mailing(sink)


@pytest.fixture
def start(tmp_path, template):
    """Start a chat that sends its mail to a sink; a second time, on what is there."""
    started = []
    settle(template, tmp_path)

    def start(sink, **settings):
        if started:
            crash(started[-1])
            (started[-1].feed_dir / "api.sock").unlink(missing_ok=True)
        server = Server(tmp_path, **GENEROUS | sink.settings(CHAT) | settings)
        started.append(server)
        server.wait()
        return server

    yield start
    crash(started[-1])


@pytest.fixture
def post(chat, sink, log):
    """Let the postman go once; gives what came of it."""

    def post():
        before = len(sink.messages)
        postman.post(chat.app)
        assert not [line for line in log.lines if line["level"] == "exception"], log.lines
        return sink.messages[before:]

    return post


@pytest.fixture
def bob(chat, post):
    """A member whose mail address is confirmed."""
    bob = chat.account("Bob")
    give_mail(bob, post, BOBS)
    return bob


@pytest.fixture
def eve(chat):
    return chat.account("Eve")


def ask_mail(person, mail, **proof):
    proof = proof or {"password": PASSWORD}
    return person.send("PUT", "/api/account/mail", json={"mail": mail} | proof)


def remove_mail(person, **proof):
    proof = proof or {"password": PASSWORD}
    return person.send("DELETE", "/api/account/mail", json=proof)


def confirm(browser, letter):
    body = {"token": letter if isinstance(letter, str) else token_in(letter)}
    return browser.send("POST", "/api/account/mail/confirmation", json=body)


def give_mail(person, post, mail):
    """Let somebody have a mail address the way everybody gets one."""
    assert ask_mail(person, mail).status_code == 202
    (letter,) = post()
    answer = confirm(person, letter)
    assert (answer.status_code, answer.json["mail"]) == (200, mail), answer.text


def recover(browser, account, **more):
    return browser.send("POST", "/api/recovery", json={"account": account} | more)


def account_of(person):
    answer = person.get("/api/account")
    assert answer.status_code == 200, answer.text
    return answer.json
