"""/api/rooms and /api/public-rooms; /api/directs: conversations between few."""

from flask import Response

from parley import gate, render
from parley.routes.contract import answers, asks, reads, send
from parley.schemas.rooms import (
    FoundRooms,
    ListQuery,
    NewRoom,
    People,
    Room,
    RoomChange,
    RoomEnd,
    Rooms,
    SeenRoom,
)
from parley.services import directs, found_rooms, room_lifecycle, rooms

PAGE_SIZE = 50
_MAKING = ("400", "401", "403", "409", "413", "415", "422", "429", "503")
_CHANGING = ("400", "401", "403", "404", "409", "413", "415", "422", "429", "503")


@answers(Rooms, problems=("401",))
def index() -> Response:
    """The rooms I am in, with what I have not read there."""
    own, reads = rooms.own(gate.person())
    return send({"rooms": [render.room(room) for room in own], "reads": reads})


@reads(NewRoom)
@answers(Room, 201, problems=_MAKING)
def create(json_data: NewRoom) -> Response:
    """Make a room, which I own."""
    room = room_lifecycle.create(gate.person(), gate.caller(), **json_data.model_dump())
    return send(render.room(room), 201)


@answers(SeenRoom, problems=("401", "403", "404"))
def show(room_id: int) -> Response:
    """A room I am in, or else one that I may join."""
    return send(render.seen_room(found_rooms.look(gate.person(), room_id)))


@reads(RoomChange)
@answers(Room, problems=_CHANGING)
def change(json_data: RoomChange, room_id: int) -> Response:
    """Change what a room is."""
    asked = json_data.model_dump(exclude_none=True)
    return send(render.room(room_lifecycle.change(gate.person(), gate.caller(), room_id, **asked)))


@reads(RoomEnd)
@answers(None, 204, problems=_CHANGING)
def delete(json_data: RoomEnd, room_id: int) -> Response:
    """Delete a room with all that was said in it."""
    room_lifecycle.delete(gate.person(), gate.caller(), room_id, json_data.name)
    return Response(status=204)


@asks(ListQuery)
@answers(FoundRooms, problems=("401", "403", "422"))
def find(query_data: ListQuery) -> Response:
    """Public rooms by a part of their name or topic, by name."""
    query = query_data
    found = found_rooms.find(gate.person(), query.search, query.after, query.limit or PAGE_SIZE)
    return send(found | {"rooms": [render.found_room(each) for each in found["rooms"]]})


@reads(People)
@answers(Room, 201, problems=_MAKING, repeated="We talk there already.")
def begin_direct(json_data: People) -> Response:
    """Begin to talk with one person or a few."""
    room, is_new = directs.begin(gate.person(), json_data.people)
    return send(render.room(room), 201 if is_new else 200)
