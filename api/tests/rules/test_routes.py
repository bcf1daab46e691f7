"""What holds for the table of routes: who may call what, and how every failure looks."""

import ast

import pytest

from parley import problems
from parley.errors import ParleyError
from parley.gate import is_public
from parley.routes import TABLE
from tests.cast import filled, nothing_for
from tests.claims import problem

PUBLIC = {
    ("GET", "/api/joining"),
    ("POST", "/api/setup"),
    ("POST", "/api/account"),
    ("POST", "/api/account/mail/confirmation"),
    ("POST", "/api/recovery"),
    ("POST", "/api/session"),
    ("POST", "/api/session/guest"),
    ("POST", "/api/session/link"),
    ("POST", "/api/session/second-factor"),
    ("POST", "/api/session/passkey/options"),
    ("POST", "/api/session/passkey"),
    ("POST", "/api/session/sso/options"),
    ("POST", "/api/session/sso"),
    ("DELETE", "/api/session"),
    ("GET", "/api/health"),
    ("GET", "/api/openapi.json"),
}


def rules_of(app):
    return {
        (method, rule.rule): app.view_functions[rule.endpoint]
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def test_public_routes_are_exactly_these(chat):
    assert {entry for entry, view in rules_of(chat.app).items() if is_public(view)} == PUBLIC


def test_there_is_no_route_beside_the_table(chat):
    assert set(rules_of(chat.app)) == {entry[:2] for entry in TABLE} | {
        ("GET", "/api/openapi.json")
    }


@pytest.mark.parametrize(("method", "address"), [entry[:2] for entry in TABLE])
def test_who_is_not_signed_in_is_refused_wherever_it_is_not_public(alice, charlie, method, address):
    body = nothing_for(method, address)
    refused = charlie.send(method, filled(address), **body)
    if (method, address) in PUBLIC:
        assert refused.status_code != 401
    else:
        problem(refused, 401, "not-signed-in")
        # It was the session: the same request of a guest is not refused so.
        assert alice.send(method, filled(address), **body).status_code != 401


def kinds_of(error):
    """The kinds of an error, wherever in the package they stand, and the kinds of those."""
    for kind in error.__subclasses__():
        yield from (kind, *kinds_of(kind))


PROBLEMS = list(kinds_of(ParleyError))
AT = {"TooFast": (7,), "Muted": ("12:00",)}  # when it is over


@pytest.mark.parametrize("kind", PROBLEMS, ids=lambda kind: kind.__name__)
def test_every_problem_has_the_one_shape(chat, kind):
    error = kind(*AT.get(kind.__name__, ()))
    with chat.app.test_request_context():
        answer = problems.problem(error)
        answer.headers["Cache-Control"] = "no-store"  # gate.py does it for every answer
    fields = [found["field"] for found in error.errors]
    problem(_as_test_response(answer), error.status, error.type, *fields)
    assert ("Retry-After" in answer.headers) is (error.status in (429, 503))


def _as_test_response(answer):
    from werkzeug.test import TestResponse

    return TestResponse(answer.response, answer.status, answer.headers, request=None)


def test_every_type_is_a_bare_code_and_means_one_thing():
    types = [kind.type for kind in PROBLEMS if "type" in vars(kind)]  # or it is a kind of another
    assert len(set(types)) == len(types)
    assert all(name.replace("-", "").isalpha() and name.islower() for name in types)


def test_problems_are_made_in_one_place():
    """No other file knows the media type or builds an answer of its own for a failure."""
    from pathlib import Path

    import parley

    package = Path(parley.__file__).parent
    knowing = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and node.value == "application/problem+json"
    }
    assert knowing == {"problems.py", "routes/contract.py"}
