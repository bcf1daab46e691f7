"""Bodies: what every endpoint that reads one makes of what is not what it expects."""

import io
import json

import pytest

from parley.gate import BODY_MAX_BYTES
from tests.claims import problem

READERS = [
    ("POST", "/api/messages"),
    ("POST", "/api/session/guest"),
    ("PATCH", "/api/session"),
    ("DELETE", "/api/session"),
]
pytestmark = pytest.mark.parametrize(("method", "address"), READERS)


@pytest.fixture(scope="module")
def chat(shared_chat):
    """One for all: these requests are refused, or change nothing that another test asks."""
    return shared_chat


@pytest.fixture
def alice(chat):
    newcomer = chat.stranger()
    assert newcomer.become_guest().status_code == 201
    return newcomer


def send(client, method, address, body, content_type="application/json", **more):
    return client.send(method, address, data=body, content_type=content_type, **more)


@pytest.mark.parametrize(
    "body",
    [
        *(b"{", b"}", b"{]", b'{"a"}', b"{'a': 1}", b'{"a": 1,}', b'{"a": 1} x', b"{}{}", b"nul"),
        *(b"hello", b" ", b"\0", b"\xff\xfe", b'{"a": "\xff"}', b'{"a": "\n"}', b'{"\\x": 1}'),
        b"[" * 50_000,
        b'{"a":' * 10_000,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        b'{"a": ' + b"9" * 5_000 + b"}",
    ],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_not_json_is_malformed(alice, method, address, body):
    problem(send(alice, method, address, body), 400, "malformed-json")


def test_an_empty_body_is_malformed_except_where_none_is_needed(alice, method, address):
    answer = send(alice, method, address, b"")
    if method == "DELETE":
        assert answer.status_code == 204
    else:
        problem(answer, 400, "malformed-json")


@pytest.mark.parametrize(
    "body", ["[]", "[{}]", '"text"', "1", "1.5", "true", "null", "NaN", "Infinity", "[[[[]]]]"]
)
def test_json_that_is_no_object_is_invalid(alice, method, address, body):
    problem(send(alice, method, address, body), 422, "invalid", "")


@pytest.mark.parametrize(
    "value",
    [
        *("NaN", "Infinity", "-Infinity", "1e999", "-0", "1E400", "9" * 4_000, "0." + "1" * 9_000),
        *("null", "[]", "{}", "true", '""', '"\\ud800"', '"\\u0000"', '"\\udc00\\ud800"'),
        "[" * 400 + "]" * 400,
        '{"a":' * 400 + "1" + "}" * 400,
    ],
    ids=lambda value: value[:12],
)
def test_hostile_values_are_refused_and_never_a_failure_of_ours(alice, method, address, value):
    client = alice
    for field in ("name", "content", "room_id", "client_id", "x", "__proto__"):
        answer = send(client, method, address, f'{{"{field}": {value}}}')
        if answer.status_code == 422:
            fields = [error["field"] for error in answer.get_json(force=True)["errors"]]
            problem(answer, 422, "invalid", *fields)
            assert method == "DELETE" or field in fields
        else:
            # Signing in again reads no name, signing out reads nothing.
            assert answer.status_code in (200, 204, 401), answer.text
            assert method == "DELETE" or address == "/api/session/guest"


@pytest.mark.parametrize("key", ["\0", "", "a.b", "x" * 60_000, "\u202e", "__class__"])
def test_hostile_keys_are_refused(alice, method, address, key):
    answer = send(alice, method, address, json.dumps({key: 1}))
    if method == "DELETE":
        assert answer.status_code == 204
    else:
        assert key in [error["field"] for error in answer.get_json(force=True)["errors"]]


def test_of_a_key_given_twice_one_value_counts_for_everybody(alice, method, address):
    answer = send(alice, method, address, '{"name": "First", "name": "Second"}')
    assert answer.status_code < 500
    if method == "PATCH":
        assert answer.json["name"] == "Second"


def test_ten_thousand_keys_are_refused_quickly(alice, method, address):
    answer = send(alice, method, address, json.dumps(dict.fromkeys(map(str, range(4_000)))))
    assert answer.status_code in (204, 422)


def test_64_kib_are_read_and_one_byte_more_is_too_large(alice, method, address):
    room = BODY_MAX_BYTES - len('{"x": ""}')
    fits = send(alice, method, address, '{"x": "' + "x" * room + '"}')
    assert fits.status_code in (204, 422)
    answer = send(alice, method, address, '{"x": "' + "x" * (room + 1) + '"}')
    problem(answer, 413, "too-large")


class Endless(io.RawIOBase):
    """A body in chunks that never ends, of which nobody said how long it is."""

    taken = 0

    def readable(self):
        return True

    def readinto(self, buffer):
        buffer[:] = b" " * len(buffer)
        self.taken += len(buffer)
        return len(buffer)


def test_a_body_without_a_length_is_not_read_beyond_64_kib(alice, method, address):
    """Werkzeug cuts it off without a word, so what is left is malformed; nginx says 413 before."""
    stream = Endless()
    answer = alice.send(
        method,
        address,
        content_type="application/json",
        environ_overrides={
            "wsgi.input": stream,
            "wsgi.input_terminated": True,
            "HTTP_TRANSFER_ENCODING": "chunked",
        },
    )
    if method != "DELETE":
        problem(answer, 400, "malformed-json")
    assert stream.taken <= BODY_MAX_BYTES


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/json",
        "application/json-patch+json",
        "application/jsonx",
        "text/plain; application/json",
        "application/x-www-form-urlencoded; charset=application/json",
    ],
)
def test_what_a_plain_form_can_send_is_refused(alice, method, address, content_type):
    problem(send(alice, method, address, b"{}", content_type), 415, "unsupported-media-type")


def test_no_content_type_at_all_is_refused(alice, method, address):
    answer = alice.send(method, address, data=b"{}")
    problem(answer, 415, "unsupported-media-type")


@pytest.mark.parametrize(
    "content_type", ["application/json", "Application/JSON", "application/json; charset=utf-8"]
)
def test_the_json_type_is_known_in_every_spelling(alice, method, address, content_type):
    assert send(alice, method, address, b"{}", content_type).status_code != 415
