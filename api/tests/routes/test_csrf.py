"""Requests from other sites: who may change things, by Sec-Fetch-Site, Origin and content type."""

import pytest

from parley.routes import TABLE
from tests.cast import filled, nothing_for
from tests.claims import problem
from tests.routes.one_for_all import alice_who_may_ask_all, one_chat, one_owner

__all__ = ["alice_who_may_ask_all", "one_chat", "one_owner"]

NOTHING = 4711  # an id of nothing, or it would be the Lobby, where even owners may not do all
UNSAFE = [(entry[0], filled(entry[1], NOTHING)) for entry in TABLE if entry[0] != "GET"]
OURS = [
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
    # Fetch Metadata alone decides where it is there: a TLS proxy may change what Origin names.
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://outside.example"},
    {"Sec-Fetch-Site": None, "Origin": "http://localhost"},
    {"Sec-Fetch-Site": None, "Origin": "https://localhost", "X-Forwarded-Proto": "https"},
    {"Sec-Fetch-Site": None},
]
THEIRS = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "same-origin, cross-site"},
    {"Sec-Fetch-Site": "SAME-ORIGIN"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": None, "Origin": "http://evil.example"},
    {"Sec-Fetch-Site": None, "Origin": "null"},
    {"Sec-Fetch-Site": None, "Origin": ""},
    {"Sec-Fetch-Site": None, "Origin": "localhost"},
    {"Sec-Fetch-Site": None, "Origin": "http://localhost:8080"},
    {"Sec-Fetch-Site": None, "Origin": "http://localhost.evil.example"},
    {"Sec-Fetch-Site": None, "Origin": "http://evil.example/localhost"},
    {"Sec-Fetch-Site": None, "Origin": "http://evil.example@localhost"},
    {"Sec-Fetch-Site": None, "Origin": "http://localhost@evil.example"},
    {"Sec-Fetch-Site": None, "Origin": "http://evil.localhost"},
    {"Sec-Fetch-Site": None, "Origin": "http://["},
    {"Sec-Fetch-Site": None, "Origin": "http://[::1"},
    {"Sec-Fetch-Site": None, "Origin": "http://\u2100.example"},
    {"Sec-Fetch-Site": None, "Origin": "x" * 5000},
]


def send(client, method, address, headers):
    return client.send(method, address, headers=headers, **nothing_for(method, address))


@pytest.mark.parametrize("headers", OURS, ids=str)
@pytest.mark.parametrize(("method", "address"), UNSAFE)
def test_our_own_pages_and_scripts_may(alice, method, address, headers):
    answer = send(alice, method, address, headers)
    # 429: a password was asked for, and wrong, too often by now.
    assert answer.status_code in (200, 201, 204, 404, 422, 429), answer.text


@pytest.mark.parametrize("headers", THEIRS, ids=lambda headers: str(headers)[:80])
@pytest.mark.parametrize(("method", "address"), UNSAFE)
def test_csrf_from_other_sites(alice, method, address, headers):
    problem(send(alice, method, address, headers), 403, "cross-site")
    assert alice.who_am_i().status_code == 200


def test_the_port_belongs_to_the_origin(alice):
    ours = {"Host": "localhost:8080", "Sec-Fetch-Site": None}
    answer = send(alice, "PATCH", "/api/session", ours | {"Origin": "http://localhost:8080"})
    assert answer.status_code == 422
    answer = send(alice, "PATCH", "/api/session", ours | {"Origin": "http://localhost"})
    problem(answer, 403, "cross-site")


@pytest.mark.parametrize("origin", ["null", "", "x", "http://", "//"])
def test_an_origin_without_a_host_is_not_a_request_without_one(alice, origin):
    headers = {"Host": "", "Sec-Fetch-Site": None, "Origin": origin}
    problem(send(alice, "DELETE", "/api/session", headers), 403, "cross-site")


def test_reading_is_not_changing(alice):
    """Another site may send it, but the browser shows it nothing: no header of CORS permits it."""
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    answer = alice.send("GET", "/api/session", headers=headers)
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_another_site_learns_nothing_about_the_address(alice):
    theirs = {"Sec-Fetch-Site": "cross-site"}
    said = [send(alice, method, address, theirs).text for method, address in UNSAFE]
    assert len(said) >= 18 and len(set(said)) == 1
