"""The chat under gunicorn and gevent: what only the running server can show."""

import os
import sqlite3
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from uuid import uuid4

import pytest

from tests.server import Server, running
from tests.stage import API


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running(tmp_path_factory.mktemp("server"), POSTS_MAX="1000000") as server:
        yield server


@pytest.fixture(scope="module")
def alice(server):
    return server.guest("Alice")


def post(server, cookie, content="hello"):
    message = {"room_id": 1, "content": content, "client_id": str(uuid4())}
    return server.ask("POST", "/api/messages", message, cookie)


def test_people_talk(server, alice):
    status, headers, message = post(server, alice)
    assert (status, message["content"]) == (201, "hello")
    assert headers["Cache-Control"] == "no-store"
    status, _, page = server.ask("GET", "/api/messages?room_id=1", cookie=alice)
    assert status == 200 and message in page["messages"]


def test_the_probe_finds_it_well(server):
    assert probe(server.feed_dir) == 0


def probe(feed_dir):
    environ = {"PATH": os.environ["PATH"], "FEED_DIR": str(feed_dir)}
    words = [sys.executable, "-m", "parley.probe"]
    return subprocess.run(words, cwd=API, env=environ, timeout=60, check=False).returncode


def test_the_probe_finds_nobody_unwell(tmp_path):
    assert probe(tmp_path) == 1


def test_another_user_may_open_the_socket_and_the_cursor_file_and_nothing_else(server, alice):
    cursor = server.ask("GET", "/api/messages?room_id=1", cookie=alice)[2]["cursor"]
    assert server.ask("GET", f"/api/messages?after={cursor}", cookie=alice)[0] == 200
    assert stat.S_IMODE((server.feed_dir / cursor).stat().st_mode) == 0o644
    assert server.socket.stat().st_mode & 0o006 == 0o006
    for path in server.data_dir.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_while_another_process_holds_the_database_the_loop_goes_on(server, alice):
    """Forty posts wait; reading, which needs no lock, is answered meanwhile."""
    with (
        closing(sqlite3.connect(server.data_dir / "parley.db")) as other,
        ThreadPoolExecutor(45) as pool,
    ):
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        posts = [pool.submit(post, server, alice) for _ in range(40)]
        started = time.monotonic()
        asked = 0
        while time.monotonic() - started < 1.5:
            for path in ("/api/health", "/api/messages?room_id=1", "/api/rooms"):
                assert pool.submit(server.ask, "GET", path, None, alice).result(3)[0] == 200
                asked += 1
        assert asked >= 6 and not any(post.done() for post in posts)
        other.execute("COMMIT")
        assert [post.result(30)[0] for post in posts] == [201] * 40


def test_a_crowd_that_signs_in_keeps_nobody_from_reading(server, alice):
    """Hashes are computed in threads, a few at once; the loop goes on, and so does the crowd."""
    (line,) = [line for line in server.lines() if "setup_link" in line]
    olga = {"username": "olga", "password": "correct horse battery"}
    token = line["setup_link"].partition("=")[2]
    assert server.ask("POST", "/api/setup", olga | {"token": token})[0] == 201
    with ThreadPoolExecutor(12) as pool:
        crowd = [pool.submit(server.ask, "POST", "/api/session", olga) for _ in range(8)]
        for _ in range(10):
            for path in ("/api/health", "/api/messages?room_id=1", "/api/rooms"):
                assert pool.submit(server.ask, "GET", path, None, alice).result(10)[0] == 200
        answers = [one.result(30) for one in crowd]
    assert {status for status, _, _ in answers} == {201}
    assert {person["username"] for _, _, person in answers} == {"olga"}
    cookies = {headers["Set-Cookie"] for _, headers, _ in answers}
    assert len(cookies) == len(crowd)


def test_idle_connections_do_not_keep_others_out(server, alice):
    """A thousand callers who say nothing cost a greenlet each."""
    import socket

    idle = []
    try:
        for _ in range(300):
            idle.append(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
            idle[-1].connect(str(server.socket))
            idle[-1].sendall(b"GET /api/health HTTP/1.1\r\nHo")
        assert server.ask("GET", "/api/health")[0] == 200
    finally:
        for connection in idle:
            connection.close()


@pytest.mark.parametrize(
    ("name", "request_", "status"),
    [
        ("too large", b"POST /api/session/guest HTTP/1.1\r\nContent-Length: 65537\r\n", 413),
        ("no JSON", b"POST /api/session/guest HTTP/1.1\r\nContent-Length: 0\r\n", 400),
        ("a long address", b"GET /api/" + b"x" * 8000 + b" HTTP/1.1\r\n", 404),
        ("many headers", b"GET /api/rooms HTTP/1.1\r\n" + b"a: b\r\n" * 1000, 401),
        ("a made-up verb", b"JUMP /api/health HTTP/1.1\r\n", 405),
        ("another host", b"GET /api/rooms HTTP/1.1\r\nHost: evil.example\r\n", 401),
        ("an absolute address", b"GET http://evil.example/api/rooms HTTP/1.1\r\n", 401),
        ("an old version", b"GET /api/rooms HTTP/1.0\r\n", 401),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_strange_requests_get_a_problem(server, name, request_, status):
    if b"Host:" not in request_:
        request_ += b"Host: chat.example\r\n"
    request_ += b"Content-Type: application/json\r\nConnection: close\r\n\r\n"
    head, _, body = server.raw(request_).partition(b"\r\n\r\n")
    assert int(head.split()[1]) == status, head
    assert b"application/problem+json" in head and body.startswith(b'{"type"')


def test_every_line_of_the_log_is_json_and_has_the_request_id(server):
    server.ask("GET", "/api/health", **{"X-Request-Id": "the-test"})
    deadline = time.monotonic() + 10
    while not (found := [line for line in server.lines() if line.get("request_id") == "the-test"]):
        assert time.monotonic() < deadline
    assert found[0]["route"] == "/api/health"


def test_a_bad_setting_stops_the_start_before_anything_is_made(tmp_path):
    server = Server(tmp_path, POSTS_MAX="many")
    assert server.process.wait(60) != 0
    assert server.log.read_text().startswith("parley: POSTS_MAX cannot be 'many': it must be")
    assert not server.data_dir.exists() and not server.socket.exists()
