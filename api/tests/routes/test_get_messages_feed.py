"""GET /api/messages?after=: the feed."""

import pytest

from parley.services import feed, ring
from tests.claims import nothing, problem
from tests.stage import UNLIMITED, a_text


def contents(answer):
    return [message["content"] for message in answer.json["messages"]]


def test_nothing_new_is_these_bytes(chat, alice):
    cursor = alice.page().json["cursor"]
    answer = alice.poll(after=cursor)
    assert answer.status_code == 200
    expected = b'{"messages":[],"cursor":"%b","more":false,"reset":false,"left":[]}'
    assert answer.data == expected % cursor.encode()
    assert answer.content_type == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"


def test_news_come_in_the_order_of_their_revisions(alice, bob):
    bob.load()
    posted = [alice.says("one"), alice.says("two"), bob.says("three")]
    answer = bob.poll()
    assert answer.json["messages"] == posted
    revisions = [message["revision"] for message in posted]
    assert revisions == [1, 2, 3]
    assert answer.json["cursor"].endswith("-3")
    assert (answer.json["more"], answer.json["reset"]) == (False, False)


def test_ones_own_messages_come_too(alice):
    alice.load()
    assert alice.follow() == []
    posted = alice.says("hello")
    assert alice.follow() == [posted]


def test_a_stranger_hears_nothing(chat, charlie):
    problem(charlie.poll(after=chat.newest()), 401, "not-signed-in")


def test_the_limit_cuts_and_more_says_so(alice, bob):
    bob.load()
    for number in range(5):
        alice.says(str(number))
    answer = bob.poll(limit=2)
    assert contents(answer) == ["0", "1"]
    assert answer.json["more"] is True
    answer = bob.poll(after=answer.json["cursor"], limit=2)
    assert contents(answer) == ["2", "3"]
    answer = bob.poll(after=answer.json["cursor"], limit=2)
    assert (contents(answer), answer.json["more"]) == (["4"], False)


def test_exactly_the_limit_leaves_no_more(alice, bob):
    bob.load()
    for number in range(3):
        alice.says(str(number))
    answer = bob.poll(limit=3)
    assert (len(contents(answer)), answer.json["more"]) == (3, False)


def test_two_hundred_at_once_by_default(chat, alice, bob):
    bob.load()
    chat.fill(alice, 201)
    answer = bob.poll()
    assert (len(contents(answer)), answer.json["more"]) == (200, True)


@pytest.mark.parametrize("limit", ["0", "201", "-1", "x", ""])
def test_a_limit_beyond_its_bounds_is_refused(chat, alice, limit):
    problem(alice.poll(after=chat.newest(), limit=limit), 422, "invalid", "limit")


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "-",
        "4f1c9a0be2d35877",
        "4f1c9a0be2d35877-",
        "4f1c9a0be2d35877--1",
        "4f1c9a0be2d35877-01",
        "4f1c9a0be2d35877-1.0",
        "4f1c9a0be2d35877- 1",
        "4f1c9a0be2d35877-1\n",
        "4F1C9A0BE2D35877-1",
        "4f1c9a0be2d3587-1",
        "4f1c9a0be2d358777-1",
        "４f1c9a0be2d35877-1",
        "4f1c9a0be2d35877-1\0",
        "../4f1c9a0be2d35877-1",
        "4f1c9a0be2d35877-9223372036854775808",
        "4f1c9a0be2d35877-" + "9" * 5000,
        "a" * 100_000,
    ],
)
def test_what_never_was_a_cursor_is_refused(alice, cursor):
    problem(alice.get("/api/messages", after=cursor), 422, "invalid", "after")


@pytest.mark.parametrize("cursor", ["0000000000000000-0", "4f1c9a0be2d35877-1"])
def test_a_cursor_of_another_life_is_reset(chat, alice, cursor):
    alice.says("hello")
    answer = alice.poll(after=cursor)
    assert answer.json == nothing(chat.newest(), reset=True)


@pytest.mark.parametrize("revision", ["2", "9223372036854775807"])
def test_a_cursor_of_the_future_is_reset(chat, alice, revision):
    alice.says("hello")
    epoch = chat.newest().partition("-")[0]
    assert alice.poll(after=f"{epoch}-0").json["reset"] is False
    answer = alice.poll(after=f"{epoch}-{revision}")
    assert answer.json == nothing(chat.newest(), reset=True)


def test_a_cursor_too_far_behind_is_reset_and_one_before_it_is_not(make_chat, monkeypatch):
    monkeypatch.setattr(feed, "REPLAY_MAX", 3)
    chat = make_chat(**UNLIMITED)
    alice = chat.guest("Alice")
    cursors = [alice.page().json["cursor"]]
    for number in range(4):
        alice.says(str(number))
        cursors.append(alice.page().json["cursor"])
    assert contents(alice.poll(after=cursors[1])) == ["1", "2", "3"]
    answer = alice.poll(after=cursors[0])
    assert answer.json == nothing(cursors[-1], reset=True)


def test_beyond_the_ring_the_database_answers_the_same(make_chat, monkeypatch):
    monkeypatch.setattr(ring, "RING_SIZE", 3)
    alice = make_chat(**UNLIMITED).guest("Alice")
    start = alice.page().json["cursor"]
    posted = [alice.says(str(number)) for number in range(10)]
    assert alice.poll(after=start).json["messages"] == posted
    answer = alice.poll(after=start, limit=4)
    assert (answer.json["messages"], answer.json["more"]) == (posted[:4], True)
    alice.cursor = start
    assert alice.follow() == posted


def test_a_fresh_process_answers_from_the_database(chat, alice):
    from parley import create_app
    from tests.cast import Client

    start = alice.page().json["cursor"]
    posted = [alice.says(str(number)) for number in range(3)]
    second = Client(create_app(chat.environ))
    second.http._cookies = alice.http._cookies
    assert second.poll(after=start).json["messages"] == posted
    with second.http.application.app_context():
        feed.current()._watch.close()


@pytest.mark.parametrize("extra", [{"room_id": 1}, {"before": 1}, {"room_id": 1, "before": 2}])
def test_the_feed_and_a_page_are_two_questions(chat, alice, extra):
    assert alice.poll(after=chat.newest()).status_code == 200
    problem(alice.poll(after=chat.newest(), **extra), 422, "invalid", "after")


def test_repeated_and_unknown_parameters_are_refused(chat, alice):
    cursor = chat.newest()
    twice = alice.get(f"/api/messages?after={cursor}&after={cursor}")
    problem(twice, 422, "invalid", "after")
    problem(alice.poll(after=cursor, since=1), 422, "invalid", "since")


def test_applying_an_answer_twice_changes_nothing(alice, bob):
    bob.load()
    start = bob.cursor
    alice.says("one")
    alice.says("two")
    state = {}
    for answer in (bob.poll(after=start), bob.poll(after=start)):
        state |= {message["id"]: message for message in answer.json["messages"]}
    assert [message["content"] for message in state.values()] == ["one", "two"]


def test_news_in_a_room_one_may_not_see_moves_the_cursor_and_says_nothing(chat, alice):
    chat.sql("INSERT INTO rooms (name, kind, created_at) VALUES ('Vault', 'private', 0)")
    alice.load()
    with chat.app.app_context(), feed.change() as draft:
        draft.publish(a_text(alice, "x", room_id=2))
    start = alice.cursor
    assert alice.follow() == []
    assert alice.cursor == chat.newest() != start
    # And the same for one who comes from before the ring.
    with chat.app.app_context():
        feed.current().ring.restart(feed.current().newest())
    answer = alice.poll(after=start)
    assert (answer.json["messages"], answer.json["cursor"]) == ([], chat.newest())
