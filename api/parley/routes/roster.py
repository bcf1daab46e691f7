"""/api/directory: who is here, as the others see them."""

from flask import Response

from parley import gate
from parley.routes.contract import answers, asks, send
from parley.schemas.roster import Directory, DirectoryQuery, Profile
from parley.services import roster

PAGE_SIZE = 50


@asks(DirectoryQuery)
@answers(Directory, problems=("401", "403", "422"))
def index(query_data: DirectoryQuery) -> Response:
    """The accounts that are here, by name; a search finds the guests in my rooms as well."""
    query = query_data
    limit = query.limit or PAGE_SIZE
    return send(roster.find(gate.person(), query.search, query.after, limit))


@answers(Profile, problems=("401", "404"))
def show(person_id: int) -> Response:
    """Somebody's card."""
    return send(roster.show(gate.person(), person_id))
