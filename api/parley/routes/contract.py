"""What routes are made of: what they read, what they answer, and how the OpenAPI document says so."""

from collections.abc import Callable
from typing import Any

from apiflask import APIBlueprint, APIFlask
from flask import Response
from pydantic import BaseModel

from parley import render
from parley.gate import COOKIE_NAME, is_public
from parley.schemas.problem import Problem

Route = Callable[..., Response]

_declare = APIBlueprint("contract", __name__)  # lends its decorators; has no routes of its own

_PROBLEMS = {
    "401": "Nobody is signed in.",
    "403": "The request comes from another site.",
    "404": "There is no such thing, or I may not see it.",
    "409": "Something in the request is another's already.",
    "413": "The body is too large.",
    "415": "The body is not JSON.",
    "422": "A field breaks a rule; `errors` says which and why.",
    "400": "The body is malformed.",
    "429": "Too fast; `Retry-After` says when to try again.",
    "503": "The chat cannot answer at the moment.",
}


def init_app(app: APIFlask) -> None:
    """Describe problems and the cookie as they are."""
    app.config.update(
        AUTO_404_RESPONSE=False,
        AUTO_AUTH_ERROR_RESPONSE=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        INFO={"description": "Team chat that one person can host."},
        SERVERS=[{"url": "/"}],
    )
    app.security_schemes = {"session": {"type": "apiKey", "in": "cookie", "name": COOKIE_NAME}}
    app.spec_processor(_completed)


def reads(schema: type[BaseModel]) -> Callable[[Route], Route]:
    """The route reads a JSON body of this shape, as `json_data`."""
    return _declare.input(schema, location="json")


def asks(schema: type[BaseModel]) -> Callable[[Route], Route]:
    """The route reads a query of this shape, as `query_data`."""
    return _declare.input(schema, location="query")


def answers(
    schema: type[BaseModel] | None,
    status: int = 200,
    problems: tuple[str, ...] = (),
    repeated: str | None = None,
) -> Callable[[Route], Route]:
    """The route answers with this shape and status, or with one of these problems.

    `repeated` says when the same shape comes with 200, since nothing had to be made.
    """

    def decorate(route: Route) -> Route:
        described = _declare.output(schema or {}, status_code=status)(route)
        others = {code: _problem(code) for code in problems}
        if repeated:
            others["200"] = _answer(repeated, "application/json", schema.__name__)
        security = None if is_public(route) else "session"
        return _declare.doc(security=security, responses=others)(described)

    return decorate


def send(body: Any, status: int = 200) -> Response:
    """Answer with a value as JSON."""
    return send_json(render.to_json(body), status)


def send_json(body: bytes, status: int = 200) -> Response:
    """Answer with what is JSON already."""
    return Response(body, status=status, content_type="application/json")


def _problem(code: str) -> dict[str, Any]:
    return _answer(_PROBLEMS[code], "application/problem+json", "Problem")


def _answer(description: str, content_type: str, shape: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{shape}"}
    return {"description": description, "content": {content_type: {"schema": schema}}}


def _completed(document: dict[str, Any]) -> dict[str, Any]:
    """The document with what APIFlask leaves out: problems, and that a body must be there."""
    shapes = document["components"]["schemas"]
    template = "#/components/schemas/{model}"
    shapes["Problem"] = Problem.model_json_schema(ref_template=template)
    shapes |= shapes["Problem"].pop("$defs")
    for address in document["paths"].values():
        for operation in address.values():
            if "requestBody" in operation:
                operation["requestBody"]["required"] = True
    return document
