"""/api/invitations: links by which others make an account, and come into a room."""

from flask import Response

from parley import gate, render
from parley.routes.contract import answers, reads, send
from parley.schemas.people import Invitations, MadeInvitation, NewInvitation
from parley.schemas.rooms import Room
from parley.schemas.session import OneTimeToken
from parley.services import invitations


@answers(Invitations, problems=("401", "403"))
def index() -> Response:
    """The invitations that are good yet, the newest first; of their rooms those that I am in."""
    found = invitations.find(gate.person())
    return send({"invitations": [render.record(each) for each in found]})


@reads(NewInvitation)
@answers(
    MadeInvitation, 201, problems=("400", "401", "403", "404", "409", "413", "415", "422", "503")
)
def create(json_data: NewInvitation) -> Response:
    """Make an invitation; its token is shown this once."""
    made = invitations.invite(gate.person(), gate.caller(), **json_data.model_dump())
    return send(render.record(made), 201)


@reads(OneTimeToken)
@answers(Room, problems=("400", "401", "403", "410", "413", "415", "422", "429", "503"))
def use(json_data: OneTimeToken) -> Response:
    """Come into the room of an invitation."""
    return send(render.room(invitations.use(gate.person(), gate.caller(), json_data.token)))


@answers(None, 204, problems=("400", "401", "403", "404", "413", "415", "422", "503"))
def revoke(invitation_id: int) -> Response:
    """Take an invitation back."""
    invitations.revoke(gate.person(), gate.caller(), invitation_id)
    return Response(status=204)
