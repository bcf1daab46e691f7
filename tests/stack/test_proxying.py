"""What the API is told about a request, and that nothing is told or done twice."""

import json

import pytest

from tests.stack import wire
from tests.stack.conftest import TRUSTED_PROXY
from tests.stack.people import Person, eventually
from tests.stack.problems import assert_problem
from tests.stack.upstream import OK, VANISH, Upstream

FORGED = {
    "X-Forwarded-For": "6.6.6.6",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Port": "666",
    "X-Forwarded-Prefix": "/evil",
    "X-Real-IP": "6.6.6.6",
    "Forwarded": "for=6.6.6.6;proto=https",
    "X-Request-Id": "forged",
}


@pytest.fixture(scope="module")
def behind(new_stack):
    """nginx with nobody behind it: tests put an upstream of their own there."""
    stack = new_stack(settings={"TRUSTED_PROXY": TRUSTED_PROXY})
    stack.start()
    stack.stop_api()
    return stack


@pytest.fixture
def upstream(behind):
    """An API that takes everything."""
    with Upstream(behind.feed_dir / "api.sock") as listening:
        yield listening


def test_forged_headers_vanish(behind, upstream):
    visitor = Person(behind.url)
    visitor.get("/api/rooms", headers=FORGED)
    (arrival,) = upstream.arrivals
    assert arrival.headers["x-forwarded-for"] == visitor.address
    assert arrival.headers["x-forwarded-proto"] == "http"
    assert len(arrival.headers["x-request-id"]) == 32
    gone = {"x-forwarded-host", "x-forwarded-port", "x-forwarded-prefix", "x-real-ip", "forwarded"}
    assert not gone & set(arrival.headers)
    assert not [
        name for name, value in arrival.headers.items() if "evil" in value or "6.6" in value
    ]


def test_the_trusted_proxy_is_believed_about_address_and_scheme_only(behind, upstream):
    proxy = Person(behind.url, address=TRUSTED_PROXY)
    proxy.get("/api/rooms", headers=FORGED | {"X-Forwarded-For": "6.6.6.6, 203.0.113.7"})
    (arrival,) = upstream.arrivals
    assert arrival.headers["x-forwarded-for"] == "203.0.113.7"
    assert arrival.headers["x-forwarded-proto"] == "https"
    assert arrival.headers["x-request-id"] != "forged"
    assert "x-forwarded-host" not in arrival.headers


@pytest.mark.parametrize("scheme", ["ftp", "HTTPS ", "https, http", ""])
def test_the_trusted_proxy_can_say_https_and_nothing_else(behind, upstream, scheme):
    proxy = Person(behind.url, address=TRUSTED_PROXY)
    proxy.get("/api/rooms", headers={"X-Forwarded-Proto": scheme})
    expected = "https" if scheme.strip().lower() == "https" else "http"
    assert upstream.arrivals[0].headers["x-forwarded-proto"] == expected


@pytest.mark.parametrize("host", ["chat.example", "chat.example:8443", "[::1]:8080", "127.0.0.1"])
def test_the_host_arrives_with_its_port(behind, upstream, host):
    Person(behind.url).get("/api/rooms", headers={"Host": host})
    assert upstream.arrivals[0].headers["host"] == host


def test_the_address_arrives_as_it_was_sent(behind, upstream):
    wire.ask(behind.port, b"/api/messages?after=%2e%2e%2Fx&limit=%31")
    assert upstream.arrivals[0].line == "GET /api/messages?after=%2e%2e%2Fx&limit=%31 HTTP/1.1"


def test_a_body_arrives_with_the_address_of_a_poll(behind, upstream):
    """The way to the API leads past the place where files answer."""
    address = "/api/messages?after=0123456789abcdef-1"
    answer = Person(behind.url).ask("POST", address, data=b'{"a": 1}')
    assert answer.status_code == 200
    (arrival,) = upstream.arrivals
    assert arrival.line == f"POST {address} HTTP/1.1"
    assert arrival.body == b'{"a": 1}'


def test_one_connection_serves_many_requests(behind, upstream):
    visitor = Person(behind.url)
    for _ in range(20):
        visitor.get("/api/rooms")
    assert len(upstream.arrivals) == 20
    assert upstream.connected <= 2, "nginx's two workers open one connection each"
    assert all("connection" not in arrival.headers for arrival in upstream.arrivals)


def test_a_post_that_may_have_been_written_is_not_sent_again(behind):
    """Over a connection that nginx kept: there it would try again if it thought it might."""

    def answer(arrival):
        return VANISH if arrival.line.startswith("POST") else OK

    visitor = Person(behind.url)
    with Upstream(behind.feed_dir / "api.sock", answer) as upstream:
        assert visitor.get("/api/rooms").status_code == 200
        refused = visitor.ask("POST", "/api/messages", data=b"{}")
    assert_problem(refused, 503, "unavailable")
    assert [arrival.line.split()[0] for arrival in upstream.arrivals] == ["GET", "POST"]
    assert upstream.connected == 1


def test_an_api_that_comes_back_serves_the_next_request(behind):
    """The connections that nginx kept are dead; nobody but nginx may notice."""
    visitor = Person(behind.url)
    for life in range(5):
        with Upstream(behind.feed_dir / "api.sock") as upstream:
            for _ in range(4):
                answer = visitor.ask("POST", "/api/messages", data=b"{}")
                assert answer.status_code == 200, f"life {life}: {answer.text}"
        assert len(upstream.arrivals) == 4


def test_a_long_answer_is_compressed_and_says_so(behind):
    body = b'{"messages":[' + b'"hello",' * 400 + b'"end"]}'
    said = (
        OK.replace(b"Content-Length: 2\r\n\r\n{}", b"Content-Length: %d\r\n\r\n" % len(body)) + body
    )
    with Upstream(behind.feed_dir / "api.sock", lambda _arrival: said) as upstream:
        answer = Person(behind.url).get("/api/messages", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.content == body
    assert "accept-encoding" not in upstream.arrivals[0].headers


@pytest.mark.parametrize("status", [400, 404, 409, 413, 422, 429, 500, 503])
def test_an_error_of_the_api_passes_untouched(behind, status):
    problem = b'{"type":"its-own","status":%d}' % status
    said = (
        b"HTTP/1.1 %d Whatever\r\nContent-Type: application/problem+json\r\nRetry-After: 7\r\n"
        b"Cache-Control: no-store\r\nContent-Length: %d\r\n\r\n%b"
    ) % (status, len(problem), problem)
    with Upstream(behind.feed_dir / "api.sock", lambda _arrival: said):
        answer = wire.ask(behind.port, b"/api/rooms")
    assert (answer.status, answer.body) == (status, problem)
    assert answer.header("Retry-After") == "7"
    assert answer.header("Cache-Control") == "no-store"


@pytest.mark.parametrize(
    ("from_proxy", "claims", "is_secure"),
    [(True, "https", True), (True, "http", False), (False, "https", False)],
)
def test_a_cookie_is_secure_only_when_the_trusted_proxy_says_https(
    stack, from_proxy, claims, is_secure
):
    visitor = Person(stack.url, address=TRUSTED_PROXY if from_proxy else None)
    answer = visitor.become_guest(headers={"X-Forwarded-Proto": claims})
    assert answer.status_code == 201
    cookie = answer.headers["Set-Cookie"]
    assert ("Secure" in cookie) is is_secure
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_the_logs_of_nginx_and_the_api_meet_in_the_request_id(stack, api_log):
    visitor = Person(stack.url)
    visitor.get("/api/rooms")
    ours = eventually(
        lambda: [line for line in log_of(stack) if line["address"] == visitor.address]
    )
    assert [line["path"] for line in ours] == ["/api/rooms"]
    assert ours[0]["request_id"] in [line.get("request_id") for line in api_log.lines()]


def test_nginx_logs_no_query_and_no_cookie(stack, ada):
    ada.get("/api/messages?room_id=1&limit=3")
    text = stack.nginx_log.read_text()
    assert "limit=3" not in text
    assert ada.http.cookies["parley_session"] not in text


def log_of(stack) -> list[dict]:
    """What nginx noted, without its errors."""
    lines = stack.nginx_log.read_text().splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]
