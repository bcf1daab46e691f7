"""What holds for every answer, whatever was asked."""

import pytest

from parley.routes import TABLE
from tests.cast import filled
from tests.claims import problem
from tests.routes.one_for_all import alice_who_may_ask_all, one_chat, one_owner

__all__ = ["alice_who_may_ask_all", "one_chat", "one_owner"]

TAKEN = {(entry[0], filled(entry[1])) for entry in TABLE} | {("GET", "/api/openapi.json")}
ADDRESSES = sorted({address for _, address in TAKEN})
# What is said before anything is looked up, by a field that is missing.
ASKS_FIRST = {
    ("DELETE", "/api/account/passkeys/<id:passkey_id>"): "password",
    ("DELETE", "/api/rooms/<id:room_id>"): "name",
    ("POST", "/api/rooms/<id:room_id>/members"): "people",
    ("PUT", "/api/rooms/<id:room_id>/read-mark"): "message_id",
    ("PATCH", "/api/reports/<id:report_id>"): "is_resolved",
}
WRONG = ["PUT", "TRACE", "CONNECT", "PROPFIND", "X" * 1000]


@pytest.fixture
def bob(chat):
    newcomer = chat.stranger()
    assert newcomer.become_guest().status_code == 201
    return newcomer


@pytest.mark.parametrize(("method", "address"), sorted(TAKEN))
@pytest.mark.parametrize("who", ["alice", "bob", "charlie"])
def test_no_answer_is_stored(request, who, method, address):
    asker = request.getfixturevalue(who)
    assert asker.send(method, address).headers["Cache-Control"] == "no-store"
    answer = asker.send(method, address, json={})
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.status_code < 500


@pytest.mark.parametrize(
    ("method", "address"),
    [(method, a) for a in ADDRESSES for method in WRONG if (method, a) not in TAKEN],
    ids=lambda text: text[:20],
)
def test_a_wrong_method_is_a_problem_that_lists_the_right_ones(alice, method, address):
    answer = alice.send(method, address, json={})
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/api",
        "/api/",
        "/api/sessions/",
        "/api/sessions/-1",
        "/api/sessions/1.0",
        "/api/sessions/%31x",
        "/api/people/me",
        "/api/people/1/",
        "/api/people/1/sign-in-link/",
        "/api/invitations/x",
        "/api/invitations/+1",
        "/api/session/",
        "/api/session/guest/",
        "/api/messages/x",
        "/api/stream",
        "/api/docs",
        "/static/x",
        "/api/session%00",
        "/api/%2e%2e/session",
        "/api/ſession",
        "/API/session",
        "/api/" + "x" * 20_000,
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_unknown_address_is_a_problem(alice, charlie, method, address):
    for asker in (alice, charlie):
        problem(asker.send(method, address), 404, "not-found")


@pytest.mark.parametrize(
    "id", [0, 2**63 - 1, 2**63, 10**20, "9" * 5_000], ids=lambda id: str(id)[:20]
)
@pytest.mark.parametrize(
    ("method", "address"), [entry[:2] for entry in TABLE if "<id:" in entry[1]]
)
def test_an_id_that_nothing_can_have_is_of_nothing(alice, method, address, id):
    answer = alice.send(method, filled(address, id), json={})
    if id == 2**63 - 1 and (method, address) in ASKS_FIRST:
        problem(answer, 422, "invalid", ASKS_FIRST[method, address])
    else:
        problem(answer, 404, "not-found")


@pytest.mark.parametrize("address", ADDRESSES)
def test_options_shows_the_methods_and_permits_no_other_site(alice, address):
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = alice.send("OPTIONS", address, headers=headers)
    assert answer.status_code == 200
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize(
    "host", ["", "a b", "[::", "evil.example", "x" * 3000, "a\x00b", "a:b:c", "🙂", "a..b"]
)
def test_a_strange_host_is_no_failure_of_ours(alice, host):
    answer = alice.send("GET", "/api/health", headers={"Host": host})
    assert answer.status_code < 500
    if answer.status_code != 200:
        assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "x" * 5000},
        {"X-Forwarded-For": "1.2.3.4, ::1, <script>"},
        {"X-Forwarded-Proto": "javascript"},
        {"X-Forwarded-Proto": "https, http"},
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Prefix": "/evil"},
        {"X-HTTP-Method-Override": "DELETE"},
        {"X-Original-URL": "/api/messages"},
        {"Content-Length": "nonsense"},
        {"Transfer-Encoding": "chunked"},
        {"Accept": "text/html"},
        {"Accept-Encoding": "*;q=0"},
        {"If-None-Match": "*"},
        {"Range": "bytes=0-1"},
        {"Authorization": "Basic dXNlcjpwYXNz"},
    ],
)
def test_strange_headers_do_no_harm(alice, headers):
    answer = alice.send("GET", "/api/health", headers=headers)
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    answer = alice.send("GET", "/api/session", headers=headers)
    assert answer.status_code == 200
    assert "evil" not in answer.text


def test_a_failure_of_ours_is_a_problem_that_tells_nothing(alice, monkeypatch):
    def fail(_person):
        raise RuntimeError("the password is swordfish")

    monkeypatch.setattr("parley.services.rooms.own", fail)
    answer = alice.get("/api/rooms")
    problem(answer, 500, "internal")
    assert "swordfish" not in answer.text and "Traceback" not in answer.text
