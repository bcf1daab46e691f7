"""The one JSON shape that every failure becomes, whoever raised it (RFC 9457)."""

import json

import structlog
from apiflask import HTTPError
from flask import Flask, Response, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from parley.errors import FieldError, Internal, Invalid, ParleyError

log = structlog.get_logger()

# The statuses that Flask and Werkzeug raise by themselves.
_OWN_TYPES = {
    404: ("not-found", "There is no such thing.", "Look at how the address is spelled."),
    405: (
        "method-not-allowed",
        "This address does not answer that method.",
        "Use a method that the header Allow lists.",
    ),
    413: ("too-large", "The request is too large.", "A body may have at most {limit} KiB."),
}

# pydantic's kind of error -> our sentence; `{}` stands for values of the broken rule.
_SENTENCES = {
    "missing": "This field is missing.",
    "extra_forbidden": "There is no such field.",
    "string_type": "This must be text.",
    "string_unicode": "This must be Unicode text without lone surrogates.",
    "string_too_short": "This is too short.",
    "string_too_long": "This has at most {max_length} characters.",
    "list_type": "This must be a list.",
    "too_short": "This needs at least {min_length}.",
    "too_long": "This has at most {max_length} entries.",
    "int_type": "This must be a whole number.",
    "int_parsing": "This must be a whole number.",
    "greater_than_equal": "This must be at least {ge}.",
    "less_than_equal": "This must be at most {le}.",
    "bool_type": "This must be true or false.",
    "literal_error": "This must be {expected}.",
    "model_type": "Send one JSON object.",
    "uuid_type": "This must be a UUID.",
    "uuid_parsing": "This must be a UUID.",
}


def init_app(app: Flask) -> None:
    """Turn every failure into a problem, whoever raised it."""
    app.register_error_handler(ParleyError, problem)
    app.register_error_handler(HTTPError, _unmet_schema)
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(Exception, _internal_problem)


def problem(error: ParleyError) -> Response:
    """The answer that tells a caller what went wrong: {type, title, status, detail, errors?}."""
    body = {
        "type": error.type,
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
    }
    if error.errors:
        body["errors"] = error.errors
    response = Response(
        json.dumps(body), status=error.status, content_type="application/problem+json"
    )
    if error.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"  # RFC 9110, 11.6.1 asks for one
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _unmet_schema(error: HTTPError) -> Response:
    """APIFlask raises this when a body or query does not fit its schema, from pydantic's error."""
    return problem(Invalid(errors=_field_errors(error.__cause__)))


def _field_errors(error: ValidationError) -> list[FieldError]:
    """pydantic's findings as fields and sentences, without the values (they may be private)."""
    found = error.errors(include_url=False, include_input=False)
    return [{"field": ".".join(map(str, e["loc"])), "message": _sentence(e)} for e in found]


def _sentence(error: dict) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    known = _SENTENCES.get(error["type"])
    return known.format(**error.get("ctx", {})) if known else error["msg"]


def _http_problem(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()
    known = ParleyError()
    known.status = error.code
    known.type, known.title, known.detail = _OWN_TYPES.get(
        error.code, (known.type, known.title, error.description or error.name)
    )
    if error.code == 413:
        known.detail = known.detail.format(limit=(request.max_content_length or 0) // 1024)
    response = problem(known)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def _internal_problem(_error: Exception) -> Response:
    log.exception("internal error", request_id=request.headers.get("X-Request-Id"))
    return problem(Internal())
