"""`after` becomes the name of a file. Nothing that is not a cursor may do so."""

import json

import pytest

from tests.stack import wire
from tests.stack.problems import assert_problem

SECRET = "root:"

TRICKS = {
    "up by dots": b"../../../../etc/passwd",
    "up by encoded dots": b"%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "up by encoded slashes": b"..%2f..%2f..%2fetc%2fpasswd",
    "up by doubly encoded dots": b"%252e%252e%252fetc%252fpasswd",
    "up by backslashes": b"..\\..\\etc\\passwd",
    "an absolute path": b"/etc/passwd",
    "the API's socket": b"api.sock",
    "the folder itself": b".",
    "the folder above": b"..",
    "nothing": b"",
    "an encoded NUL": b"0123456789abcdef-1%00",
    "a NUL in the middle": b"0123456789abcdef%00-1",
    "an encoded line end": b"0123456789abcdef-1%0a",
    "a cursor and a path": b"0123456789abcdef-1/../../../../etc/passwd",
    "a path and a cursor": b"../0123456789abcdef-1",
    "capital letters": b"0123456789ABCDEF-1",
    "a short epoch": b"0123456789abcde-1",
    "a long epoch": b"0123456789abcdef0-1",
    "no revision": b"0123456789abcdef-",
    "a negative revision": b"0123456789abcdef--1",
    "a revision beyond 64 bits": b"0123456789abcdef-" + b"9" * 30,
    "long": b"a" * 4000,
    "bytes that are no UTF-8": b"%ff%fe",
    "other digits": b"0123456789abcdef-%D9%A1",
    "the unfinished file": b".unfinished",
    "the name nginx uses for none": b"none",
}


def assert_harmless(answer: wire.Answer) -> None:
    """An answer of the API as any other, or a problem; never a file."""
    assert SECRET.encode() not in answer.body
    body = json.loads(answer.body)
    if answer.status == 200:
        assert answer.header("Content-Type") == "application/json"
        assert set(body) == {"messages", "cursor", "more", "reset", "left"}
    else:
        assert_problem(answer, answer.status, body["type"])


@pytest.fixture
def ask_signed_in(stack, ada):
    """Ask with Ada's cookie: nobody else gets past the API's door."""
    cookie = f"Cookie: parley_session={ada.http.cookies['parley_session']}\r\n".encode()
    return lambda target, method="GET": wire.ask(stack.port, target, method, cookie)


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_in_after_is_refused_by_the_api(ask_signed_in, trick):
    answer = ask_signed_in(b"/api/messages?after=" + TRICKS[trick])
    assert_harmless(answer)
    assert answer.status == 422


@pytest.mark.parametrize(
    "query",
    [
        b"after=0123456789abcdef-1&after=../../etc/passwd",
        b"after=../../etc/passwd&after=0123456789abcdef-1",
        b"after=0123456789abcdef-1&room_id=1",
        b"AFTER=0123456789abcdef-1",
        b"after[]=0123456789abcdef-1",
        b"&after=../x",
        b"after=0123456789abcdef-1%26x",
        b"after=0123456789abcdef-1;x=1",
        b"after=0123456789abcdef-1#../../etc/passwd",
    ],
)
def test_a_trick_with_the_query_is_harmless(ask_signed_in, query):
    assert_harmless(ask_signed_in(b"/api/messages?" + query))


def test_a_capital_cursor_is_not_the_cursor(ask_signed_in, ada):
    cursor = ada.idle_cursor()
    assert cursor.upper() != cursor, "this epoch has no letters; run again"
    assert ask_signed_in(b"/api/messages?after=" + cursor.upper().encode()).status == 422


def test_a_repeated_cursor_is_refused_although_each_is_right(ask_signed_in, ada):
    cursor = ada.idle_cursor().encode()
    answer = ask_signed_in(b"/api/messages?after=" + cursor + b"&after=" + cursor)
    assert_problem(answer, 422, "invalid")


@pytest.mark.parametrize(
    "target",
    [
        b"/api/messages/../../../../etc/passwd",
        b"/api/messages/%2e%2e/%2e%2e/etc/passwd",
        b"/api/messages%2f..%2f..%2fetc%2fpasswd",
        b"/assets/../../../../etc/passwd",
        b"/assets/..%2f..%2f..%2fetc%2fpasswd",
        b"/assets../index.html",
        b"/assets/%2e%2e/.secret",
        b"/api/docs/../.secret",
        b"/api/docs%00.html",
        b"//etc/passwd",
        b"/..%5c..%5cetc%5cpasswd",
    ],
)
def test_a_trick_in_the_path_leaks_no_file(stack, target):
    answer = wire.ask(stack.port, target)
    assert answer.status in (400, 404)
    assert SECRET.encode() not in answer.body and b"business" not in answer.body


@pytest.mark.parametrize("length", [9_000, 30_000])
def test_a_very_long_cursor_is_a_problem(stack, length):
    answer = wire.ask(stack.port, b"/api/messages?after=" + b"a" * length)
    assert_problem(answer, 414, "too-large")


@pytest.mark.parametrize("raw", [b"\xd9\xa1", b"\xff", b" 1", b"\x7f"])
def test_raw_bytes_are_a_malformed_request(ask_signed_in, raw):
    answer = ask_signed_in(b"/api/messages?after=0123456789abcdef-" + raw)
    assert_problem(answer, 400, "bad-request")


def test_a_raw_nul_is_not_even_a_request(ask_signed_in):
    assert ask_signed_in(b"/api/messages?after=0123456789abcdef-1\x00").status == 400
