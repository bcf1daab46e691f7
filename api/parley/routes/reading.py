"""/api/rooms/ID/read-mark and /api/read-marks: how far I have read."""

from flask import Response

from parley import gate
from parley.routes.contract import answers, reads, send
from parley.schemas.people import Nothing
from parley.schemas.reading import NewReadMark, ReadMark, Reads
from parley.services import reading

_PROBLEMS = ("400", "401", "403", "413", "415", "422")


@reads(NewReadMark)
@answers(ReadMark, problems=(*_PROBLEMS, "404"))
def mark(json_data: NewReadMark, room_id: int) -> Response:
    """Say how far I have read a room."""
    message_id, unread = json_data.message_id, json_data.unread
    return send(reading.mark(gate.person(), room_id, message_id, unread=unread))


@reads(Nothing)
@answers(Reads, problems=_PROBLEMS)
def mark_all(json_data: Nothing) -> Response:
    """Say that I have read everything."""
    return send(reading.mark_all(gate.person()))
