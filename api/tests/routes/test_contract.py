"""Schemathesis: whatever the OpenAPI document allows and forbids, asked of a signed-in person's API.

It makes requests from the document, good and bad ones, and holds the answers against it. The same
requests each time: the seed is fixed.
"""

import re
import time
from datetime import timedelta

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    missing_required_header,
    negative_data_rejection,
    positive_data_acceptance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
    use_after_free,
)

from parley.db import write
from parley.models import User
from parley.routes import TABLE
from parley.services import links, sessions
from tests import stage
from tests.cast import COOKIE_NAME, LOBBY, PASSWORD
from tests.claims import problem

ROOM = "Room of the contract"
EXAMPLES = 40  # for each operation

# What a check asks that the contract does not promise, with the reason.
UNASKED = [
    ignored_auth,  # needs a scheme it knows how to drop; accounts/test_roles.py does it
    missing_required_header,  # no header is required by the document
    unsupported_method,  # test_every_answer.py does it, with the Allow header
    use_after_free,  # no address shows one thing that another address deletes
    # Rules that JSON Schema cannot say: names, content after trimming, one question at a time,
    # who has that user name, and in which order people go.
    positive_data_acceptance,
]


# A chat that sends mail; nobody carries it to that server.
MAIL = {"PUBLIC_URL": "https://chat.example.org", "SMTP_HOST": "x", "MAIL_FROM": "chat@example.org"}


@pytest.fixture(scope="module")
def chat(template, tmp_path_factory):
    chat = stage.copied(template, tmp_path_factory.mktemp("contract"), **stage.UNLIMITED, **MAIL)
    yield chat
    chat.close()


@pytest.fixture(scope="module")
def document(chat):
    config = SchemathesisConfig.from_dict({"generation": {"with-security-parameters": False}})
    return schemathesis.openapi.from_wsgi("/api/openapi.json", chat.app, config=config)


@pytest.fixture(scope="module")
def people(chat):
    """Somebody of each role, who has an account as far as the role goes."""
    olga = chat.account("Olga", "owner")
    olga.says("hello")
    roles = {role: chat.account(role.title(), role) for role in ("member", "administrator")}
    return roles | {"owner": olga, "guest": chat.guest("Guest"), "anybody": chat.guest("Gus")}


@pytest.fixture
def asker(request, chat, people):
    """Somebody who may call the address: a browser of their own, since some calls end the session.

    Where an account is made or entered, a stranger.
    """
    method, address, role = (
        request.getfixturevalue(name) for name in ("method", "address", "role")
    )
    if address == "/api/setup":  # while an owner can come in, nobody else becomes one
        request.addfinalizer(lambda: chat.sql("UPDATE users SET suspended_at = NULL"))
        chat.sql("UPDATE users SET suspended_at = created_at WHERE role = 'owner'")
    if address == "/api/account" and method == "DELETE":
        return chat.account(f"Leaver{time.monotonic_ns()}")
    if address.startswith("/api/rooms/"):  # what one may there, the role in the room decides
        role = "owner"
    return chat.stranger() if (method, address) in ENTRANCES else chat.another_browser(people[role])


# What takes an authenticator or a provider: that it can go well, test_factors.py, test_passkeys.py
# and sso/ show.
WITH_DEVICE = [
    *(("POST", "/api/session/sso/options"), ("POST", "/api/session/sso")),
    *(("POST", "/api/session/second-factor"), ("POST", "/api/session/passkey")),
    *(("PUT", "/api/account/totp"), ("DELETE", "/api/account/totp")),
    # And what asks for the password of somebody of whom it was asked too often by now.
    *(("POST", "/api/account/totp"), ("POST", "/api/account/passkeys/options")),
    *(("POST", "/api/account/recovery-codes"), ("POST", "/api/account/passkeys")),
    ("DELETE", "/api/account/passkeys/<id:passkey_id>"),
    *(("PUT", "/api/account/mail"), ("DELETE", "/api/account/mail"), ("POST", "/api/tokens")),
]

ENTRANCES = [
    *(("POST", "/api/account"), ("POST", "/api/setup")),
    *(("POST", "/api/session"), ("POST", "/api/session/link"), ("POST", "/api/session/guest")),
]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("method", "address", "role"), [entry[:3] for entry in TABLE])
def test_every_answer_is_one_that_the_document_describes(
    chat, document, people, asker, method, address, role, mode
):
    operation = document[re.sub(r"<\w+:(\w+)>", r"{\1}", address)][method]

    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        if mode is GenerationMode.POSITIVE:
            _make_plausible(case, chat, people, role)
        cookie = asker.http.get_cookie(COOKIE_NAME)
        answer = case.call(cookies={COOKIE_NAME: cookie.value} if cookie else {})
        seen.append(answer.status_code)
        case.validate_response(answer, excluded_checks=UNASKED)

    seen = []
    try:
        ask()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE, "nothing is good"  # there is nothing to get wrong
    else:
        is_good = [status for status in seen if 200 <= status < 300]
        is_easy = mode is GenerationMode.POSITIVE and (method, address) not in WITH_DEVICE
        assert is_good if is_easy else seen


def _make_plausible(case, chat, people, role):
    """What chance never hits: a room, a password, a token; and DELETE's header without a body."""
    if case.method == "DELETE":
        case.headers["Content-Type"] = "application/json"
    known = {
        "room_id": lambda: _room(people) if "/rooms/" in case.path else LOBBY,
        "people": lambda: [people["administrator"].id],
        "icon": lambda: "🚀",
        "password": lambda: PASSWORD,
        "current_password": lambda: PASSWORD,
        "username": lambda: "olga" if case.path == "/api/session" else f"u{time.monotonic_ns()}",
        "mail": _new_address,
        "account": _new_address,
        "second_factor": lambda: "nobody",  # or nobody could go on
        "token": lambda: _token(chat, people, case.path),
        "person_id": lambda: people["member"].id,
        "message_id": lambda: _said(chat, people[role]),
        "report_id": lambda: _reported(chat, people["owner"]),
        "session_id": lambda: chat.another_browser(people[role]) and _newest(chat, "sessions"),
        "token_id": lambda: _make_token(chat, people),
        "invitation_id": lambda: _invite(chat, people) and _newest(chat, "links"),
        "address": lambda: "192.0.2.7",
        "ban_id": lambda: _ban(chat, people) and _newest(chat, "address_bans"),
        "key": lambda: _picture(chat),
        "time_zone": lambda: "Europe/Berlin",
        "language": lambda: "pt-BR",
    }
    for values in (case.query, case.body, case.path_parameters):
        if isinstance(values, dict):
            values |= {name: known[name]() for name in values.keys() & known.keys()}
            values.pop("invitation", None)
    if case.method == "DELETE" and "/rooms/" in case.path and isinstance(case.body, dict):
        case.body["name"] = ROOM


def _room(people):
    """A room of an owner's with a member in it; the one of before makes way for its name."""
    olga = people["owner"]
    for room in olga.find_rooms(search=ROOM).json["rooms"]:
        olga.join(room["id"])  # in case she has left it
        olga.delete_room(room["id"], ROOM)
    return olga.has_room(people["member"], people["administrator"], name=ROOM)


def _new_address():
    return f"u{time.monotonic_ns()}@mail.example.org"


def _token(chat, people, path):
    if path == "/api/invitations/use":
        return people["owner"].invite(room_id=LOBBY).json["token"]
    with chat.app.app_context(), write() as session:
        if path == "/api/account/mail/confirmation":
            member = session.get_one(User, people["member"].id)
            return links.make_confirmation(session, member, _new_address()).token
        if path == "/api/setup":
            return links._make(session, links.SETUP, links.SETUP_LASTS).token
        return links.make_sign_in(session, session.get_one(User, people["member"].id), None).token


def _said(chat, author):
    return chat.another_browser(author).says("hello")["id"]


def _reported(chat, reporter):
    """A report, made past the limit of how many one may make in an hour."""
    names = "message_id, room_id, author_id, reporter_id, content, reason, created_at"
    values = (_said(chat, reporter), LOBBY, reporter.id, reporter.id)
    row = f"INSERT INTO reports ({names}) VALUES (?, ?, ?, ?, '', '', '2026-01-02') RETURNING id"
    return chat.sql(row, *values)[0][0]


def _invite(chat, people):
    with chat.app.app_context(), write() as session:
        return links._make(
            session, links.INVITATION, timedelta(days=1), made_by=people["owner"].id
        ).token


def _make_token(chat, people):
    """One without a password: it was asked for too often by now."""
    with chat.app.app_context(), write() as session:
        more = {"by_link": False, "name": "Robot", "scope": "read"}
        return sessions.add(session, people["member"].id, sessions.HOST, **more)[0].id


def _ban(chat, people):
    owner = chat.another_browser(people["owner"])
    return owner.send("POST", "/api/bans", json={"address": "192.0.2.7", "hours": 1}).json["id"]


def _picture(chat):
    """The key of a picture, made past the limit of how many there may be in a minute."""
    chat.sql("INSERT OR IGNORE INTO avatars VALUES (?, 1, x'00', '2026-01-01')", "k" * 22)
    return "k" * 22


def _newest(chat, table):
    return chat.sql(f"SELECT max(id) FROM {table}")[0][0]


def test_the_checks_that_matter_are_made(chat, document):
    made = {check.__name__ for check in schemathesis.checks.CHECKS.get_all()}
    needed = (
        not_a_server_error,
        status_code_conformance,
        content_type_conformance,
        response_schema_conformance,
        negative_data_rejection,
    )
    assert {check.__name__ for check in needed} <= made
    assert not {check.__name__ for check in UNASKED} & {check.__name__ for check in needed}


def test_a_wrong_answer_would_be_found(chat, document, people, monkeypatch):
    """The same check, of an answer that leaves out a field."""
    from parley import render

    case = document["/api/session"]["GET"].Case()
    cookies = {COOKIE_NAME: chat.another_browser(people["guest"]).cookie}
    case.call_and_validate(cookies=cookies, excluded_checks=UNASKED)
    monkeypatch.setattr(render, "person", lambda user: {"id": user.id})
    with pytest.raises(FailureGroup, match="1 distinct failure"):
        case.call_and_validate(cookies=cookies, excluded_checks=UNASKED)


def test_the_people_of_these_tests_were_signed_in(chat, people):
    """Or all of the above would have been about 401."""
    problem(chat.stranger().who_am_i(), 401, "not-signed-in")
    shown = {
        role: chat.another_browser(person).who_am_i().json["role"]
        for role, person in people.items()
    }
    assert shown == {role: role for role in people} | {"anybody": "guest"}
