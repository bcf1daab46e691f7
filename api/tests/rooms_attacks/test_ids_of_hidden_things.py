"""An id that one may not see is answered like one that nothing has, wherever it is asked for: the
same bytes, for the same number of statements.
"""

import pytest

from parley.domain.cursors import REVISION_MAX
from tests.rooms_attacks.tries import (
    INVITATION,
    NOTHING_IS_HIDDEN,
    PERSON,
    ROOM,
    TRIES,
    places_in,
)
from tests.rooms_attacks.world import CALLERS, NOBODY, Caller


def told(chat, world, caller, call, id):
    """What a caller is told of an id, and for how many statements: where nothing is known by heart,
    and where all is that may be."""
    answers = []

    def ask():
        request = call.request(id, caller.home, world.people["Bob"])
        answer = caller.client.send(**request)
        answers.append((answer.status_code, [*answer.headers], answer.data))

    costs = chat.price(ask), chat.statements(ask)
    assert answers[0] == answers[1]
    return answers[0], costs


def hidden_from(world, name, call):
    """What a call may not find, by what it is."""
    found = () if name in ("Gus", NOBODY) else call.found
    things = world.hidden[call.kind]
    return {what: things[what] for what in call.hidden or things if what not in found}


def seen_by_alice(own_chat, world, call):
    """Something of the kind that Alice sees, who is in the private room with Bob."""
    if call.kind == INVITATION:
        return world.enter(own_chat, "Olga").invite().json["id"]
    if call.kind == PERSON:
        return world.people["Alice" if call.place.name == "after" else "Bob"]
    things = world.hidden[call.kind]
    if call.place.name == "after":  # which goes on after a room that can be found
        return things["closed to guests"]
    return things.get("private") or things["another's"]


every_try = pytest.mark.parametrize("call", TRIES, ids=lambda call: " ".join(call.place))


@every_try
def test_what_is_not_hidden_is_answered_otherwise(own_chat, world, call):
    """Or being answered alike would mean nothing. Here Alice is an administrator too."""
    own_chat.sql("UPDATE users SET role = 'administrator' WHERE name = 'Alice'")
    alice = Caller(world.enter(own_chat, "Alice"), world.hidden[ROOM]["private"])
    id, bob = seen_by_alice(own_chat, world, call), world.people["Bob"]
    answer = alice.client.send(**call.request(id, alice.home, bob))
    nothing = alice.client.send(**call.request(world.absent[call.kind], alice.home, bob))
    assert answer.data != nothing.data


@pytest.mark.parametrize("name", CALLERS)
@every_try
def test_what_is_hidden_is_as_what_is_not_there(chat, world, call, name):
    caller, absent = world.caller(chat, name), world.absent[call.kind]
    told(chat, world, caller, call, absent)  # the first call of a session writes that it was seen
    before, nothing = chat.newest(), told(chat, world, caller, call, absent)
    for what, id in hidden_from(world, name, call).items():
        assert told(chat, world, caller, call, id) == nothing, what
    if nothing[0][0] >= 400:  # or it is a place in a list
        assert told(chat, world, caller, call, REVISION_MAX) == nothing
    assert chat.newest() == before


@pytest.mark.parametrize(
    "call", [call for call in TRIES if call.kind == PERSON], ids=lambda call: " ".join(call.place)
)
def test_guests_who_see_no_members_see_nobody(own_chat, world, call):
    own_chat.sql("UPDATE joining SET members_visible_to_guests = 0")
    own_chat.sql("UPDATE feed_state SET rights = rights + 1")
    gus, absent = world.caller(own_chat, "Gus"), world.absent[PERSON]
    told(own_chat, world, gus, call, absent)
    nothing = told(own_chat, world, gus, call, absent)
    for name in ("Alice", "Charlie", "Olga", "Gina"):
        assert told(own_chat, world, gus, call, world.people[name]) == nothing, name


def test_every_place_that_takes_an_id_is_tried(chat):
    with chat.app.app_context():
        places = places_in(chat.app.spec)
    tried = {call.place for call in TRIES}
    assert places == tried | NOTHING_IS_HIDDEN
    assert not tried & NOTHING_IS_HIDDEN
