"""/api/tokens: how my scripts come in."""

from flask import Response

from parley import gate, render
from parley.routes.contract import answers, reads, send
from parley.schemas.tokens import MadeToken, NewToken, Tokens
from parley.services import tokens


@answers(Tokens, problems=("401", "403"))
def index() -> Response:
    """My tokens, the newest first."""
    return send({"tokens": [render.record(each) for each in tokens.own(gate.person())]})


@reads(NewToken)
@answers(MadeToken, 201, problems=("400", "401", "403", "409", "413", "415", "422", "429", "503"))
def create(json_data: NewToken) -> Response:
    """Make a token for `Authorization: Bearer`; its text is shown this once."""
    made = tokens.make(gate.person(), gate.caller(), **json_data.model_dump())
    return send(render.record(made), 201)


@answers(None, 204, problems=("400", "401", "403", "404", "413", "415", "422", "503"))
def revoke(token_id: int) -> Response:
    """Take a token back, at once."""
    tokens.revoke(gate.person(), gate.caller(), token_id)
    return Response(status=204)
