"""What becomes of mails, and of everybody else, when the mail server or the chat is away."""

import socket
import statistics
import time

from tests.mail.running import (
    crash,
    enter,
    failures,
    outbox_is_empty,
    recover,
    ring,
    sql,
    wait_until,
)
from tests.mail_sink import MailSink
from tests.stage import PATIENCE_S


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
