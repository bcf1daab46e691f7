"""Read positions under the running server: written down soon, and at its end at the latest."""

import signal
import sqlite3
import time
from contextlib import closing
from uuid import uuid4

import pytest

from parley.services.positions import EVERY_S
from tests.server import running
from tests.stage import PATIENCE_S


@pytest.fixture
def server(tmp_path):
    with running(tmp_path) as server:
        yield server


def post(server, cookie):
    message = {"room_id": 1, "content": "hello", "client_id": str(uuid4())}
    return server.ask("POST", "/api/messages", message, cookie)[2]["id"]


def read(server, cookie, message_id):
    body = {"message_id": message_id}
    assert server.ask("PUT", "/api/rooms/1/read-mark", body, cookie)[0] == 200


def written(server):
    with closing(sqlite3.connect(server.data_dir / "parley.db")) as database:
        return database.execute("SELECT max(read_id) FROM memberships").fetchone()[0]


def test_positions_are_written_soon_and_when_it_ends(server):
    alice, bob = server.guest("Alice"), server.guest("Bob")
    first = post(server, bob)
    read(server, alice, first)
    began = time.monotonic()
    while written(server) != first:
        assert time.monotonic() - began < PATIENCE_S
        time.sleep(0.05)
    assert time.monotonic() - began < 2 * EVERY_S  # with room for a machine that is busy
    second = post(server, bob)
    read(server, alice, second)
    assert written(server) == first
    assert server.stop(signal.SIGTERM) == 0
    assert written(server) == second
    assert "error" not in server.log.read_text()
