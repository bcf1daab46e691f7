"""/api/session: who I am, and how I come in; /api/sessions: the browsers I am signed in with."""

from dataclasses import asdict
from typing import Any

from flask import Response

from parley import gate, render
from parley.routes.contract import answers, reads, send
from parley.schemas.factors import Pending as PendingStep
from parley.schemas.session import (
    Credentials,
    NewGuest,
    NewName,
    OneTimeToken,
    Person,
    Sessions,
)
from parley.services import browsers, credentials, directory_people, people
from parley.services.entering import Pending
from parley.services.sessions import SignedIn


@answers(Person, problems=("401",))
def show() -> Response:
    """Who I am."""
    return send(render.person(gate.person()))


@reads(NewGuest)
@answers(
    Person,
    201,
    problems=("400", "403", "409", "413", "415", "422", "429", "503"),
    repeated="I am signed in already.",
)
def become_guest(json_data: NewGuest) -> Response:
    """Become a guest, by a name of one's own or a friendly generated one."""
    if (known := gate.person_or_none()) is not None:
        return send(render.person(known))
    return entered(people.become_guest(json_data.name, gate.caller()))


@reads(Credentials)
@answers(Person, 201, ("400", "401", "403", "413", "415", "422", "429", "503"), pending=PendingStep)
def sign_in(json_data: Credentials) -> Response:
    """Sign in to an account; the browser's former session ends."""
    given = {"username": json_data.username, "password": json_data.password}
    return entered(directory_people.sign_in(gate.person_or_none(), gate.caller(), **given))


@reads(OneTimeToken)
@answers(Person, 201, ("400", "403", "410", "413", "415", "422", "429", "503"), pending=PendingStep)
def sign_in_by_link(json_data: OneTimeToken) -> Response:
    """Sign in by the one-time link that an administrator made."""
    former, caller = gate.person_or_none(), gate.caller()
    return entered(credentials.sign_in_by_link(former, caller, json_data.token))


@reads(NewName)
@answers(Person, problems=("400", "401", "403", "409", "413", "415", "422", "429", "503"))
def rename(json_data: NewName) -> Response:
    """Be called something else from now on, in earlier messages too."""
    renamed = people.rename(gate.person(), json_data.name, gate.caller())
    return send(render.person(renamed))


@answers(None, 204, problems=("400", "403", "413", "415", "422", "503"))
def end() -> Response:
    """Sign out. A guest cannot come back."""
    credentials.sign_out(gate.person_or_none(), gate.caller())
    gate.sign_out()
    return Response(status=204)


@answers(Sessions, problems=("401",))
def index() -> Response:
    """The browsers I am signed in with, the newest first."""
    return send({"sessions": [render.record(each) for each in browsers.own(gate.person())]})


@answers(None, 204, problems=("400", "401", "403", "404", "413", "415", "422", "503"))
def end_one(session_id: int) -> Response:
    """End one of my sessions, here or elsewhere."""
    browsers.end(gate.person(), gate.caller(), session_id)
    return Response(status=204)


@answers(None, 204, problems=("400", "401", "403", "413", "415", "422", "503"))
def end_others() -> Response:
    """End all my sessions but this one."""
    browsers.end_others(gate.person(), gate.caller())
    return Response(status=204)


def entered(newcomer: SignedIn | Pending, **more: Any) -> Response:
    """Answer somebody who has just come in, with the cookie, or who has to show another factor."""
    if isinstance(newcomer, Pending):
        return send(asdict(newcomer), 202)
    gate.sign_in(newcomer)
    return send(render.person(newcomer.person) | more, 201)
