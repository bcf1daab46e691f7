"""How ids are tried: at every place of the API that takes one, by a line for each.

An id in the place of another's is asked for with what would be right otherwise, so that nothing but
the id refuses the call. test_ids_of_hidden_things.py holds the lines to the API's own document.
"""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from parley.domain.cursors import REVISION_MAX
from tests.cast import PASSWORD

ROOM, MESSAGE, PERSON = "room", "message", "person"
SESSION, TOKEN, PASSKEY, INVITATION = "session", "token", "passkey", "invitation"
CLIENT_ID = "3f0e8c1b-7a52-4f9b-9d43-0a8f3c1f6a10"  # of a message in the private room
NAME = "Needlework"  # of that room

# A public room is there to be found and joined by those who may; in all else it is like the others.
OPEN = ("public", "closed to guests")


class Place(NamedTuple):
    """Where an address takes an id: by which name, be it in its path, its query or its body."""

    method: str
    address: str
    name: str


@dataclass(frozen=True)
class Try:
    """A call with an id at a place; `hidden` are the things of the kind that are to be tried (none:
    all of them) and `found` those that members may find there."""

    place: Place
    kind: str
    rest: dict[str, Any] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    found: tuple[str, ...] = ()

    def request(self, id: int, home: int, bob: int) -> dict[str, Any]:
        """What is sent: `home` is a room of the caller's own, Bob somebody who is elsewhere."""
        method, address, name = self.place
        value = [bob, id] if name == "people" else id
        known = {"room_id": home, "person_id": bob, name: value}
        path = re.sub(r"<id:(\w+)>", lambda found: str(known[found[1]]), address)
        rest = {
            key: known["room_id"] if value is HOME else value for key, value in self.rest.items()
        }
        if f"<id:{name}>" not in address:
            rest[name] = value
        return {"method": method, "path": path, "query_string" if method == "GET" else "json": rest}


HOME = object()
GONE = ("gone",)
UNSEEN = (*GONE, "guest elsewhere")
NOT_TO_ADD = (*UNSEEN, "suspended")
NOT_THERE = (*UNSEEN, "account elsewhere")


def _try(line: str, kind: str, **more: Any) -> Try:
    return Try(Place(*line.split()), kind, **more)


TRIES = [
    _try("GET /api/rooms/<id:room_id> room_id", ROOM, found=OPEN),
    _try("PATCH /api/rooms/<id:room_id> room_id", ROOM, rest={"topic": "Mine"}),
    _try("PATCH /api/rooms/<id:room_id> room_id", ROOM, rest={"is_open_to_guests": True}),
    _try("DELETE /api/rooms/<id:room_id> room_id", ROOM, rest={"name": NAME}),
    _try("GET /api/public-rooms after", ROOM, found=OPEN),
    _try("PUT /api/rooms/<id:room_id>/membership room_id", ROOM, found=OPEN),
    _try("PATCH /api/rooms/<id:room_id>/membership room_id", ROOM, rest={"level": "all"}),
    _try("DELETE /api/rooms/<id:room_id>/membership room_id", ROOM),
    _try("GET /api/rooms/<id:room_id>/members room_id", ROOM),
    _try("GET /api/rooms/<id:room_id>/members after", PERSON, hidden=NOT_THERE),
    _try("POST /api/rooms/<id:room_id>/members room_id", ROOM, rest={"people": [1]}),
    _try("POST /api/rooms/<id:room_id>/members people", PERSON, hidden=NOT_TO_ADD),
    _try(
        "PATCH /api/rooms/<id:room_id>/members/<id:person_id> room_id", ROOM, rest={"role": "owner"}
    ),
    _try(
        "PATCH /api/rooms/<id:room_id>/members/<id:person_id> person_id",
        PERSON,
        rest={"role": "owner", "muted_minutes": 1},
        hidden=NOT_THERE,
    ),
    _try("DELETE /api/rooms/<id:room_id>/members/<id:person_id> room_id", ROOM),
    _try(
        "DELETE /api/rooms/<id:room_id>/members/<id:person_id> person_id", PERSON, hidden=NOT_THERE
    ),
    _try("PUT /api/rooms/<id:room_id>/read-mark room_id", ROOM, rest={"message_id": 1}),
    _try("PUT /api/rooms/<id:room_id>/read-mark message_id", MESSAGE),
    _try("POST /api/signals room_id", ROOM, rest={"is_typing": True}),
    _try("GET /api/messages room_id", ROOM),
    _try("GET /api/messages before", MESSAGE, rest={"room_id": HOME}),
    _try("GET /api/messages around", MESSAGE, rest={"room_id": HOME}),
    _try("GET /api/messages from", MESSAGE, rest={"room_id": HOME}),
    _try("POST /api/messages room_id", ROOM, rest={"content": "x", "client_id": CLIENT_ID}),
    _try("DELETE /api/messages/<id:message_id> message_id", MESSAGE),
    _try("POST /api/messages/<id:message_id>/reports message_id", MESSAGE, rest={"reason": "x"}),
    _try("POST /api/rooms people", PERSON, rest={"name": "x", "kind": "public"}, hidden=NOT_TO_ADD),
    _try("POST /api/directs people", PERSON, hidden=NOT_TO_ADD),
    _try("POST /api/invitations room_id", ROOM, rest={"uses": 1, "days": 1}),
    _try("GET /api/directory after", PERSON, hidden=UNSEEN),
    _try("GET /api/directory/<id:person_id> person_id", PERSON, hidden=UNSEEN),
    _try(
        "PATCH /api/people/<id:person_id> person_id", PERSON, rest={"suspended": True}, hidden=GONE
    ),
    _try("POST /api/people/<id:person_id>/sign-in-link person_id", PERSON, hidden=GONE),
    _try("DELETE /api/people/<id:person_id>/factors person_id", PERSON, hidden=GONE),
    _try("DELETE /api/sessions/<id:session_id> session_id", SESSION),
    _try("DELETE /api/tokens/<id:token_id> token_id", TOKEN),
    _try(
        "DELETE /api/account/passkeys/<id:passkey_id> passkey_id",
        PASSKEY,
        rest={"password": PASSWORD},
    ),
    _try("DELETE /api/invitations/<id:invitation_id> invitation_id", INVITATION),
]

# Where all those who may call see everything that there is of its kind.
NOTHING_IS_HIDDEN = {
    Place("GET", "/api/people", "before"),
    Place("DELETE", "/api/bans/<id:ban_id>", "ban_id"),
    Place("GET", "/api/audit", "person_id"),
    Place("GET", "/api/audit", "before"),
    Place("GET", "/api/audit.csv", "person_id"),
    Place("GET", "/api/reports", "before"),
    Place("PATCH", "/api/reports/<id:report_id>", "report_id"),
}


def places_in(document: dict[str, Any]) -> set[Place]:
    """Every place of an OpenAPI document that takes an id."""
    return {
        Place(method.upper(), re.sub(r"\{(\w+)\}", r"<id:\1>", address), name)
        for address, operations in document["paths"].items()
        for method, operation in operations.items()
        for name, shape in _asked(document, operation)
        if _is_id(document, shape)
    }


def _asked(document: dict[str, Any], operation: dict[str, Any]) -> list[tuple[str, Any]]:
    """What an operation is asked with: by name, in which shape."""
    asked = [(each["name"], each["schema"]) for each in operation.get("parameters", ())]
    for kind in operation.get("requestBody", {}).get("content", {}).values():
        body = _resolved(document, kind["schema"])
        asked += body.get("properties", {}).items()
    return asked


def _is_id(document: dict[str, Any], shape: dict[str, Any]) -> bool:
    """Whether a shape is an id, or something that holds one."""
    shape = _resolved(document, shape)
    parts = [*shape.get("anyOf", ()), *shape.get("properties", {}).values()]
    parts += [shape["items"]] if "items" in shape else []
    return shape.get("maximum") == REVISION_MAX or any(_is_id(document, part) for part in parts)


def _resolved(document: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    name = shape.get("$ref", "").rpartition("/")[2]
    return document["components"]["schemas"][name] if name else shape
