"""Nothing of what is hidden is in any list, nor does anything that happens there change one."""

import json
from functools import partial

import pytest

from parley.routes import TABLE
from tests.rooms_attacks.tries import MESSAGE, NAME, ROOM
from tests.rooms_attacks.world import CALLERS, OUTSIDERS, Caller

NEEDLE = "Needle"  # in every hidden name, topic and message
NEVER_THERE = ("private", "conversation", "conversation of three")  # any of CALLERS
READ = sorted({address for method, address, *_ in TABLE if method == "GET"})
QUERIES = {
    "/api/directory": [{}, {"search": NEEDLE}, {"search": "stray"}],
    "/api/public-rooms": [{}, {"search": NEEDLE}, {"search": "work"}],
    "/api/people": [{}, {"search": NEEDLE}],
    "/api/reports": [{}, {"state": "resolved"}],
    "/api/rooms/<id:room_id>/members": [{}, {"search": "a"}],
}
# Who reports a message hands it over, with the room it is in; the audit log knows in which rooms
# something happened, and the names of public ones.
TOLD_TO_ADMINISTRATORS = {
    "/api/reports": NAME,
    "/api/audit": "Needlearch",
    "/api/audit.csv": "Needlearch",
}


def asked(chat, world, caller, address):
    """What a caller reads at an address, by the query."""
    known = {"<id:room_id>": caller.home, "<id:person_id>": world.people["Bob"]}
    known["<key:key>"] = "x" * 22
    path = address
    for name, value in known.items():
        path = path.replace(name, str(value))
    queries = QUERIES.get(address, [{}])
    if address == "/api/messages":
        beginning = chat.newest().partition("-")[0] + "-0"
        queries = [{"room_id": caller.home, "limit": 200}, {"after": beginning, "limit": 200}]
    read = partial(caller.client.send, "GET", path)
    return {json.dumps(query): read(query_string=query) for query in queries}


@pytest.mark.parametrize("name", CALLERS)
@pytest.mark.parametrize("address", READ)
def test_no_answer_has_anything_hidden_in_it(chat, world, address, name):
    rooms, words = set(NEVER_THERE), ""
    if name.startswith(("Dora", "Olga")) and address in TOLD_TO_ADMINISTRATORS:
        rooms, words = rooms - {"private"}, TOLD_TO_ADMINISTRATORS[address]
    needles = {NEEDLE, *(str(world.hidden[ROOM][what]) for what in rooms)}
    needles |= {str(id) for id in world.hidden[MESSAGE].values()}
    for query, answer in asked(chat, world, world.caller(chat, name), address).items():
        text = answer.text.replace(words, "")
        assert not [needle for needle in needles if needle in text], query


@pytest.mark.parametrize("name", CALLERS)
@pytest.mark.parametrize("address", READ)
def test_no_answer_names_a_guest_who_is_elsewhere(chat, world, address, name):
    """But to administrators, who look after all people."""
    answers = asked(chat, world, world.caller(chat, name), address).values()
    is_told = name.startswith(("Dora", "Olga")) and address == "/api/people"
    assert any("Stray" in answer.text for answer in answers) is is_told


def test_who_is_there_reads_of_it(chat, world):
    """Or there would be nothing to be found."""
    alice = Caller(world.enter(chat, "Alice"), world.hidden[ROOM]["private"])
    for address in ("/api/rooms", "/api/rooms/<id:room_id>", "/api/messages"):
        for answer in asked(chat, world, alice, address).values():
            assert NEEDLE in answer.text and str(alice.home) in answer.text


@pytest.fixture
def insiders(own_chat, world):
    """Alice and Bob, whom everybody sees to be online."""
    people = [world.enter(own_chat, name) for name in ("Alice", "Bob")]
    for person in people:
        assert person.signal().status_code == 200
    return people


def busy(world, alice, bob):
    """Much that happens in rooms that others do not see."""
    private = world.hidden[ROOM]["private"]
    for what in NEVER_THERE:
        said = alice.says("@Rob @Charlie @Gus @Dora @Olga @room", world.hidden[ROOM][what])
        bob.signal(world.hidden[ROOM][what], is_typing=True)
        bob.read_up_to(said["id"], world.hidden[ROOM][what])
        assert alice.delete_message(said["id"]).status_code == 204
    assert alice.change_room(private, topic="Another").status_code == 200
    assert alice.change_member(private, bob, role="moderator").status_code == 200
    assert alice.has_room(bob, kind="private", name="Secret") > private
    assert alice.add(private, world.people["Lena"]).status_code == 200
    assert bob.leave_room(private).status_code == 204


def readings(chat, world, callers):
    """All that callers read, but where the feed goes on from."""
    audit = ("/api/audit", "/api/audit.csv")  # knows that something happened
    return {
        (name, address, query): answer.data.replace(chat.newest().encode(), b"")
        for name, caller in callers.items()
        for address in READ
        if address not in audit
        for query, answer in asked(chat, world, caller, address).items()
    }


def test_what_happens_where_one_is_not_changes_no_answer(own_chat, world, insiders):
    callers = {name: world.caller(own_chat, name) for name in CALLERS}
    for caller in callers.values():
        caller.client.send("GET", "/api/rooms")  # when they came last is in a list, too
    before, cursor = readings(own_chat, world, callers), own_chat.newest()
    busy(world, *insiders)
    assert own_chat.newest() != cursor
    assert readings(own_chat, world, callers) == before


@pytest.mark.parametrize("name", OUTSIDERS)
def test_what_happens_where_one_is_not_is_no_news(own_chat, world, insiders, name):
    outsider = world.caller(own_chat, name).client
    outsider.load()
    heard = outsider.signal().json
    busy(world, *insiders)
    assert outsider.follow() == []
    assert outsider.signal().json == heard
    assert outsider.poll().json["left"] == []
