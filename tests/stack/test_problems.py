"""What nginx itself refuses under /api/ has the API's shape; what the API refuses passes through."""

import pytest

from tests.stack import wire
from tests.stack.people import Person, eventually
from tests.stack.problems import assert_problem

KIB = 1024


def test_a_body_of_64_kib_reaches_the_api_and_one_more_byte_does_not(ada):
    headers = {"Content-Type": "application/json"}
    largest = ada.ask("POST", "/api/messages", data=b"{" + b" " * (64 * KIB - 1), headers=headers)
    assert_problem(largest, 400, "malformed-json")
    larger = ada.ask("POST", "/api/messages", data=b"{" + b" " * (64 * KIB), headers=headers)
    body = assert_problem(larger, 413, "too-large")
    assert body["detail"] == "A body may have at most 64 KiB.", "these are nginx's words"


def test_a_body_that_does_not_tell_its_length_is_measured_all_the_same(ada):
    chunks = (b" " * KIB for _ in range(65))
    headers = {"Content-Type": "application/json"}
    answer = ada.ask("POST", "/api/messages", data=chunks, headers=headers)
    assert_problem(answer, 413, "too-large")


@pytest.mark.parametrize(
    ("request_", "status", "kind"),
    [
        (b"GET /api/rooms HTTP/1.1\r\n\r\n", 400, "bad-request"),
        (b"GET /api/rooms HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "bad-request"),
        (b"GET /api/%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "bad-request"),
        (b"GET /api/%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400, "bad-request"),
        (b"GET /api/rooms HTTP/7.0\r\nHost: a\r\n\r\n", 505, "bad-request"),
        (b"TRACE /api/rooms HTTP/1.1\r\nHost: a\r\n\r\n", 405, "method-not-allowed"),
        (b"POST /api/docs HTTP/1.1\r\nHost: a\r\n\r\n", 405, "method-not-allowed"),
        (b"GET /api HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not-found"),
        (
            b"GET /api/rooms HTTP/1.1\r\nHost: a\r\nX-Long: " + b"a" * 9000 + b"\r\n\r\n",
            431,
            "too-large",
        ),
        (
            b"POST /api/messages HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: odd\r\n\r\n",
            501,
            "bad-request",
        ),
        (
            b"POST /api/messages HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            400,
            "bad-request",
        ),
        (
            b"POST /api HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            400,
            "bad-request",
        ),
    ],
    ids=lambda value: value[:30].decode() if isinstance(value, bytes) else None,
)
def test_a_malformed_request_is_a_problem(stack, request_, status, kind):
    assert_problem(wire.send(stack.port, request_), status, kind)


def test_an_error_outside_the_api_is_a_page(stack):
    answer = wire.ask(stack.port, b"/nowhere")
    assert answer.header("Content-Type") == "text/html; charset=utf-8"
    assert b"<title>There is no such address. \xe2\x80\x93 Parley</title>" in answer.body
    assert b"nginx" not in answer.body


@pytest.mark.parametrize("path", ["/api/rooms", "/api/messages?after=0123456789abcdef-1"])
def test_while_the_api_is_away_its_addresses_say_so_and_recover(frail, path):
    visitor = Person(frail.url)
    assert visitor.get(path).status_code == 401
    frail.kill_api()
    try:
        answer = visitor.get(path)
        assert_problem(answer, 503, "unavailable")
        assert int(answer.headers["Retry-After"]) > 0
        assert visitor.get("/").status_code == 200
        assert visitor.get("/healthz").status_code == 204
    finally:
        frail.restart_api()
    eventually(lambda: visitor.get(path).status_code == 401)
