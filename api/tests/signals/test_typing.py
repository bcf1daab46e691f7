"""Signals: who is typing, in rooms that are small enough, as long as they may post there."""

import pytest

from parley.services.signals import TYPED_TO_MAX, TYPING_S
from tests.cast import LOBBY
from tests.signals.conftest import typing


def test_who_types_is_shown_to_the_others_in_the_room(chat, alice, bob, den, calls):
    assert typing(calls(alice, den, is_typing=True)) == []
    assert typing(calls(bob, den)) == [(alice.id, "Alice")]
    assert typing(calls(bob)) == []
    assert typing(calls(bob, None)) == []


@pytest.mark.parametrize(("seconds", "shown"), [(TYPING_S - 1, True), (TYPING_S + 1, False)])
def test_typing_ends_when_nobody_says_so_any_more(alice, bob, den, clock, calls, seconds, shown):
    calls(alice, den, is_typing=True)
    clock.advance(seconds - 0.6)
    assert bool(typing(calls(bob, den))) is shown


def test_who_goes_on_typing_is_shown_on(alice, bob, den, clock, calls):
    for _ in range(4):
        calls(alice, den, is_typing=True)
        clock.advance(3)
    assert typing(calls(bob, den)) == [(alice.id, "Alice")]


def test_typing_ends_with_the_post_and_where_it_is_said(alice, bob, den, calls):
    calls(alice, den, is_typing=True)
    alice.says("in another room")
    assert typing(calls(bob, den)) == [(alice.id, "Alice")]
    alice.says("done", den)
    assert typing(calls(bob, den)) == []
    calls(alice, den, is_typing=True)
    calls(alice, den, is_typing=False)
    assert typing(calls(bob, den)) == []


def test_another_device_does_not_end_it(chat, alice, bob, den, calls):
    phone = chat.another_browser(alice)
    calls(alice, den, is_typing=True)
    calls(phone, den)
    calls(phone, LOBBY, is_typing=False)
    assert typing(calls(bob, den)) == [(alice.id, "Alice")]


def test_who_may_not_post_types_for_nobody(chat, alice, bob, calls):
    news = alice.has_room(bob, name="News", posting="owner")
    calls(bob, news, is_typing=True)
    assert typing(calls(alice, news)) == []
    calls(alice, news, is_typing=True)
    assert typing(calls(bob, news)) == [(alice.id, "Alice")]


def test_who_is_mute_types_for_nobody(alice, bob, den, calls):
    calls(bob, den, is_typing=True)
    assert typing(calls(alice, den)) == [(bob.id, "Bob")]
    muted = alice.send("PATCH", f"/api/rooms/{den}/members/{bob.id}", json={"muted_minutes": 5})
    assert muted.status_code == 200
    calls(bob, den, is_typing=False)
    calls(bob, den, is_typing=True)
    assert typing(calls(alice, den)) == []


def test_in_an_archived_room_nobody_types(alice, bob, den, calls):
    assert alice.change_room(den, is_archived=True).status_code == 200
    calls(bob, den, is_typing=True)
    assert typing(calls(alice, den)) == []


@pytest.mark.parametrize(("size", "shown"), [(TYPED_TO_MAX, True), (TYPED_TO_MAX + 1, False)])
def test_typing_is_for_rooms_where_few_are(chat, alice, bob, den, calls, size, shown):
    chat.sql("UPDATE rooms SET member_count = ? WHERE id = ?", size, den)
    calls(alice, den, is_typing=True)
    assert bool(typing(calls(bob, den))) is shown
