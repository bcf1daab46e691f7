"""HTTP over kept connections: whole answers only, and none that is an error."""

import os
import socket
import threading
import time

import pytest

from bench.cores import family, processor_seconds, proportional_mb
from bench.loads import Pollers, hammer
from bench.wire import BadAnswer, Connection, request

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


@pytest.fixture
def server():
    """Start a server that answers each request with these pieces; gives its address."""
    listening = []

    def start(*pieces):
        listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        listening.append(listener)
        threading.Thread(target=_accept, args=(listener, pieces), daemon=True).start()
        return listener.getsockname()

    yield start
    for listener in listening:
        listener.close()


def _accept(listener, pieces):
    while True:
        try:
            connection = listener.accept()[0]
        except OSError:
            return
        threading.Thread(target=_answer, args=(connection, pieces), daemon=True).start()


def _answer(connection, pieces):
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    while connection.recv(65_536):
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(0.001)


def test_an_answer_in_pieces_is_whole_when_it_is_given(server):
    connection = Connection(server(OK[:20], OK[20:42], OK[42:]))
    assert connection.ask(request("GET", "/", {})) == b"hello"
    assert connection.ask(request("GET", "/", {})) == b"hello"


def test_an_error_is_not_counted_as_an_answer(server):
    connection = Connection(server(OK.replace(b"200 OK", b"429 No")))
    with pytest.raises(BadAnswer, match="429"):
        connection.ask(request("GET", "/", {}))


def test_a_body_travels_with_its_length():
    sent = request("POST", "/api", {"Cookie": "a=b"}, b"{}")
    head, _, body = sent.partition(b"\r\n\r\n")
    assert body == b"{}"
    assert b"Content-Length: 2" in head and b"Cookie: a=b" in head


def test_pollers_ask_once_in_each_interval(server):
    pollers = Pollers(server(OK), 5)
    start = time.perf_counter()
    assert pollers.run(request("GET", "/", {}), 2) == 10
    assert time.perf_counter() - start == pytest.approx(1.0, abs=0.3)
    pollers.close()


def test_hammer_counts_what_was_answered_in_time(server):
    connections = [Connection(address) for address in [server(OK)] * 3]
    assert hammer(connections, lambda _: request("GET", "/", {}), 0.2) > 10


def test_processor_time_is_that_of_the_processes():
    before = processor_seconds([os.getpid()])
    spent = time.process_time()
    while time.process_time() - spent < 0.05:
        pass
    assert processor_seconds([os.getpid()]) - before == pytest.approx(0.05, abs=0.03)


def test_memory_is_counted_in_megabytes_and_a_family_begins_with_its_eldest():
    assert 1 < proportional_mb([os.getpid()]) < 1_000
    assert family([os.getpid()])[0] == os.getpid()
