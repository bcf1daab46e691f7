"""/api/rooms."""

from flask import Response

from parley import gate, render
from parley.routes.contract import answers, send
from parley.schemas.rooms import Rooms
from parley.services import rooms


@answers(Rooms, problems=("401",))
def index() -> Response:
    """The rooms I am in, with what I have not read there."""
    return send({"rooms": [render.room(room) for room in rooms.own(gate.person())]})
