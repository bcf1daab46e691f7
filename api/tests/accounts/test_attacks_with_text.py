"""Attacks with text: what breaks databases, terminals and C strings, in every field there is."""

import json
from ipaddress import ip_address

import pytest

from tests.cast import PASSWORD
from tests.claims import problem

FIELDS = [
    ("POST", "/api/account", {"username": "zoe", "password": PASSWORD, "name": "Zoe"}),
    ("POST", "/api/setup", {"token": "x", "username": "zoe", "password": PASSWORD}),
    ("POST", "/api/session", {"username": "bob", "password": PASSWORD}),
    ("POST", "/api/session/link", {"token": "x"}),
    ("POST", "/api/session/guest", {"name": "Zoe"}),
    ("PATCH", "/api/session", {"name": "Zoe"}),
    ("PATCH", "/api/account", {"username": "zoe", "password": PASSWORD}),
    ("PUT", "/api/account/password", {"password": "good enough", "current_password": PASSWORD}),
    ("DELETE", "/api/account", {"password": PASSWORD, "messages": "keep"}),
    ("PATCH", "/api/joining", {"sign_up": "open"}),
    ("PATCH", "/api/people/1", {"role": "owner"}),
    ("POST", "/api/tokens", {"name": "Robot", "scope": "read", "password": PASSWORD}),
]
ADDRESSES = (str(ip_address("10.0.0.1") + n) for n in range(10_000))
EVERY = [(method, address, field) for method, address, body in FIELDS for field in body]
HOSTILE = {
    "NUL": "\\u0000",
    "NUL inside": "ab\\u0000cd efgh",
    "a lone surrogate": "good \\ud800 enough",
    "the other lone surrogate": "\\udc00",
    "reversed surrogates": "\\udc00\\ud800 enough",
    "noncharacters": "good \\uffff\\ufffe enough",
    "directions": "good \\u202e enough",
    "escapes": "\\u001b[2J\\u0007 enough",
    "SQL": "' OR 1=1; DROP TABLE users; --",
    "a format": "%s%n%x{0}{{}} {self} $name",
    "markup": "<script>alert(1)</script>",
    "many accents": "e" + "\\u0301" * 9_000,
    "much": "x" * 60_000,
}


@pytest.fixture(scope="module")
def chat(shared_chat):
    """One for all: whatever is changed here, nobody else asks about."""
    return shared_chat


@pytest.fixture(scope="module")
def people(chat):
    return {"olga": chat.account("Olga", "owner"), "bob": chat.account("Bob")}


@pytest.mark.parametrize(("method", "address", "field"), EVERY)
def test_hostile_text_in_every_field(chat, people, method, address, field):
    """Refused or kept, with the field named; never a failure of ours, and never half a change."""
    (body,) = [body for m, a, body in FIELDS if (m, a) == (method, address)]
    asker = chat.another_browser(people["olga"])
    if method == "POST" and address != "/api/tokens":
        asker = chat.stranger()
    for number, (what, text) in enumerate(HOSTILE.items()):
        if method == "PUT":  # the text may be a good password, which is another one then
            asker = chat.account(f"{field}{number}")
        sent = json.dumps(body | {field: "?"}).replace('"?"', f'"{text}"')
        headers = {"X-Forwarded-For": next(ADDRESSES)}  # nobody tries too often
        answer = asker.send(method, address, headers, data=sent, content_type="application/json")
        if answer.status_code == 422:
            problem(answer, 422, "invalid", field)
        else:
            assert answer.status_code in (200, 201, 204, 401, 409, 410), (what, answer.text)
        assert "\\u0000" not in json.dumps(answer.get_json(silent=True)), what


def test_nothing_hostile_was_kept(chat, people):
    """After all of the above (or before: then it is trivial)."""
    for table, columns in (("users", "name, username"), ("sessions", "name, device, address")):
        for row in chat.sql(f"SELECT {columns} FROM {table}"):
            for text in filter(None, row):
                assert "\0" not in text and "\x1b" not in text and "\u202e" not in text
                text.encode()
    assert chat.sql("SELECT count(*) FROM users WHERE role = 'owner'")[0][0] >= 1


@pytest.mark.parametrize(
    "query",
    [
        *(
            "search=%00",
            "search=%ff%fe",
            "search=%ed%a0%80",
            "search=%25%5f%5c",
            "search=%F0%9F%99",
        ),
        *("before=%00", "role=%00", "limit=%31%00"),
    ],
)
def test_hostile_text_in_questions(chat, people, query):
    olga = chat.another_browser(people["olga"])
    for address in ("/api/people", "/api/audit"):
        answer = olga.get(f"{address}?{query}")
        assert answer.status_code in (200, 422), answer.text
        if answer.status_code == 200:
            assert answer.json["people"] == []


@pytest.mark.parametrize("value", ["\0", "\x1b[2J", "'; DROP TABLE sessions; --", "x" * 9_000, "é"])
def test_hostile_browsers_are_called_by_our_words(chat, people, value):
    newcomer = chat.stranger()
    environ = {"HTTP_USER_AGENT": value}
    body = {"username": "bob", "password": PASSWORD}
    headers = {"X-Forwarded-For": next(ADDRESSES)}
    answer = newcomer.send("POST", "/api/session", headers, json=body, environ_overrides=environ)
    assert answer.status_code == 201
    assert newcomer.sessions()[0]["device"] == "Unknown device"


@pytest.mark.parametrize("id", ["0", "-1", "1.5", "1e3", "x", "%00", "9" * 19, "9" * 400, "١"])
@pytest.mark.parametrize("address", ["/api/sessions/", "/api/invitations/", "/api/tokens/"])
def test_hostile_ids(chat, people, address, id):
    olga = chat.another_browser(people["olga"])
    problem(olga.send("DELETE", address + id, json={}), 404, "not-found")
    problem(olga.send("PATCH", f"/api/people/{id}", json={}), 404, "not-found")
    problem(olga.send("POST", f"/api/people/{id}/sign-in-link", json={}), 404, "not-found")
