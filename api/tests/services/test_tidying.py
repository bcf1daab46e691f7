"""What is forgotten with time."""

import gevent
import pytest

from parley import daily
from parley.services import purging, tidying
from tests.claims import problem

LONG_AGO = "2020-01-01 00:00:00.000000"


def stayed_away(chat, person):
    """Make it so that this person came last years ago."""
    chat.sql("UPDATE users SET created_at = ? WHERE id = ?", LONG_AGO, person.id)
    chat.sql(
        "UPDATE sessions SET created_at = ?, last_seen_at = ? WHERE user_id = ?",
        LONG_AGO,
        LONG_AGO,
        person.id,
    )


def names(chat):
    return [name for (name,) in chat.sql("SELECT name FROM users ORDER BY id")]


@pytest.fixture
def gone(chat, alice):
    stayed_away(chat, alice)
    return alice


def test_a_guest_who_stays_away_and_said_nothing_is_forgotten(chat, gone, bob):
    assert chat.run(tidying.tidy) == 1
    assert names(chat) == ["Bob"]
    problem(gone.who_am_i(), 401, "not-signed-in")
    assert bob.who_am_i().status_code == 200


def test_who_said_something_becomes_a_former_guest_and_the_words_stay(chat, alice, bob):
    alice.says("I was here")
    bob.load()
    stayed_away(chat, alice)
    assert chat.run(tidying.tidy) == 1
    (message,) = bob.load()
    assert message["content"] == "I was here"
    assert message["author"] == {
        "id": alice.id,
        "name": "Former guest",
        "is_guest": True,
        "avatar": None,
    }
    problem(alice.who_am_i(), 401, "not-signed-in")


def test_a_poll_of_the_past_tells_the_former_name_no_more(chat, alice, bob):
    bob.load()
    alice.says("I was here")
    stayed_away(chat, alice)
    chat.run(tidying.tidy)
    assert [m["author"]["name"] for m in bob.follow()] == ["Former guest"]


def test_the_name_is_free_again(chat, gone):
    gone.says("I was here")
    stayed_away(chat, gone)
    chat.run(tidying.tidy)
    assert chat.stranger().become_guest("Alice").status_code == 201


def test_two_former_guests_do_not_collide(chat, alice, bob):
    for person in (alice, bob):
        person.says("hello")
        stayed_away(chat, person)
    assert chat.run(tidying.tidy) == 2
    assert names(chat) == ["Former guest", "Former guest"]


def test_a_guest_who_came_lately_stays(chat, alice, bob):
    chat.sql("UPDATE users SET created_at = ?", LONG_AGO)  # long here, but not long away
    assert chat.run(tidying.tidy) == 0
    assert names(chat) == ["Alice", "Bob"]


def test_who_has_an_account_stays_however_long_away(chat, gone):
    account = {"username": "alice", "password": "a long enough one"}
    chat.sql("UPDATE sessions SET last_seen_at = created_at")
    assert gone.send("POST", "/api/account", json=account).status_code == 201
    stayed_away(chat, gone)
    assert chat.run(tidying.tidy) == 0
    again = chat.stranger()
    assert again.send("POST", "/api/session", json=account).status_code == 201


def test_with_zero_days_guests_are_kept_for_good(make_chat):
    chat = make_chat(GUESTS_KEPT_DAYS="0")
    stayed_away(chat, chat.guest("Alice"))
    assert chat.run(tidying.tidy) == 0
    assert names(chat) == ["Alice"]


def test_more_than_one_write_takes_are_all_forgotten(chat, monkeypatch):
    monkeypatch.setattr(tidying, "AT_ONCE", 2)
    for number in range(5):
        stayed_away(chat, chat.guest(f"Guest {number}"))
    assert chat.run(tidying.tidy) == 5
    assert names(chat) == []


def test_for_many_it_takes_as_many_statements_as_for_a_few(chat):
    costs = []
    for count in (3, 30):
        for number in range(count):
            guest = chat.guest(f"Guest {number}")
            if number % 3:
                guest.says("hello")
            stayed_away(chat, guest)
        costs.append(chat.statements(lambda: chat.run(tidying.tidy)))
        assert names(chat) == ["Former guest"] * len(names(chat))
    assert costs[0] == costs[1]


def test_rooms_are_counted_anew(chat, olga, bob):
    for number in range(3):
        stayed_away(chat, chat.guest(f"Guest {number}"))
    assert chat.run(tidying.tidy) == 3
    assert chat.sql("SELECT member_count FROM rooms") == [(2,)]


def test_others_have_their_turn_meanwhile(chat, bob, monkeypatch):
    monkeypatch.setattr(tidying, "AT_ONCE", 1)
    for number in range(3):
        stayed_away(chat, chat.guest(f"Guest {number}"))
    found = []

    def talk():
        while True:
            bob.says(f"{len(names(chat)) - 1} of them are left")
            found.append(len(names(chat)) - 1)
            gevent.sleep()

    talker = gevent.spawn(talk)
    chat.run(tidying.tidy)
    talker.kill()
    assert {2, 1, 0} <= set(found)


def test_a_start_leaves_most_of_many_to_the_day(chat, monkeypatch):
    monkeypatch.setattr(tidying, "AT_ONCE", 2)
    monkeypatch.setattr(purging, "PATIENCE_S", 0)
    for number in range(5):
        stayed_away(chat, chat.guest(f"Guest {number}"))
    chat.prepare()
    assert names(chat) == ["Guest 2", "Guest 3", "Guest 4"]
    assert chat.run(tidying.tidy) == 3


def test_it_is_done_before_each_start(chat, gone):
    chat.prepare()
    assert names(chat) == []


def test_a_cookie_that_ran_out_is_forgotten_and_a_token_is_not(chat, alice):
    account = {"username": "alice", "password": "a long enough one"}
    assert alice.send("POST", "/api/account", json=account).status_code == 201
    made = alice.make_token(name="bot", password="a long enough one")
    stayed_away(chat, alice)
    chat.run(tidying.tidy)
    assert chat.sql("SELECT name FROM sessions") == [("bot",)]
    bot = chat.stranger()
    bearer = {"Authorization": f"Bearer {made.json['token']}"}
    assert bot.send("GET", "/api/session", headers=bearer).status_code == 200


def test_a_failure_is_survived(chat, gone):
    chat.sql("ALTER TABLE links RENAME TO lost")
    daily.tidy(chat.app)
    chat.sql("ALTER TABLE lost RENAME TO links")
    daily.tidy(chat.app)
    assert names(chat) == []
