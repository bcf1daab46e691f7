"""Signals: who is there, as far as one may see the others."""

import pytest

from parley.services import signals
from parley.services.signals import HERE_S, TYPED_TO_MAX
from tests.claims import problem
from tests.signals.conftest import typing


def test_who_calls_is_online(alice, bob, den, calls):
    assert calls(alice, den)["presence"] == {str(alice.id): "online"}
    assert calls(bob, den)["presence"] == {str(alice.id): "online", str(bob.id): "online"}


def test_who_calls_idly_is_idle(alice, bob, den, calls):
    calls(bob, den, is_idle=True)
    assert calls(alice, den)["presence"][str(bob.id)] == "idle"
    calls(bob, den)
    assert calls(alice, den)["presence"][str(bob.id)] == "online"


def test_one_device_in_use_is_enough(chat, alice, bob, den, calls):
    calls(bob, den)
    calls(chat.another_browser(bob), den, is_idle=True)
    assert calls(alice, den)["presence"][str(bob.id)] == "online"


def test_who_does_nothing_any_more_becomes_idle(alice, bob, den, clock, calls):
    calls(bob, den)
    for _ in range(3):
        clock.advance(30)
        calls(bob, den, is_idle=True)
    assert calls(alice, den)["presence"][str(bob.id)] == "idle"


@pytest.mark.parametrize(("seconds", "there"), [(HERE_S - 1, True), (HERE_S + 1, False)])
def test_who_does_not_call_any_more_is_offline(alice, bob, den, clock, calls, seconds, there):
    calls(bob, den)
    clock.advance(seconds - 0.6)
    assert (str(bob.id) in calls(alice, den)["presence"]) is there


def test_who_posts_is_online(alice, bob, den, clock, calls):
    calls(bob, den, is_idle=True)
    bob.says("hello", den)
    assert calls(alice, den)["presence"][str(bob.id)] == "online"
    clock.advance(HERE_S + 1)
    assert str(bob.id) not in calls(alice, den)["presence"]


def test_also_who_only_ever_posts(alice, bob, den, calls):
    bob.says("hello", den)
    assert calls(alice, den)["presence"][str(bob.id)] == "online"


def test_only_the_people_of_the_room_are_shown(chat, alice, bob, den, calls):
    carol = chat.account("Carol")
    calls(carol)
    calls(bob)
    assert set(calls(alice, den)["presence"]) == {str(alice.id), str(bob.id)}
    assert set(calls(alice)["presence"]) == {str(alice.id), str(bob.id), str(carol.id)}


def test_with_whom_one_talks_directly_is_always_shown(chat, alice, bob, calls):
    carol, dave = chat.account("Carol"), chat.account("Dave")
    calls(carol)
    calls(dave)
    assert calls(alice, None)["presence"] == {}
    assert alice.send("POST", "/api/directs", json={"people": [carol.id]}).status_code == 201
    assert calls(alice, None)["presence"] == {str(carol.id): "online"}
    room = alice.has_room(kind="private")
    assert set(calls(alice, room)["presence"]) == {str(alice.id), str(carol.id)}
    assert calls(bob, None)["presence"] == {}


def test_who_joins_is_shown_and_who_leaves_is_not(chat, alice, bob, calls):
    room = alice.has_room(name="Open")
    calls(bob)
    assert str(bob.id) not in calls(alice, room)["presence"]
    assert bob.join(room).status_code == 201
    bob.load()
    assert calls(alice, room)["presence"][str(bob.id)] == "online"
    assert bob.leave_room(room).status_code == 204
    bob.load()
    assert str(bob.id) not in calls(alice, room)["presence"]
    problem(bob.signal(room), 404, "not-found")


def test_guests_see_nobody_where_members_are_hidden_from_them(chat, alice, calls):
    gus, olga = chat.guest("Gus"), chat.account("Olga", "owner")
    calls(alice)
    assert calls(gus)["presence"] == {str(alice.id): "online", str(gus.id): "online"}
    assert olga.decide(members_visible_to_guests=False).status_code == 200
    assert calls(gus)["presence"] == {}
    assert calls(alice)["presence"][str(gus.id)] == "online"


def test_a_new_name_is_shown(alice, bob, den, calls):
    calls(alice, den)
    assert alice.rename("Alicia").status_code == 200
    calls(alice, den, is_typing=True)
    assert typing(calls(bob, den)) == [(alice.id, "Alicia")]


def test_what_is_read_on_another_device_shows(chat, alice, bob, den, calls):
    ids = chat.fill(bob, 3, den)
    phone = chat.another_browser(alice)
    before = calls(alice)["reads"]
    assert calls(phone)["reads"] == before
    told = phone.read_up_to(ids[1], den).json["reads"]
    assert calls(alice)["reads"] == alice.get("/api/rooms").json["reads"] == told != before
    assert calls(bob)["reads"] != told


def test_the_lists_of_people_show_it_too(chat, alice, bob, den, clock, calls):
    def shown():
        members = alice.members(den).json["members"]
        card = alice.get(f"/api/directory/{bob.id}").json
        (listed,) = [
            person
            for person in alice.get("/api/directory").json["people"]
            if person["id"] == bob.id
        ]
        (member,) = [member for member in members if member["id"] == bob.id]
        assert member["presence"] == card["presence"] == listed["presence"]
        return member["presence"]

    assert shown() == "offline"
    calls(bob, is_idle=True)
    assert shown() == "idle"
    calls(bob)
    assert shown() == "online"
    clock.advance(HERE_S + 1)
    assert shown() == "offline"


def test_two_calls_a_second_are_enough(alice, bob, den, clock):
    assert [alice.signal().status_code for _ in range(3)] == [200, 200, 429]
    problem(alice.signal(den, is_typing=True), 429, "too-fast")
    assert bob.signal(den).json["typing"] == []
    clock.advance(1.1)
    assert alice.signal().status_code == 200


def test_a_room_that_one_is_not_in_does_not_exist(chat, alice, bob, den, clock):
    carol = chat.account("Carol")
    hidden, missing = carol.signal(den, is_typing=True), carol.signal(999, is_typing=True)
    problem(hidden, 404, "not-found")
    assert (hidden.data, [*hidden.headers]) == (missing.data, [*missing.headers])
    clock.advance(1.1)
    assert typing(alice.signal(den).json) == []
    assert str(carol.id) not in alice.signal(den).json["presence"]


@pytest.mark.parametrize("size", [2, TYPED_TO_MAX + 1])
def test_a_call_asks_the_database_nothing(chat, alice, bob, den, clock, calls, size):
    """Once it is known by heart who they are; and beginning to type costs one statement."""
    chat.sql("UPDATE rooms SET member_count = ? WHERE id = ?", size, den)
    calls(alice, den)
    calls(bob, den)

    def cost(**doing):
        return chat.statements(lambda: calls(alice, den, **doing))

    assert cost() == cost(is_idle=True) == cost(is_typing=False) == 0
    assert [cost(is_typing=True), cost(is_typing=True)] == [1, 0]


def test_what_it_costs_has_nothing_to_do_with_how_many_are_there(chat, alice, den, calls):
    def cost():
        with chat.app.app_context():
            signals.feed_memory.current().memory.clear()
        return chat.statements(lambda: calls(alice))

    calls(alice)
    before = cost()
    for number in range(10):
        calls(chat.guest(f"Guest {number}"))
    assert cost() == before


def test_who_is_gone_for_long_is_forgotten(chat, alice, den, clock, calls, monkeypatch):
    monkeypatch.setattr(signals, "_MANY", 3)
    with chat.app.app_context():
        present = signals.db.companion(signals._Present)
    present.enough = 3
    for number in range(8):
        calls(chat.guest(f"Guest {number}"))
        clock.advance(HERE_S + 1)
    calls(alice)
    assert len(present.people) <= 4


def test_a_restart_knows_nobody(alice, bob, den, calls, chat):
    from tests.stage import Chat

    calls(bob, den)
    after = Chat(chat.data_dir.parent, **chat.environ)
    try:
        again = after.stranger()
        again.cookie = alice.cookie
        assert calls(again, den)["presence"] == {str(alice.id): "online"}
    finally:
        after.close()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"room_id": "1"}, "room_id"),
        ({"room_id": 0}, "room_id"),
        ({"room_id": 2**63}, "room_id"),
        ({"room_id": 1.0}, "room_id"),
        ({"is_typing": 1}, "is_typing"),
        ({"is_typing": "yes"}, "is_typing"),
        ({"is_idle": None}, "is_idle"),
        ({"is_idle": []}, "is_idle"),
        ({"name": "Eve"}, "name"),
    ],
    ids=str,
)
def test_what_is_no_signal_is_refused(alice, clock, body, field):
    problem(alice.send("POST", "/api/signals", json=body), 422, "invalid", field)
    assert alice.send("POST", "/api/signals", json={}).status_code == 200


def test_an_oversized_body_is_refused(alice, clock):
    huge = b'{"room_id": 1, "x": "' + b"x" * 70_000 + b'"}'
    answer = alice.send("POST", "/api/signals", data=huge, content_type="application/json")
    assert answer.status_code == 413


def test_signals_move_no_cursor_and_write_nothing(chat, alice, bob, den, calls):
    bob.load()
    before = chat.newest()
    for _ in range(3):
        calls(alice, den, is_typing=True)
    assert chat.newest() == before == bob.cursor
    assert bob.follow() == []
