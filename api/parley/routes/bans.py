"""/api/bans: networks from which no guest may come for a time."""

from flask import Response

from parley import gate, render
from parley.routes.contract import answers, reads, send
from parley.schemas.bans import Ban, Bans, NewBan
from parley.services import bans


@answers(Bans, problems=("401", "403"))
def index() -> Response:
    """The bans that hold, the newest first."""
    return send({"bans": [render.record(each) for each in bans.show()]})


@reads(NewBan)
@answers(Ban, 201, problems=("400", "401", "403", "413", "415", "422", "503"))
def create(json_data: NewBan) -> Response:
    """Keep guests out who come from an address or a network; accounts are not touched."""
    made = bans.ban(gate.person(), gate.caller(), json_data.address, json_data.hours)
    return send(render.record(made), 201)


@answers(None, 204, problems=("400", "401", "403", "404", "413", "415", "422", "503"))
def lift(ban_id: int) -> Response:
    """End a ban before its time."""
    bans.lift(gate.person(), gate.caller(), ban_id)
    return Response(status=204)
