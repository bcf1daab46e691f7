"""Schemathesis: whatever the OpenAPI document allows and forbids, asked of a signed-in person's API.

It makes requests from the document, good and bad ones, and holds the answers against it. The same
requests each time: the seed is fixed.
"""

import re
import time

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

from parley.routes import TABLE
from tests import stage
from tests.cast import COOKIE_NAME
from tests.claims import problem
from tests.routes.plausible import make_plausible

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
def peace(chat, people):
    """Whatever was decided before: guests may come and see who is there, and the member is one."""
    owner = chat.another_browser(people["owner"])
    decided = owner.decide(sign_up="open", guests=True, members_visible_to_guests=True)
    assert decided.status_code == 200
    member = people["member"].id
    assert owner.change_person(member, role="member", suspended=False).status_code == 200


@pytest.fixture
def asker(request, chat, people, peace):
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


# What takes an authenticator or a provider: that it can go well, factors/ and sso/ show.
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
            make_plausible(case, chat, people, role)
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
