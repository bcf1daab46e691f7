"""Mail through the real server: gunicorn, the outbox, SMTP to a real mail server."""

import os
import shutil
import signal
import socket
import sqlite3
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.mail_sink import PASSWORD as SMTP_PASSWORD
from tests.mail_sink import MailSink, link_in, token_in
from tests.server import Server
from tests.stage import PATIENCE_S

CHAT = "https://chat.example.org"
PASSWORD = "correct horse battery"
BOB = "Bob@mail.example.org"
CROWD = [f"person{number}" for number in range(60)]
GENEROUS = {"SIGN_INS_PER_MINUTE": "1000000"}


def settle(template, folder):
    """A chat's folder with people who have an address, and no password that must be hashed."""
    shutil.copytree(template, folder / "data")
    with closing(sqlite3.connect(folder / "data" / "parley.db")) as connection:
        for name in ("bob", "eve", *CROWD):
            mail = address(name)
            connection.execute(
                "INSERT INTO users (name, name_key, look_key, role, username, mail, mail_key, "
                "created_at) VALUES (?, ?, ?, 'member', ?, ?, ?, '2026-01-01 00:00:00.000000')",
                (name, name, name, name, mail, mail.lower()),
            )
        connection.commit()


def address(username):
    return f"{username.title()}@mail.example.org"


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


def crash(server):
    """Kill -9: the master and its worker, who would else go on for a moment."""
    pid = server.process.pid
    if server.process.poll() is None:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in (pid, *map(int, children)):
            os.kill(each, signal.SIGKILL)
        server.process.wait(PATIENCE_S)


@pytest.fixture
def sink():
    with MailSink() as sink:
        yield sink


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


def sign_up(server, username, mail, **headers):
    body = {"username": username, "password": PASSWORD, "mail": mail}
    status, headers, _ = server.ask("POST", "/api/account", body, **headers)
    assert status == 201
    return headers["Set-Cookie"].partition(";")[0]


def recover(server, account="bob", **headers):
    """Ask for the way back: what needs no password makes a mail at once."""
    assert server.ask("POST", "/api/recovery", {"account": account}, **headers)[0] == 202


def ring(server):
    """Call the postman, by a wish that makes no mail."""
    recover(server, f"nobody{time.monotonic_ns()}")


def confirm(server, letter):
    return server.ask("POST", "/api/account/mail/confirmation", {"token": token_in(letter)})


def enter(server, letter):
    return server.ask("POST", "/api/session/link", {"token": token_in(letter)})


def sql(server, statement, *values):
    path = server.data_dir / "parley.db"
    with closing(sqlite3.connect(path, timeout=PATIENCE_S)) as connection:
        rows = connection.execute(statement, values).fetchall()
        connection.commit()
        return rows


def wait_until(is_so, server):
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, server.log.read_text()
        time.sleep(0.02)


def outbox_is_empty(server):
    return lambda: sql(server, "SELECT * FROM mails") == []


def failures(server):
    return [line for line in server.lines() if line["event"] == "mail not sent"]


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


def test_an_outage_loses_nothing(start, sink):
    server = start(sink)
    sink.stop()
    recover(server)
    wait_until(lambda: failures(server), server)
    sink.start()
    sql(server, "UPDATE mails SET due_at = created_at")  # a minute has passed
    ring(server)
    (letter,) = sink.wait(1)
    assert enter(server, letter)[0] == 201
    wait_until(outbox_is_empty(server), server)


def test_a_crash_during_an_outage_loses_nothing(start, sink):
    server = start(sink)
    sink.stop()
    recover(server)
    wait_until(lambda: failures(server), server)
    crash(server)
    sink.start()
    server = start(sink)
    (letter,) = sink.wait(1)  # at once, whatever pause there was
    assert enter(server, letter)[0] == 201
    wait_until(outbox_is_empty(server), server)


def test_a_crash_after_sending_and_before_forgetting_sends_twice(start, sink, monkeypatch):
    """Twice, and never not at all."""
    take = MailSink.handle_DATA

    async def take_and_end_the_sender(*args):
        answer = await take(*args)
        if len(sink.messages) == 1:
            crash(server)
        return answer

    monkeypatch.setattr(MailSink, "handle_DATA", take_and_end_the_sender)
    server = start(sink)
    recover(server)
    sink.wait(1)
    server.process.wait(PATIENCE_S)
    assert sql(server, "SELECT kind, tries FROM mails") == [("recovery", 1)]
    server = start(sink)
    assert enter(server, sink.wait(2)[-1])[0] == 201
    wait_until(outbox_is_empty(server), server)


class Deaf:
    """A mail server that answers nothing: the worst outage there is."""

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        return self

    def __exit__(self, *_exception):
        self.listener.close()

    def settings(self, url):
        port = self.listener.getsockname()[1]
        return MailSink().settings(url) | {"SMTP_PORT": str(port)}


def answer_times(server, count=60):
    """How long requests take, ones that read and ones that write."""
    times = []
    for number in range(count):
        started = time.monotonic()
        if number % 2:
            ring(server)
        else:
            assert server.ask("GET", "/api/health")[0] == 200
        times.append(time.monotonic() - started)
    return times


def test_an_outage_slows_no_request(start, sink):
    """While a mail waits for a server that says nothing."""
    server = start(sink)
    answer_times(server, 10)
    before = answer_times(server)
    with Deaf() as deaf:
        server = start(deaf)
        answer_times(server, 10)
        recover(server)
        connection, _ = deaf.listener.accept()
        with connection:
            during = answer_times(server)
            assert ("bob",) in sql(server, "SELECT about FROM mails") and not failures(server)
    before, during = statistics.median(before), statistics.median(during)
    print(f"median before {before * 1000:.1f} ms, during {during * 1000:.1f} ms")
    assert during < max(3 * before, 0.1)


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
