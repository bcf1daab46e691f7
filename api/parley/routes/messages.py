"""/api/messages: pages of history, the feed, and posting."""

from flask import Response

from parley import gate
from parley.routes.contract import answers, asks, reads, send_json
from parley.schemas.messages import Message, Messages, MessagesQuery, NewMessage
from parley.services import feed, messages, moderation, rooms

PAGE_SIZE = 50
FEED_SIZE = 200


@asks(MessagesQuery)
@answers(Messages, problems=("401", "404", "422"))
def index(query_data: MessagesQuery) -> Response:
    """A page of a room, oldest first; or, with `after`, the feed: what changed since.

    A page is of the newest messages, of those before a message (`before`), of it and those around
    it (`around`), or of it and those after it (`from`). `more` says whether there are older ones;
    with `from`, whether there are newer ones. Of long messages an answer holds fewer than `limit`.
    """
    person, query = gate.person(), query_data
    if query.after is not None:
        sight = rooms.sight(person.id)
        return send_json(feed.since(sight, query.after, query.limit or FEED_SIZE))
    place = {"before": query.before, "around": query.around, "first": query.from_}
    return send_json(messages.page(person, query.room_id, query.limit or PAGE_SIZE, **place))


@reads(NewMessage)
@answers(
    Message,
    201,
    problems=("400", "401", "403", "404", "409", "413", "415", "422", "429", "503"),
    repeated="I posted this `client_id` before; this is the first message, unchanged.",
)
def create(json_data: NewMessage) -> Response:
    """Post a message."""
    new = json_data
    message, is_new = messages.post(gate.person(), new.room_id, new.content, new.client_id)
    return send_json(message, 201 if is_new else 200)


@answers(None, 204, problems=("400", "401", "403", "404", "409", "413", "415", "422", "503"))
def delete(message_id: int) -> Response:
    """Delete a message of mine, or one in a room that I moderate; a deleted one stays so."""
    moderation.take_away(gate.person(), gate.caller(), message_id)
    return Response(status=204)
