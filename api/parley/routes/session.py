"""/api/session: who I am."""

from flask import Response

from parley import gate, render
from parley.gate import public
from parley.routes.contract import answers, reads, send
from parley.schemas.session import NewGuest, NewName, Person
from parley.services import people


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
@public
def become_guest(json_data: NewGuest) -> Response:
    """Become a guest, by a name of one's own or a friendly generated one."""
    if (known := gate.person_or_none()) is not None:
        return send(render.person(known))
    guest = people.become_guest(json_data.name)
    gate.sign_in(guest)
    return send(render.person(guest), 201)


@reads(NewName)
@answers(Person, problems=("400", "401", "403", "409", "413", "415", "422", "429", "503"))
def rename(json_data: NewName) -> Response:
    """Be called something else from now on, in earlier messages too."""
    renamed = people.rename(gate.person(), json_data.name)
    return send(render.person(renamed))


@answers(None, 204, problems=("400", "403", "413", "415", "422"))
@public
def end() -> Response:
    """Sign out. A guest cannot come back."""
    gate.sign_out()
    return Response(status=204)
