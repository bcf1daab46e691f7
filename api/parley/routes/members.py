"""/api/rooms/ID/members: who is in a room; /api/rooms/ID/membership: that I am."""

from flask import Response

from parley import gate, render
from parley.routes.contract import answers, asks, reads, send
from parley.schemas.members import AddedMembers, Member, MemberChange, Members, OwnChange
from parley.schemas.people import Nothing
from parley.schemas.rooms import ListQuery, People, Room
from parley.services import member_rights, members, memberships

PAGE_SIZE = 50
_CHANGING = ("400", "401", "403", "404", "409", "413", "415", "422", "429", "503")


@reads(Nothing)
@answers(Room, 201, problems=_CHANGING, repeated="I was in it already.")
def join(json_data: Nothing, room_id: int) -> Response:
    """Join a public room."""
    room, is_new = memberships.join(gate.person(), room_id)
    return send(render.room(room), 201 if is_new else 200)


@reads(OwnChange)
@answers(Room, problems=_CHANGING)
def prefer(json_data: OwnChange, room_id: int) -> Response:
    """Say what I want to hear of a room, and whether I like it."""
    given = json_data.model_dump()
    return send(render.room(memberships.prefer(gate.person(), room_id, **given)))


@answers(None, 204, problems=_CHANGING)
def leave(room_id: int) -> Response:
    """Leave a room."""
    memberships.leave(gate.person(), room_id)
    return Response(status=204)


@asks(ListQuery)
@answers(Members, problems=("401", "403", "404", "422"))
def index(query_data: ListQuery, room_id: int) -> Response:
    """Members of a room by a part of their name or user name, by name."""
    query, person = query_data, gate.person()
    found = members.find(person, room_id, query.search, query.after, query.limit or PAGE_SIZE)
    return send(found | {"members": [render.member(each) for each in found["members"]]})


@reads(People)
@answers(AddedMembers, problems=_CHANGING)
def add(json_data: People, room_id: int) -> Response:
    """Put people into a room."""
    added = members.add(gate.person(), gate.caller(), room_id, json_data.people)
    return send({"members": [render.member(each) for each in added]})


@reads(MemberChange)
@answers(Member, problems=_CHANGING)
def change(json_data: MemberChange, room_id: int, person_id: int) -> Response:
    """Give a member another role, or let them say nothing for a time."""
    asked = json_data.model_dump()
    changed = member_rights.change(gate.person(), gate.caller(), room_id, person_id, **asked)
    return send(render.member(changed))


@answers(None, 204, problems=_CHANGING)
def remove(room_id: int, person_id: int) -> Response:
    """Take somebody out of a room."""
    members.remove(gate.person(), gate.caller(), room_id, person_id)
    return Response(status=204)
