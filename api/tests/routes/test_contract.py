"""Schemathesis: whatever the OpenAPI document allows and forbids, asked of a signed-in person's API.

It makes requests from the document, good and bad ones, and holds the answers against it. The same
requests each time: the seed is fixed.
"""

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
from tests.cast import LOBBY
from tests.claims import problem

EXAMPLES = 40  # for each operation

# What a check asks that the contract does not promise, with the reason.
UNASKED = [
    ignored_auth,  # needs a scheme it knows how to drop; rules/test_routes.py does it
    missing_required_header,  # no header is required by the document
    unsupported_method,  # test_every_answer.py does it, with the Allow header
    use_after_free,  # nothing can be deleted by its address yet
    # Rules that JSON Schema cannot say: names, content after trimming, one question at a time.
    positive_data_acceptance,
]


@pytest.fixture(scope="module")
def chat(shared_chat):
    return shared_chat


@pytest.fixture(scope="module")
def document(chat):
    alice = chat.guest("Alice")
    alice.says("hello")
    chat.cookie = alice.http.get_cookie("parley_session").value
    config = SchemathesisConfig.from_dict({"generation": {"with-security-parameters": False}})
    return schemathesis.openapi.from_wsgi("/api/openapi.json", chat.app, config=config)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("method", "address"), [entry[:2] for entry in TABLE])
def test_every_answer_is_one_that_the_document_describes(chat, document, method, address, mode):
    operation = document[address][method]

    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        if mode is GenerationMode.POSITIVE:
            _make_plausible(case)
        answer = case.call(cookies={"parley_session": chat.cookie})
        seen.append(answer.status_code)
        case.validate_response(answer, excluded_checks=UNASKED)

    seen = []
    try:
        ask()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE, "nothing is good"  # there is nothing to get wrong
    else:
        is_good = [status for status in seen if 200 <= status < 300]
        assert is_good if mode is GenerationMode.POSITIVE else seen


def _make_plausible(case):
    """A number by chance is never that of a room, and DELETE needs a header without a body."""
    if case.method == "DELETE":
        case.headers["Content-Type"] = "application/json"
    for values in (case.query, case.body):
        if isinstance(values, dict) and "room_id" in values:
            values["room_id"] = LOBBY


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


def test_a_wrong_answer_would_be_found(chat, document, monkeypatch):
    """The same check, of an answer that leaves out a field."""
    from parley import render

    case = document["/api/session"]["GET"].Case()
    case.call_and_validate(cookies={"parley_session": chat.cookie}, excluded_checks=UNASKED)
    monkeypatch.setattr(render, "person", lambda user: {"id": user.id})
    with pytest.raises(FailureGroup, match="1 distinct failure"):
        case.call_and_validate(cookies={"parley_session": chat.cookie}, excluded_checks=UNASKED)


def test_the_person_of_these_tests_was_signed_in(chat):
    """Or all of the above would have been about 401."""
    stranger = chat.stranger()
    problem(stranger.who_am_i(), 401, "not-signed-in")
    stranger.http.set_cookie("parley_session", chat.cookie)
    assert stranger.who_am_i().status_code == 200
