"""GET /api/messages?room_id=&around= and &from=: the page around a message, and onwards."""

from functools import partial

import pytest

from tests.cast import ID_MAX
from tests.claims import nothing, problem


@pytest.fixture
def hundred(chat, alice):
    """A hundred messages in the Lobby, "1" to "100", between which somebody spoke elsewhere."""
    vault = chat.room(alice)
    ids = []
    for _ in range(10):
        ids += chat.fill(alice, 10)
        chat.fill(alice, 1, vault)
    return ids


def ids_in(answer):
    assert answer.status_code == 200, answer.text
    return [message["id"] for message in answer.json["messages"]]


def test_around_a_message_are_as_many_before_it_as_from_it_on(alice, hundred):
    answer = alice.page(around=hundred[50], limit=10)
    assert ids_in(answer) == hundred[45:55]
    assert answer.json["more"] is True
    assert ids_in(alice.page(around=hundred[50])) == hundred[25:75]


@pytest.mark.parametrize(("limit", "shown"), [(1, [50]), (2, [49, 50]), (3, [49, 50, 51])])
def test_the_message_itself_is_on_the_smallest_page(alice, hundred, limit, shown):
    answer = alice.page(around=hundred[50], limit=limit)
    assert ids_in(answer) == [hundred[place] for place in shown]


@pytest.mark.parametrize(
    ("place", "start", "end", "more"),
    [(0, 0, 5, False), (4, 0, 9, False), (5, 0, 10, False), (6, 1, 11, True), (99, 94, 100, True)],
)
def test_around_the_ends_the_page_is_shorter_and_says_what_there_is(
    alice, hundred, place, start, end, more
):
    answer = alice.page(around=hundred[place], limit=10)
    assert ids_in(answer) == hundred[start:end]
    assert answer.json["more"] is more


def test_from_a_message_on_come_it_and_the_newer_ones(alice, hundred):
    answer = alice.page(**{"from": hundred[50], "limit": 10})
    assert ids_in(answer) == hundred[50:60]
    assert answer.json["more"] is True


@pytest.mark.parametrize(("start", "more"), [(49, True), (50, False), (51, False), (99, False)])
def test_from_says_whether_even_newer_ones_exist(alice, hundred, start, more):
    answer = alice.page(**{"from": hundred[start]})
    assert (ids_in(answer), answer.json["more"]) == (hundred[start : start + 50], more)


def test_a_page_around_and_those_before_and_after_it_are_the_whole_room(alice, hundred):
    page = alice.page(around=hundred[40], limit=7).json
    ids = [message["id"] for message in page["messages"]]
    while page["more"]:
        page = alice.page(before=ids[0], limit=9).json
        ids = [message["id"] for message in page["messages"]] + ids
    more = True
    while more:
        page = alice.page(**{"from": ids[-1] + 1, "limit": 9}).json
        ids += [message["id"] for message in page["messages"]]
        more = page["more"]
    assert ids == hundred


def test_from_beyond_the_newest_there_is_nothing_yet(chat, alice, hundred):
    for first in (hundred[-1] + 1, ID_MAX):
        assert alice.page(**{"from": first}).json == nothing(chat.newest())


def test_from_may_name_what_is_in_no_room_of_mine_and_begins_after_it(alice, hundred):
    elsewhere = hundred[9] + 1
    assert elsewhere not in hundred
    assert ids_in(alice.page(**{"from": elsewhere, "limit": 3})) == hundred[10:13]


def test_a_deleted_message_is_a_place_all_the_same(chat, alice, hundred):
    chat.sql("UPDATE messages SET deleted_at = '2026-01-02' WHERE id = ?", hundred[50])
    answer = alice.page(around=hundred[50], limit=1)
    assert ids_in(answer) == [hundred[50]]
    assert answer.json["messages"][0]["content"] == ""


def test_a_message_of_another_room_is_as_one_that_does_not_exist(chat, alice, bob, hundred):
    """Be it of a room of mine, of a room of others, or of none."""
    vault = chat.room(bob)
    (secret,) = chat.fill(bob, 1, vault)
    assert bob.page(room_id=vault, around=secret).status_code == 200
    known = hundred[9] + 1
    missing = alice.page(around=ID_MAX)
    problem(missing, 404, "not-found")
    for id in (secret, known, hundred[-1] + 1000):
        answer = alice.page(around=id)
        assert (answer.status_code, answer.data) == (404, missing.data)
        costs = {chat.statements(partial(alice.page, around=one)) for one in (id, ID_MAX)}
        assert len(costs) == 1


@pytest.mark.parametrize("name", ["around", "from"])
def test_a_room_one_is_not_in_is_as_one_that_does_not_exist(chat, alice, bob, name):
    vault = chat.room(bob)
    (secret,) = chat.fill(bob, 1, vault)
    assert bob.page(room_id=vault, **{name: secret}).status_code == 200

    def ask(room_id):
        return alice.page(room_id=room_id, **{name: secret})

    refused, missing = ask(vault), ask(ID_MAX)
    problem(refused, 404, "not-found")
    assert refused.data == missing.data
    assert chat.statements(lambda: ask(vault)) == chat.statements(lambda: ask(ID_MAX))


def test_a_stranger_reads_nothing(chat, alice, hundred):
    problem(chat.stranger().page(around=hundred[0]), 401, "not-signed-in")
    problem(chat.stranger().page(**{"from": hundred[0]}), 401, "not-signed-in")


@pytest.mark.parametrize(
    "number", ["0", "-1", str(ID_MAX + 1), "9" * 5000, "1.5", "x", "", "%00", "１", "0x1", "null"]
)
@pytest.mark.parametrize("name", ["around", "from"])
def test_what_is_no_id_is_refused(alice, name, number):
    problem(alice.page(**{name: number}), 422, "invalid", name)


@pytest.mark.parametrize(
    ("places", "refused"),
    [
        (("before", "around"), ("around",)),
        (("before", "from"), ("from",)),
        (("around", "from"), ("from",)),
        (("before", "around", "from"), ("around", "from")),
    ],
)
def test_a_page_is_at_one_place(alice, places, refused):
    message = alice.says("hello")
    for place in places:
        assert alice.page(**{place: message["id"]}).status_code == 200
    said = problem(alice.page(**dict.fromkeys(places, message["id"])), 422, "invalid", *refused)
    assert said["errors"][0]["message"] == "Give one of before, around and from."


@pytest.mark.parametrize("name", ["around", "from"])
def test_a_place_alone_asks_nothing_and_the_feed_has_none(chat, alice, name):
    message = alice.says("hello")
    assert alice.page(**{name: message["id"]}).status_code == 200
    problem(alice.get("/api/messages", **{name: message["id"]}), 422, "invalid", "after")
    problem(alice.poll(after=chat.newest(), **{name: message["id"]}), 422, "invalid", "after")


@pytest.mark.parametrize("name", ["From", "from_", "first", "Around"])
def test_what_is_spelled_otherwise_is_refused(alice, name):
    problem(alice.page(**{name: 1}), 422, "invalid", name)


def test_a_place_given_twice_is_refused(alice):
    problem(alice.get("/api/messages?room_id=1&around=1&around=1"), 422, "invalid", "around")


@pytest.mark.parametrize("name", ["around", "from"])
def test_a_long_page_costs_as_many_statements_as_a_short_one(alice, chat, hundred, name):
    def ask(limit):
        return chat.statements(lambda: alice.page(**{name: hundred[50], "limit": limit}))

    ask(1)
    assert ask(1) == ask(50) == ask(200)


@pytest.mark.parametrize("name", ["around", "from"])
def test_a_page_is_found_by_an_index_however_long_the_room_is(chat, alice, hundred, name):
    from sqlalchemy import event

    from parley.db import db

    asked = []
    with chat.app.app_context():
        engine = db.engine

    def note(_connection, _cursor, statement, values, *_more):
        asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    alice.page(**{name: hundred[50]})
    event.remove(engine, "before_cursor_execute", note)
    pages = [told for told in asked if "FROM messages" in told[0]]
    assert len(pages) == {"around": 2, "from": 1}[name]
    for statement, values in pages:
        plan = [row[3] for row in chat.sql(f"EXPLAIN QUERY PLAN {statement}", *values)]
        assert plan[0].startswith("SEARCH messages USING INDEX ix_messages_room_id_id_"), plan
        assert not any("SCAN" in step or "TEMP B-TREE" in step for step in plan), plan


@pytest.mark.parametrize("name", ["around", "from"])
def test_the_pages_cursor_is_the_newest(chat, alice, hundred, name):
    assert alice.page(**{name: hundred[3]}).json["cursor"] == chat.newest()
