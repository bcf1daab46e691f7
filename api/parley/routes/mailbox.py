"""/api/account/mail: my mail address; /api/recovery: the way back by mail."""

from flask import Response

from parley import gate
from parley.routes.contract import answers, reads, send
from parley.schemas.factors import Proof
from parley.schemas.mailbox import Asked, ConfirmedMail, LockedOut, NewMail, PendingMail
from parley.schemas.session import OneTimeToken
from parley.services import mailbox, recovery

_CHANGING = ("400", "401", "403", "409", "413", "415", "422", "429", "503")


@reads(NewMail)
@answers(PendingMail, 202, problems=_CHANGING)
def change(json_data: NewMail) -> Response:
    """Have another mail address, once the link in a mail to it is opened."""
    asked = mailbox.change(gate.person(), gate.caller(), **json_data.model_dump())
    return send({"pending_mail": asked}, 202)


@reads(Proof)
@answers(None, 204, problems=_CHANGING)
def remove(json_data: Proof) -> Response:
    """Have no mail address."""
    mailbox.remove(gate.person(), gate.caller(), password=json_data.password)
    return Response(status=204)


@reads(OneTimeToken)
@answers(ConfirmedMail, problems=("400", "403", "409", "410", "413", "415", "422", "429", "503"))
def confirm(json_data: OneTimeToken) -> Response:
    """Say that a mail address is mine, by the link that was sent there."""
    return send(mailbox.confirm(gate.caller(), json_data.token))


@reads(LockedOut)
@answers(Asked, 202, problems=("400", "403", "409", "413", "415", "422", "429", "503"))
def recover(json_data: LockedOut) -> Response:
    """Ask for a mail with a link that signs me in; the answer does not tell who has an account."""
    recovery.ask(gate.caller(), json_data.account)
    return send({}, 202)
