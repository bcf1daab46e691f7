"""Pictures on their way through nginx: more is let through where they go, and nowhere else."""

import io
import socket

import pytest

from tests.stack import wire
from tests.stack.people import PATIENCE_S, Person, eventually
from tests.stack.problems import assert_problem
from tests.stack.test_headers import assert_promises

MIB = 1024 * 1024
ADDRESS = "/api/account/avatar"
PNG = {"Content-Type": "image/png"}


def picture(size: int) -> bytes:
    """A good picture, with as much behind it as makes it this long."""
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (300, 300), "red").save(file, "PNG")
    return file.getvalue().ljust(size, b"\0")


@pytest.fixture(scope="module")
def mia(stack) -> Person:
    """Mia, who has an account."""
    person = Person(stack.url)
    account = {"username": "mia.pictures", "password": "correct horse battery"}
    assert person.ask("POST", "/api/account", json=account).status_code == 201
    return person


def test_four_mebibytes_go_through_and_one_byte_more_does_not(mia):
    answer = mia.ask("PUT", ADDRESS, data=picture(4 * MIB), headers=PNG)
    assert answer.status_code == 200, answer.text
    larger = mia.ask("PUT", ADDRESS, data=picture(4 * MIB + 1), headers=PNG)
    assert assert_problem(larger, 413, "too-large")["detail"] == "A body may have at most 4096 KiB."


@pytest.mark.parametrize(
    ("method", "address"),
    [
        *(("PUT", "/api/account/password"), ("POST", "/api/messages"), ("POST", "/api/account")),
        *(
            ("PUT", "/api/account/avatar/"),
            ("PUT", "/api/account/avatars"),
            ("PUT", "/api/avatars"),
        ),
        ("POST", "/api/messages?x=/api/account/avatar"),
    ],
)
def test_nowhere_else(mia, method, address):
    answer = mia.ask(method, address, data=b" " * (64 * 1024 + 1), headers=PNG)
    assert assert_problem(answer, 413, "too-large")["detail"] == "A body may have at most 64 KiB."


def test_a_picture_carries_every_security_header_and_may_be_kept(stack, mia):
    key = mia.ask("PUT", ADDRESS, data=picture(0), headers=PNG).json()["avatar"]
    cookie = "; ".join(f"{c.name}={c.value}" for c in mia.http.cookies)
    headers = f"Cookie: {cookie}\r\n".encode()
    answer = wire.ask(stack.port, f"/api/avatars/{key}".encode(), "GET", headers)
    assert (answer.status, answer.header("Content-Type")) == (200, "image/webp")
    assert answer.header("Cache-Control") == "private, max-age=31536000, immutable"
    assert_promises(answer)


def slow_upload(stack, person: Person) -> socket.socket:
    """The beginning of a picture that somebody sends, and no more of it."""
    connection = socket.create_connection(
        ("127.0.0.1", stack.port), PATIENCE_S, source_address=(person.address, 0)
    )
    head = (
        f"PUT {ADDRESS} HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\nContent-Length: {MIB}\r\n"
    )
    connection.sendall(head.encode() + b"\r\n" + b"\x89PNG")
    return connection


def test_who_sends_slowly_keeps_nothing_of_python_busy(stack, api_log):
    """nginx waits until the picture is whole; the API has not heard of it."""
    before = len([line for line in api_log.lines() if line.get("route") == ADDRESS])
    person = Person(stack.url)
    connections = [slow_upload(stack, person) for _ in range(4)]
    try:
        assert Person(stack.url).become_guest().status_code == 201
        after = [line for line in api_log.lines() if line.get("route") == ADDRESS]
        assert len(after) == before
    finally:
        for connection in connections:
            connection.close()


def test_of_one_address_four_pictures_may_be_on_their_way(stack):
    crowd = Person(stack.url)
    connections = [slow_upload(stack, crowd) for _ in range(4)]
    try:
        # 401 until all four are there.
        eventually(lambda: knock(crowd).status_code == 429)
        answer = knock(crowd)
        assert_problem(answer, 429, "too-fast")
        assert answer.headers["Retry-After"] == "1"
        assert_problem(knock(Person(stack.url)), 401, "not-signed-in")
    finally:
        for connection in connections:
            connection.close()


def knock(person: Person):
    """The answer to who has nothing to show."""
    return person.ask("PUT", ADDRESS, data=b"x", headers=PNG)
