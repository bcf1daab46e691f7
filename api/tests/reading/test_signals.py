"""Signals: who is there, who is typing, as far as one may see the others."""

import time

import pytest

from parley.services import signals
from parley.services.signals import HERE_S, TYPED_TO_MAX, TYPING_S
from tests.cast import LOBBY
from tests.claims import problem


class Clock:
    """Stands still until it is told to advance."""

    def __init__(self):
        self.now = 1_800_000_000.0

    def advance(self, seconds):
        self.now += seconds


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", lambda: clock.now)
    return clock


@pytest.fixture
def alice(chat):
    return chat.account("Alice")


@pytest.fixture
def bob(chat):
    return chat.account("Bob")


@pytest.fixture
def den(alice, bob):
    """A private room of Alice and Bob."""
    return alice.has_room(bob, kind="private")


@pytest.fixture
def calls(clock):
    """Call with a little time in between, since nobody may call all the time."""

    def call(person, room_id=LOBBY, **doing):
        clock.advance(0.6)
        answer = person.signal(room_id, **doing)
        assert answer.status_code == 200, answer.text
        assert set(answer.json) == {"reads", "typing", "presence"}
        return answer.json

    return call


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


def typing(answer):
    return [(each["id"], each["name"]) for each in answer["typing"]]


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
    assert calls(alice)["reads"] == told != before
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
