"""Every kind of answer carries the security headers, once, and says nothing about versions."""

import re

import pytest

from tests.stack import wire

POLICY = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'"
)
PROMISED = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

# What is asked, the status it gives: (method, target, headers, status).
KINDS = {
    "the page": ("GET", "/", "", 200),
    "the page, head only": ("HEAD", "/", "", 200),
    "the page to sign in": ("GET", "/sign-in", "", 200),
    "the API's page": ("GET", "/api/docs", "", 200),
    "a hashed asset": ("GET", "/assets/index-C0ffee42.js", "", 200),
    "a compressed asset": ("GET", "/assets/index-C0ffee42.js", "Accept-Encoding: br\r\n", 200),
    "a part of an asset": ("GET", "/assets/index-C0ffee42.js", "Range: bytes=0-3\r\n", 200),
    "no such part": ("GET", "/assets/index-C0ffee42.js", "Range: bytes=9999999-\r\n", 200),
    "another version of the page": ("GET", "/", 'If-Match: "x"\r\n', 412),
    "a missing asset": ("GET", "/assets/gone-C0ffee42.js", "", 404),
    "a missing page": ("GET", "/nowhere", "", 404),
    "a hidden file": ("GET", "/.secret", "", 404),
    "a wrong method for a page": ("POST", "/", "Content-Length: 0\r\n", 405),
    "a health check": ("GET", "/healthz", "", 204),
    "an answer of the API": ("GET", "/api/health", "", 200),
    "a refusal by the API": ("GET", "/api/session", "", 401),
    "an address the API lacks": ("GET", "/api/nowhere", "", 404),
    "a wrong method for the API": ("PUT", "/api/rooms", "Content-Length: 0\r\n", 405),
    "a redirect by the API": ("GET", "/api//rooms", "", 308),
    "a body that is too large": ("POST", "/api/messages", "Content-Length: 99999\r\n", 413),
    "headers that are too large": ("GET", "/api/rooms", f"X-Long: {'a' * 9000}\r\n", 431),
    "an address that is too long": ("GET", f"/api/rooms?{'a' * 9000}", "", 414),
    "a malformed address": ("GET", "/api/%00", "", 400),
    "a method nobody has": ("TRACE", "/api/rooms", "", 405),
}


def assert_promises(answer: wire.Answer) -> None:
    found = {name: answer.header(name) for name in PROMISED}
    assert found == PROMISED
    assert not re.search(r"\d", answer.header("Server")), "the server tells its version"


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_carries_every_security_header(stack, kind):
    method, target, headers, status = KINDS[kind]
    answer = wire.ask(stack.port, target.encode(), method, headers.encode())
    assert answer.status == status
    assert_promises(answer)


def test_an_empty_poll_from_the_file_carries_them(stack, ada):
    cursor = ada.idle_cursor()
    assert_promises(wire.ask(stack.port, f"/api/messages?after={cursor}".encode()))


def test_not_modified_carries_them(stack, stranger):
    tag = stranger.get("/").headers["ETag"]
    answer = wire.ask(stack.port, b"/", headers=f"If-None-Match: {tag}\r\n".encode())
    assert answer.status == 304
    assert_promises(answer)


def test_unavailable_carries_them(frail):
    frail.kill_api()
    try:
        answer = wire.ask(frail.port, b"/api/rooms")
    finally:
        frail.restart_api()
    assert answer.status == 503
    assert_promises(answer)
