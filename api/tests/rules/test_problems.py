"""How every failure of a route looks. Who may call what: accounts/test_roles.py."""

import ast

import pytest

from parley import problems
from parley.errors import ParleyError
from tests.claims import problem


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
