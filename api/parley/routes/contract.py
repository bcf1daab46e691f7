"""What routes are made of: what they read, what they answer, and how the OpenAPI document says so."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from apiflask import APIBlueprint, APIFlask
from flask import Response, current_app
from pydantic import BaseModel
from werkzeug.routing import BaseConverter, IntegerConverter, Map

from parley import render
from parley.cookies import COOKIE_NAME
from parley.gate import is_public
from parley.refusals import IMAGE_TYPES
from parley.schemas.fields import REVISION_MAX
from parley.schemas.problem import Problem

Route = Callable[..., Response]

_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def numbers_up_to(most: int) -> str:
    """A pattern of the whole numbers from 1 to `most`, written without zeros before them."""
    digits = str(most)
    shorter = f"[1-9][0-9]{{0,{len(digits) - 2}}}"
    smaller = [
        f"{digits[:place]}[{int(place == 0)}-{int(digit) - 1}][0-9]{{{len(digits) - place - 1}}}"
        for place, digit in enumerate(digits)
        if int(digit) > int(place == 0)
    ]
    return f"(?:{'|'.join([shorter, *smaller, digits])})"


class IdConverter(IntegerConverter):
    """The id in an address; what no row can have is no address.

    The pattern alone says so: a number that only its value refuses would be answered with 405
    wherever an address knows several methods.
    """

    regex = numbers_up_to(REVISION_MAX)

    def __init__(self, map: Map) -> None:
        super().__init__(map, min=1, max=REVISION_MAX)


class KeyConverter(BaseConverter):
    """The random key in an address."""

    regex = "[0-9A-Za-z_-]{22}"


_PARAMETERS = {
    "key": {"type": "string", "pattern": f"^{KeyConverter.regex}$"},
    "id": {"type": "integer", "minimum": 1, "maximum": REVISION_MAX},
}

_BYTES = {"schema": {"type": "string", "format": "binary"}}

_declare = APIBlueprint("contract", __name__)  # lends its decorators; has no routes of its own

_SHAPES: set[type[BaseModel]] = set()  # that APIFlask does not see

_PROBLEMS = {
    "401": "Nobody is signed in, or not by these credentials.",
    "403": "The request comes from another site, or I may not do this.",
    "404": "There is no such thing, or I may not see it.",
    "409": "Something in the request is another's already.",
    "410": "The link no longer opens anything.",
    "413": "The body is too large.",
    "415": "The body is of a kind that is not read here.",
    "422": "A field breaks a rule; `errors` says which and why.",
    "400": "The body is malformed.",
    "429": "Too fast; `Retry-After` says when to try again.",
    "503": "The chat cannot answer at the moment.",
}


def init_app(app: APIFlask) -> None:
    """Describe problems and the cookie as they are; know ids in addresses."""
    app.url_map.converters |= {"id": IdConverter, "key": KeyConverter}
    app.config.update(
        AUTO_404_RESPONSE=False,
        AUTO_AUTH_ERROR_RESPONSE=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        INFO={"description": "Team chat that one person can host."},
        SERVERS=[{"url": "/"}],
    )
    app.security_schemes = {
        "session": {"type": "apiKey", "in": "cookie", "name": COOKIE_NAME},
        "token": {"type": "http", "scheme": "bearer"},
    }
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
    media_type: str = "application/json",
    pending: type[BaseModel] | None = None,
) -> Callable[[Route], Route]:
    """The route answers with this shape and status, or with one of these problems.

    `repeated` says when the same shape comes with 200, since nothing had to be made; `pending` is
    the shape that comes with 202, since another step has to follow.
    """

    def decorate(route: Route) -> Route:
        described = _declare.output(schema or {}, status_code=status, content_type=media_type)(
            route
        )
        others = {code: _problem(code) for code in problems}
        if repeated:
            others["200"] = _answer(repeated, "application/json", schema.__name__)
        if pending:
            sentence = "Another step has to follow."
            others["202"] = _answer(sentence, "application/json", pending.__name__)
            _SHAPES.add(pending)
        return _declare.doc(responses=others)(described)

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
    """The document with what APIFlask leaves out: problems, who may, that a body must be there."""
    shapes = document["components"]["schemas"]
    template = "#/components/schemas/{model}"
    shapes["Problem"] = Problem.model_json_schema(ref_template=template)
    shapes |= shapes["Problem"].pop("$defs")
    for shape in _SHAPES:
        shapes[shape.__name__] = shape.model_json_schema(ref_template=template)
    for method, address, route in _routes():
        operation = document["paths"].get(address, {}).get(method, {})
        if operation and route.reads_image:
            operation["requestBody"] = {"content": dict.fromkeys(sorted(IMAGE_TYPES), _BYTES)}
        if "requestBody" in operation:
            operation["requestBody"]["required"] = True
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "path":
                parameter["schema"] = _PARAMETERS[parameter["name"].rpartition("_")[2]]
        if operation and not is_public(route):
            by_token = [{"token": []}] if route.scope else []
            operation["security"] = [{"session": []}, *by_token]
    return document


def _routes() -> Iterator[tuple[str, str, Route]]:
    """Each route of the document by its method and address, as the document writes them."""
    for rule in current_app.url_map.iter_rules():
        route = current_app.view_functions[rule.endpoint]
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            yield method.lower(), _PARAMETER.sub(r"{\1}", rule.rule), route
