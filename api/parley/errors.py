"""Every failure a caller can meet, and the one JSON shape it becomes (RFC 9457)."""

import json
from collections.abc import Sequence
from typing import TypedDict

import structlog
from apiflask import HTTPError
from flask import Flask, Response, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

log = structlog.get_logger()


class FieldError(TypedDict):
    """What is wrong with one field; the field "" is the whole body or query."""

    field: str
    message: str


class ParleyError(Exception):
    """Something the caller can act on. Raised by services, rendered here."""

    status, type, title = 400, "bad-request", "This request cannot be understood."
    detail = title
    retry_after: int | None = None  # seconds

    def __init__(self, detail: str | None = None, errors: Sequence[FieldError] = ()) -> None:
        self.detail = detail or self.detail
        self.errors = list(errors)
        super().__init__(self.detail)


class MalformedJson(ParleyError):
    status, type, title = 400, "malformed-json", "The body is not JSON."
    detail = "Send one JSON object, encoded as UTF-8."


class Invalid(ParleyError):
    status, type, title = 422, "invalid", "Something in the request breaks a rule."
    detail = "Look at the fields listed in errors."


class WeakPassword(Invalid):
    """A password that anybody would guess, or of another length."""

    def __init__(self, reason: str = "Take another password.", field: str = "password") -> None:
        super().__init__(errors=[{"field": field, "message": reason}])


class WrongPassword(Invalid):
    """The present password, asked for once more, is another."""

    def __init__(self, field: str = "password") -> None:
        super().__init__(errors=[{"field": field, "message": "This is not the present password."}])


class NotSignedIn(ParleyError):
    status, type, title = 401, "not-signed-in", "Nobody is signed in."
    detail = "Sign in with POST /api/session, or become a guest with POST /api/session/guest."


class CrossSite(ParleyError):
    status, type, title = 403, "cross-site", "The request comes from another site."
    detail = "Only pages of this chat, and scripts, may change things here."


class WrongCredentials(ParleyError):
    status, type, title = 401, "wrong-credentials", "The user name or the password is wrong."
    detail = "Check both and try again; an administrator can make a link that signs you in."


class NotAllowed(ParleyError):
    status, type, title = 403, "not-allowed", "You may not do this."
    detail = "It takes another role."


class Suspended(ParleyError):
    status, type, title = 403, "suspended", "This account is suspended."
    detail = "An administrator of this chat can lift that."


class SignUpClosed(ParleyError):
    status, type, title = 403, "sign-up-closed", "Accounts are not made here at present."
    detail = "Ask an administrator of this chat for an invitation."


class GuestsClosed(ParleyError):
    status, type, title = 403, "guests-closed", "Guests may not come in at present."
    detail = "Sign in with an account."


class LinkGone(ParleyError):
    status, type, title = 410, "link-gone", "This link no longer opens anything."
    detail = "It was used, has expired or was taken back: ask for a new one."


class NotFound(ParleyError):
    status, type, title = 404, "not-found", "There is no such thing."
    detail = "It does not exist, or you may not see it."


class NameTaken(ParleyError):
    status, type, title = 409, "name-taken", "This name is taken."
    detail = "Someone here has this name already, or one that looks just like it."

    def __init__(self) -> None:
        super().__init__(errors=[{"field": "name", "message": self.detail}])


class ClientIdTaken(ParleyError):
    status, type, title = 409, "client-id-taken", "Another person's message has this client_id."
    detail = "Make a new UUID for the message and post it again."

    def __init__(self) -> None:
        super().__init__(errors=[{"field": "client_id", "message": self.detail}])


class UsernameTaken(ParleyError):
    status, type, title = 409, "username-taken", "This user name is taken."
    detail = "Someone here signs in by this name already."

    def __init__(self) -> None:
        super().__init__(errors=[{"field": "username", "message": self.detail}])


class HasAccount(ParleyError):
    status, type, title = 409, "has-account", "This browser is signed in to an account."
    detail = "Sign out first."


class NoAccount(ParleyError):
    status, type, title = 409, "no-account", "This person has no account."
    detail = "A guest has no role and no password to give anew."


class LastOwner(ParleyError):
    status, type, title = 409, "last-owner", "This is the last owner."
    detail = "Make somebody else an owner first."


class TooManyTokens(ParleyError):
    status, type, title = 409, "too-many-tokens", "There are too many tokens."
    detail = "Take one back first."


class UnsupportedMediaType(ParleyError):
    status, type, title = 415, "unsupported-media-type", "The body must be JSON."
    detail = "Send the header Content-Type: application/json."


class TooFast(ParleyError):
    status, type, title = 429, "too-fast", "That was too fast."

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"Try again in {retry_after} s.")


class Busy(ParleyError):
    status, type, title = 503, "unavailable", "The chat is busy."
    detail = "Nothing was changed. Try again in a moment."
    retry_after = 1


class Internal(ParleyError):
    status, type, title = 500, "internal", "Something went wrong on our side."
    detail = "It was logged. Try again; if it happens again, tell whoever runs this chat."


# The statuses that Flask and Werkzeug raise by themselves.
_OWN_TYPES = {
    404: ("not-found", "There is no such thing.", "Look at how the address is spelled."),
    405: (
        "method-not-allowed",
        "This address does not answer that method.",
        "Use a method that the header Allow lists.",
    ),
    413: ("too-large", "The request is too large.", "A body may have at most 64 KiB."),
}

# pydantic's kind of error -> our sentence; `{}` stands for values of the broken rule.
_SENTENCES = {
    "missing": "This field is missing.",
    "extra_forbidden": "There is no such field.",
    "string_type": "This must be text.",
    "string_unicode": "This must be Unicode text without lone surrogates.",
    "string_too_short": "This is too short.",
    "string_too_long": "This has at most {max_length} characters.",
    "int_type": "This must be a whole number.",
    "int_parsing": "This must be a whole number.",
    "greater_than_equal": "This must be at least {ge}.",
    "less_than_equal": "This must be at most {le}.",
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
    response = problem(known)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def _internal_problem(_error: Exception) -> Response:
    log.exception("internal error", request_id=request.headers.get("X-Request-Id"))
    return problem(Internal())
