"""Mails that are sent through the real server, and what they say."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.mail.running import (
    BOB,
    CHAT,
    CROWD,
    GENEROUS,
    address,
    confirm,
    crash,
    enter,
    failures,
    outbox_is_empty,
    recover,
    ring,
    settle,
    sign_up,
    sql,
    wait_until,
)
from tests.mail_sink import PASSWORD as SMTP_PASSWORD
from tests.mail_sink import MailSink, link_in, token_in
from tests.server import Server
from tests.stage import PATIENCE_S


@pytest.fixture(scope="module")
def shared(tmp_path_factory, template):
    """One chat for those who break nothing."""
    folder = tmp_path_factory.mktemp("shared")
    settle(template, folder)
    with MailSink() as sink:
        server = Server(folder, **GENEROUS | sink.settings(CHAT))
        try:
            server.wait()
            yield server, sink
        finally:
            crash(server)


@pytest.mark.parametrize(
    ("security", "asks_login"), [("none", False), ("starttls", True), ("tls", True)]
)
def test_the_way_back_by_mail(start, tmp_path, security, asks_login):
    with MailSink(tmp_path, security, asks_login) as sink:
        server = start(sink)
        cookie = sign_up(server, "zoe", "Zoe@mail.example.org")
        (asked,) = sink.wait(1)
        pending = server.ask("GET", "/api/account", cookie=cookie)[2]["pending_mail"]
        assert pending == "Zoe@mail.example.org"
        assert confirm(server, asked)[2] == {"mail": "Zoe@mail.example.org", "username": "zoe"}
        recover(server, "ZOE@mail.example.org")
        status, _, person = enter(server, sink.wait(2)[-1])
        assert (status, person["username"]) == (201, "zoe")
        wait_until(outbox_is_empty(server), server)


def test_a_mail_says_who_wrote_it_and_that_a_program_did(shared):
    server, sink = shared
    recover(server)
    (letter,) = sink.wait(1, BOB)
    assert letter["From"] == "Parley <chat@example.org>" and letter["To"] == BOB
    assert letter["X-Mail-From"] == "chat@example.org" and letter["X-Rcpt-To"] == BOB
    assert letter["X-Helo"] == "chat.example.org"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@chat.example.org>")
    assert abs(letter["Date"].datetime.timestamp() - time.time()) < PATIENCE_S
    assert letter.get_content_type() == "text/plain"
    assert link_in(letter).startswith(f"{CHAT}/sign-in#link=")
    assert all(len(line) < 78 for line in letter.get_content().splitlines() if "#" not in line)


def test_many_at_once(start, sink):
    server = start(sink)
    started = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: recover(server, name), CROWD))
    asked = time.monotonic() - started
    sink.wait(len(CROWD))
    print(f"{len(CROWD)} asked in {asked:.2f} s, sent in {time.monotonic() - started:.2f} s")
    wait_until(outbox_is_empty(server), server)
    assert sorted(each["To"] for each in sink.messages) == sorted(map(address, CROWD))


FORGED = [
    {"Host": "evil.example"},
    {"Host": "chat.example.org@evil.example"},
    {"X-Forwarded-Host": "evil.example"},
    {"X-Forwarded-Proto": "javascript", "X-Forwarded-Prefix": "/evil"},
    {"Forwarded": "host=evil.example", "X-Original-Host": "evil.example"},
    {
        "Sec-Fetch-Site": "same-origin",
        "Origin": "https://evil.example",
        "Referer": "https://evil.example/",
    },
]


@pytest.mark.parametrize("number", range(len(FORGED)), ids=lambda number: str(FORGED[number]))
def test_host_header_poisoning_of_mail_links(shared, number):
    """What a request says of the host has no part in what is mailed."""
    server, sink = shared
    recover(server, CROWD[number], **FORGED[number])
    (letter,) = sink.wait(1, address(CROWD[number]))
    assert link_in(letter).startswith(f"{CHAT}/sign-in#link=")
    assert "evil" not in str(letter)


def test_host_header_poisoning_of_the_link_that_confirms(shared):
    server, sink = shared
    sign_up(server, "zoe", "zoe@mail.example.org", **FORGED[0] | FORGED[2])
    (letter,) = sink.wait(1, "zoe@mail.example.org")
    assert link_in(letter).startswith(f"{CHAT}/account#mail=")
    assert "evil" not in str(letter)


def test_nothing_secret_is_in_the_log_or_in_the_outbox(start, tmp_path):
    with MailSink(tmp_path, "starttls", asks_login=True) as sink:
        server = start(sink, LOG_LEVEL="debug")
        sink.answers[BOB] = f"450 4.2.0 {BOB} come again later"
        recover(server)
        wait_until(lambda: failures(server), server)
        rows = str(sql(server, "SELECT * FROM mails"))
        sink.answers.clear()
        sql(server, "UPDATE mails SET due_at = created_at")
        ring(server)
        (letter,) = sink.wait(1)
        wait_until(outbox_is_empty(server), server)
        database = str(sql(server, "SELECT * FROM links"))
        assert enter(server, letter)[0] == 201
        for secret in (token_in(letter), SMTP_PASSWORD):
            assert secret not in server.log.read_text()
            assert secret not in rows and secret not in database
        assert BOB not in server.log.read_text() and "bob" not in server.log.read_text()
