"""What is read is kept in memory for a moment, and written down for all of them at once."""

import threading

import pytest

from parley.errors import Busy
from parley.services import positions
from tests.cast import LOBBY
from tests.reading.test_read_marks import state, told
from tests.stage import Chat


def write_down(chat):
    chat.run(positions.write_down)


def written(chat, person, room_id=LOBBY):
    """The position that the database has."""
    where = "WHERE user_id = ? AND room_id = ?"
    return chat.sql(f"SELECT read_id FROM memberships {where}", person.id, room_id)[0][0]


def pending(chat):
    return chat.run(
        lambda: len(list(positions._everything(positions.db.companion(positions._Kept))))
    )


def test_reading_writes_nothing_until_it_is_time(chat, alice, said):
    for message_id in said:
        alice.read_up_to(message_id)
    assert (written(chat, alice), state(alice)) == (0, (said[9], 0, 0))
    write_down(chat)
    assert written(chat, alice) == said[9]
    assert state(alice) == (said[9], 0, 0)


def test_one_write_is_for_everybody(chat, alice, bob, said):
    people = [chat.guest(f"Reader {number}") for number in range(5)]
    room = chat.room(*people)
    ids = chat.fill(bob, 3), chat.fill(bob, 1, room)
    for person in people:
        person.read_up_to(ids[0][-1])
        person.read_up_to(ids[1][-1], room)
    statements = chat.statements(lambda: write_down(chat))
    assert statements == 1
    assert {written(chat, person) for person in people} == {ids[0][-1]}
    assert {written(chat, person, room) for person in people} == {ids[1][-1]}


def test_where_nothing_moved_nothing_is_written(chat, alice, said):
    alice.read_up_to(said[9])
    write_down(chat)
    alice.read_up_to(said[9])
    alice.read_up_to(said[2])
    alice.read_everything()
    assert chat.statements(lambda: write_down(chat)) == 0


def test_what_is_written_is_forgotten(chat, alice, said):
    alice.read_up_to(said[9])
    assert pending(chat) == 1
    write_down(chat)
    assert pending(chat) == 0


def test_as_many_as_fit_go_into_one_write(chat, alice, bob, monkeypatch):
    monkeypatch.setattr(positions, "AT_ONCE", 2)
    rooms = [chat.room(alice, bob, name=f"Room {number}") for number in range(5)]
    ids = {room: chat.fill(bob, 1, room)[0] for room in rooms}
    alice.read_everything()
    assert chat.statements(lambda: write_down(chat)) == 3
    assert {room: written(chat, alice, room) for room in rooms} == ids


def test_a_restart_keeps_what_was_written(chat, alice, said):
    alice.read_up_to(said[3])
    write_down(chat)
    first = alice.read_up_to(said[5]).json["reads"]
    after = Chat(chat.data_dir.parent, **chat.environ)
    try:
        again = after.stranger()
        again.cookie = alice.cookie
        assert state(again) == (said[3], 6, 0)  # the last moments are lost, as in a crash
        assert again.read_everything().json["reads"] != first + 1  # and that shows
    finally:
        after.close()


def test_while_others_hold_the_database_everything_is_kept(chat, alice, said, monkeypatch):
    from contextlib import contextmanager

    @contextmanager
    def busy():
        raise Busy
        yield

    alice.read_up_to(said[3])
    with monkeypatch.context() as patch, pytest.raises(Busy):
        patch.setattr(positions, "write", busy)
        write_down(chat)
    assert state(alice) == (said[3], 6, 0)
    write_down(chat)
    assert written(chat, alice) == said[3]


def test_what_moves_while_it_is_written_is_written_next_time(chat, alice, said, monkeypatch):
    drop = positions._drop

    def meanwhile(*told_to_drop):
        alice.read_up_to(said[7])
        drop(*told_to_drop)

    alice.read_up_to(said[3])
    with monkeypatch.context() as patch:
        patch.setattr(positions, "_drop", meanwhile)
        write_down(chat)
    assert (written(chat, alice), state(alice)) == (said[3], (said[7], 2, 0))
    write_down(chat)
    assert written(chat, alice) == said[7]


def test_what_was_made_unread_stays_so_when_it_is_written(chat, alice, said):
    alice.read_up_to(said[9])
    write_down(chat)
    alice.read_up_to(said[4], unread=True)
    write_down(chat)
    assert (written(chat, alice), state(alice)) == (said[4] - 1, (said[4] - 1, 6, 0))


@pytest.mark.parametrize("when", ["before", "after"])
def test_reading_on_after_unreading(chat, alice, said, when):
    alice.read_up_to(said[9])
    write_down(chat)
    alice.read_up_to(said[4], unread=True)
    if when == "after":
        write_down(chat)
    assert told(alice.read_up_to(said[6])) == (said[6], 3, 0)
    write_down(chat)
    assert (written(chat, alice), state(alice)) == (said[6], (said[6], 3, 0))


def test_a_mark_of_before_does_not_undo_one_that_is_further(chat, alice, said):
    """Another process, or a device that was slow: what is written moves forward only."""
    alice.read_up_to(said[3])
    chat.sql("UPDATE memberships SET read_id = ? WHERE user_id = ?", said[8], alice.id)
    assert state(alice) == (said[8], 1, 0)
    write_down(chat)
    assert written(chat, alice) == said[8]


def leave(chat, person, room_id):
    """Out of a room, as another process would do it."""
    chat.sql("DELETE FROM memberships WHERE user_id = ? AND room_id = ?", person.id, room_id)
    chat.sql("UPDATE feed_state SET rights = rights + 1")


def come_back(chat, person, room_id, read_id):
    joined = "2027-01-01 00:00:00.000000"
    values = (person.id, room_id, read_id, joined)
    chat.sql("INSERT INTO memberships VALUES (?, ?, 'member', 'all', 0, ?, ?)", *values)
    chat.sql("UPDATE feed_state SET rights = rights + 1")


@pytest.mark.parametrize("unread", [False, True])
def test_who_leaves_takes_the_mark_along(chat, alice, bob, unread):
    room = chat.room(alice, bob)
    ids = chat.fill(bob, 4, room)
    alice.read_up_to(ids[1], room, unread=unread)
    leave(chat, alice, room)
    assert alice.read_up_to(ids[1], room).status_code == 404
    assert room not in alice.rooms()
    come_back(chat, alice, room, ids[3])
    assert state(alice, room) == (ids[3], 0, 0)
    write_down(chat)
    assert written(chat, alice, room) == ids[3]


def test_who_is_gone_altogether_stops_nobody(chat, bob):
    carol = chat.account("Carol")
    ids = chat.fill(bob, 2)
    carol.read_up_to(ids[0])
    assert carol.give_up().status_code == 204
    bob.read_everything()
    write_down(chat)
    assert pending(chat) == 0


def test_two_devices_at_once_end_at_the_further_one(chat, alice, bob):
    ids = chat.fill(bob, 40)
    devices = [chat.another_browser(alice) for _ in range(4)]
    answers = []

    def read(device, own):
        answers.extend(told(device.read_up_to(message_id))[0] for message_id in own)

    threads = [
        threading.Thread(target=read, args=(device, ids[number::4]))
        for number, device in enumerate(devices)
    ]
    writer = threading.Thread(target=lambda: [write_down(chat) for _ in range(5)])
    for thread in (*threads, writer):
        thread.start()
    for thread in (*threads, writer):
        thread.join()
    assert len(answers) == 40
    assert state(alice) == (ids[-1], 0, 0)
    write_down(chat)
    assert written(chat, alice) == ids[-1]


def test_statements_have_nothing_to_do_with_how_much_is_read(chat, alice, bob):
    def costs(count):
        rooms = [chat.room(alice, bob, name=f"Room {count} {n}") for n in range(count)]
        ids = {room: chat.fill(bob, count, room) for room in rooms}
        alice.read_up_to(1, rooms[0])  # from here on they know by heart who she is and where
        return (
            chat.statements(lambda: alice.read_up_to(ids[rooms[0]][0], rooms[0])),
            chat.statements(alice.rooms),
            chat.statements(lambda: alice.read_up_to(ids[rooms[0]][-1], rooms[0])),
            chat.statements(alice.read_everything),
            chat.statements(alice.rooms),
        )

    assert costs(2) == costs(9) == (2, 2, 1, 1, 1)
