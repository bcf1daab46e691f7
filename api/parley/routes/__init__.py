"""Every address of the API, on one screen."""

from apiflask import APIFlask

from parley.gate import public
from parley.routes import contract, health, messages, rooms, session

TABLE = (
    ("GET", "/api/session", session.show),
    ("PATCH", "/api/session", session.rename),
    ("DELETE", "/api/session", session.end),
    ("POST", "/api/session/guest", session.become_guest),
    ("GET", "/api/rooms", rooms.index),
    ("GET", "/api/messages", messages.index),
    ("POST", "/api/messages", messages.create),
    ("GET", "/api/health", health.show),
)


def init_app(app: APIFlask) -> None:
    """Put each address to its function; the OpenAPI document is public too."""
    contract.init_app(app)
    for method, address, function in TABLE:
        name = f"{function.__module__.removeprefix('parley.routes.')}.{function.__name__}"
        app.add_url_rule(address, name, function, methods=[method])
    public(app.view_functions["openapi.spec"])
