"""/api/account: making an account, changing it, giving it up; /api/setup: the first one."""

from flask import Response

from parley import gate, render
from parley.routes.contract import answers, reads, send
from parley.routes.session import entered
from parley.schemas.account import (
    Account,
    Leaving,
    NewAccount,
    Newcomer,
    NewOwner,
    NewPassword,
    NewUsername,
)
from parley.schemas.session import Person
from parley.services import accounts, credentials, profile

_MAKING = ("400", "401", "403", "409", "410", "413", "415", "422", "429", "503")
_CHANGING = ("400", "401", "403", "409", "413", "415", "422", "429", "503")


@reads(NewAccount)
@answers(Newcomer, 201, problems=_MAKING)
def create(json_data: NewAccount) -> Response:
    """Make an account; a guest claims it and keeps id, messages and name."""
    guest, given = gate.person_or_none(), json_data.model_dump()
    newcomer, room = accounts.sign_up(guest, gate.caller(), **given)
    return entered(newcomer, room=room)


@reads(NewOwner)
@answers(Person, 201, problems=_MAKING)
def set_up(json_data: NewOwner) -> Response:
    """Make the owner's account by the link that the start printed."""
    guest, given = gate.person_or_none(), json_data.model_dump()
    return entered(accounts.set_up(guest, gate.caller(), **given))


@answers(Account, problems=("401", "403"))
def show() -> Response:
    """My account, as nobody else sees it."""
    shown = profile.show(gate.person())
    providers = [render.record(each) for each in shown["providers"]]
    return send(shown | {"providers": providers})


@reads(NewUsername)
@answers(Person, problems=_CHANGING)
def change_username(json_data: NewUsername) -> Response:
    """Sign in by another user name from now on."""
    given = json_data.model_dump()
    return send(render.person(credentials.change_username(gate.person(), gate.caller(), **given)))


@reads(NewPassword)
@answers(None, 204, problems=_CHANGING)
def change_password(json_data: NewPassword) -> Response:
    """Take another password; my other sessions end."""
    credentials.change_password(gate.person(), gate.caller(), **json_data.model_dump())
    return Response(status=204)


@reads(Leaving)
@answers(None, 204, problems=_CHANGING)
def leave(json_data: Leaving) -> Response:
    """Give the account up; my messages stay as a former member's, or go."""
    deletes = json_data.messages == "delete"
    accounts.leave(
        gate.person(), gate.caller(), password=json_data.password, deletes_messages=deletes
    )
    gate.sign_out()
    return Response(status=204)
