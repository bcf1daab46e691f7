"""/api/joining: who may join."""

from flask import Response

from parley import gate
from parley.routes.contract import answers, reads, send
from parley.schemas.joining import Joining, NewJoining
from parley.services import joining


@answers(Joining)
def show() -> Response:
    """How accounts are made here, and whether guests may come."""
    return send(joining.show())


@reads(NewJoining)
@answers(Joining, problems=("400", "401", "403", "413", "415", "422", "503"))
def decide(json_data: NewJoining) -> Response:
    """Decide it, as an owner."""
    return send(joining.decide(gate.person(), gate.caller(), **json_data.model_dump()))
