"""GET /api/openapi.json: the contract, for machines."""

import re

import pytest

from parley.routes import TABLE


@pytest.fixture
def document(charlie):
    answer = charlie.get("/api/openapi.json")
    assert answer.status_code == 200
    return answer.json


def test_it_is_a_valid_document(document):
    validator = pytest.importorskip("jsonschema_rs")
    from schemathesis.openapi import from_dict

    assert document["openapi"].startswith("3.")
    from_dict(document)
    for shape in document["components"]["schemas"].values():
        validator.meta.validate(shape)


def test_it_has_every_address_and_no_other(document):
    described = {
        (method.upper(), path) for path, item in document["paths"].items() for method in item
    }
    assert described == {(method, as_described(path)) for method, path, *_ in TABLE}


def as_described(address):
    return re.sub(r"<\w+:(\w+)>", r"{\1}", address)


def test_an_address_with_an_id_says_which_numbers_it_takes(document):
    described = [
        (path, operation["parameters"])
        for path, item in document["paths"].items()
        for operation in item.values()
        if "_id}" in path
    ]
    assert len(described) >= 4
    for path, parameters in described:
        numbers = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}
        own = [parameter for parameter in parameters if parameter["in"] == "path"]
        assert [each["name"] for each in own] == re.findall(r"{(\w+)}", path)
        assert all(each["required"] is True and each["schema"] == numbers for each in own)


def test_each_operation_says_what_it_does_and_answers(document):
    for path, item in document["paths"].items():
        for method, operation in item.items():
            assert operation.get("summary") or operation.get("description"), (method, path)
            answers = operation["responses"]
            assert any(code.startswith("2") for code in answers), (method, path)
            for code, answer in answers.items():
                assert answer["description"], (method, path, code)


def test_every_failure_is_a_problem(document):
    for item in document["paths"].values():
        for operation in item.values():
            for code, answer in operation["responses"].items():
                if code >= "400":
                    assert list(answer["content"]) == ["application/problem+json"]


def test_a_body_that_is_read_must_be_there(document):
    bodies = {
        (method.upper(), path): operation["requestBody"]
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if "requestBody" in operation
    }
    # What changes something reads a body, but for what only ends something.
    unsafe = {(entry[0], as_described(entry[1])) for entry in TABLE if entry[0] != "GET"}
    assert unsafe - set(bodies) == {
        ("DELETE", "/api/session"),
        ("DELETE", "/api/sessions"),
        ("DELETE", "/api/sessions/{session_id}"),
        ("DELETE", "/api/messages/{message_id}"),
        ("DELETE", "/api/rooms/{room_id}/membership"),
        ("DELETE", "/api/rooms/{room_id}/members/{person_id}"),
        ("DELETE", "/api/invitations/{invitation_id}"),
        ("DELETE", "/api/tokens/{token_id}"),
        ("DELETE", "/api/people/{person_id}/factors"),
        ("DELETE", "/api/account/avatar"),
        ("DELETE", "/api/bans/{ban_id}"),
    }
    assert set(bodies) <= unsafe
    assert all(body["required"] for body in bodies.values())


def test_only_public_operations_go_without_the_cookie(document):
    open_to_all = {
        (method, path)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if not operation.get("security")
    }
    assert open_to_all == {
        ("get", "/api/joining"),
        ("post", "/api/setup"),
        ("post", "/api/account"),
        ("post", "/api/account/mail/confirmation"),
        ("post", "/api/recovery"),
        ("post", "/api/session"),
        ("post", "/api/session/guest"),
        ("post", "/api/session/link"),
        ("post", "/api/session/second-factor"),
        ("post", "/api/session/passkey/options"),
        ("post", "/api/session/passkey"),
        ("post", "/api/session/sso/options"),
        ("post", "/api/session/sso"),
        ("delete", "/api/session"),
        ("get", "/api/health"),
    }


def test_every_reference_leads_somewhere(document):
    shapes = document["components"]["schemas"]
    for reference in _references(document):
        assert reference.removeprefix("#/components/schemas/") in shapes


def _references(node):
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        node = node.values()
    elif not isinstance(node, list):
        return
    for child in node:
        yield from _references(child)


def test_requests_refuse_unknown_fields_and_say_so(document):
    shapes = [
        content["application/json"]["schema"]["$ref"]
        for item in document["paths"].values()
        for operation in item.values()
        if "application/json" in (content := operation.get("requestBody", {}).get("content", {}))
    ]
    assert len(shapes) >= 14
    for shape in shapes:
        name = shape.removeprefix("#/components/schemas/")
        assert document["components"]["schemas"][name]["additionalProperties"] is False, name
