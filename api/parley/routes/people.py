"""/api/people: what administrators see and do about people."""

from flask import Response

from parley import gate, render
from parley.routes.contract import answers, asks, reads, send
from parley.schemas.people import (
    Nothing,
    People,
    PeopleQuery,
    PersonChange,
    PersonRecord,
    SignInLink,
)
from parley.services import administration

PAGE_SIZE = 50
_ACTING = ("400", "401", "403", "404", "409", "413", "415", "422", "503")


@asks(PeopleQuery)
@answers(People, problems=("401", "403", "422"))
def index(query_data: PeopleQuery) -> Response:
    """People by a part of their name or user name, those who came last first."""
    query = query_data
    found = administration.find(query.search, query.role, query.before, query.limit or PAGE_SIZE)
    return send(found | {"people": [render.record(each) for each in found["people"]]})


@reads(PersonChange)
@answers(PersonRecord, problems=_ACTING)
def change(json_data: PersonChange, person_id: int) -> Response:
    """Give somebody another role, shut them out, or let them in again."""
    asked = {"role": json_data.role, "is_suspended": json_data.suspended}
    return send(
        render.record(administration.change(gate.person(), gate.caller(), person_id, **asked))
    )


@reads(Nothing)
@answers(SignInLink, 201, problems=_ACTING)
def make_sign_in_link(json_data: Nothing, person_id: int) -> Response:
    """Make a link that signs somebody in once, within four hours."""
    made = administration.make_sign_in_link(gate.person(), gate.caller(), person_id)
    return send(render.record({"token": made.token, "expires_at": made.expires_at}), 201)
