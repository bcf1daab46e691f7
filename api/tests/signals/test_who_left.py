"""Signals: who is out of a room is neither there nor typing."""

import pytest

from parley.services import signals
from tests.cast import LOBBY
from tests.claims import problem
from tests.signals.conftest import typing


def nothing_known_by_heart(chat):
    """As after a sign-out, or a rename, of anybody."""
    with chat.app.app_context():
        signals.feed_memory.current().memory.clear()


def leaves(alice, bob, den):
    return bob.leave_room(den)


def is_removed(alice, bob, den):
    return alice.remove(den, bob)


GOING = pytest.mark.parametrize("goes", [leaves, is_removed])


@GOING
def test_who_is_out_types_no_more_and_not_after_coming_back_either(alice, bob, den, calls, goes):
    calls(bob, den, is_typing=True)
    assert typing(calls(alice, den)) == [(bob.id, "Bob")]
    assert goes(alice, bob, den).status_code == 204
    assert typing(calls(alice, den)) == []
    assert alice.add(den, bob).status_code == 200
    assert typing(calls(alice, den)) == []
    calls(bob, den, is_typing=True)
    assert typing(calls(alice, den)) == [(bob.id, "Bob")]


@GOING
def test_who_is_out_is_not_there_though_nothing_is_known_by_heart(
    chat, alice, bob, den, calls, goes
):
    calls(bob, den, is_typing=True)
    assert goes(alice, bob, den).status_code == 204
    for known in (lambda: None, lambda: nothing_known_by_heart(chat)):
        known()
        answer = calls(alice, den)
        assert (typing(answer), set(answer["presence"])) == ([], {str(alice.id)})


def test_guests_are_out_where_a_room_is_closed_to_them(chat, alice, calls):
    gus, olga = chat.guest("Gus"), chat.account("Olga", "owner")
    plaza = olga.has_room(alice, name="Plaza")
    assert olga.change_room(plaza, is_open_to_guests=True).status_code == 200
    assert gus.join(plaza).status_code == 201
    calls(gus, plaza, is_typing=True)
    assert typing(calls(alice, plaza)) == [(gus.id, "Gus")]
    assert olga.change_room(plaza, is_open_to_guests=False).status_code == 200
    answer = calls(alice, plaza)
    assert (typing(answer), set(answer["presence"])) == ([], {str(alice.id)})


def test_who_gave_the_account_up_is_not_there(alice, bob, den, calls):
    talk = alice.has_talk(bob)
    calls(bob, den, is_typing=True)
    assert bob.give_up().status_code == 204
    for room_id in (den, talk, LOBBY):
        answer = calls(alice, room_id)
        assert (typing(answer), set(answer["presence"])) == ([], {str(alice.id)})


def test_who_stays_after_all_types_on(alice, bob, den, calls):
    calls(alice, den, is_typing=True)
    problem(alice.leave_room(den), 409, "last-room-owner")
    assert typing(calls(bob, den)) == [(alice.id, "Alice")]
