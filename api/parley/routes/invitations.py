"""/api/invitations: links by which others make an account."""

from dataclasses import asdict

from flask import Response

from parley import gate, render
from parley.routes.contract import answers, reads, send
from parley.schemas.people import Invitations, MadeInvitation, NewInvitation
from parley.services import links


@answers(Invitations, problems=("401", "403"))
def index() -> Response:
    """The invitations that are good yet, the newest first."""
    return send({"invitations": [render.record(each) for each in links.invitations()]})


@reads(NewInvitation)
@answers(MadeInvitation, 201, problems=("400", "401", "403", "413", "415", "422", "503"))
def create(json_data: NewInvitation) -> Response:
    """Make an invitation; its token is shown this once."""
    made = links.invite(gate.person(), gate.caller(), json_data.uses, json_data.days)
    shown = {name: value for name, value in asdict(made).items() if name != "kind"}
    return send(render.record(shown), 201)


@answers(None, 204, problems=("400", "401", "403", "404", "413", "415", "422", "503"))
def revoke(invitation_id: int) -> Response:
    """Take an invitation back."""
    links.revoke(gate.person(), gate.caller(), invitation_id)
    return Response(status=204)
