"""GET /api/messages?room_id=: a page of history, oldest first."""

import json
import re

import pytest

from tests.cast import ID_MAX
from tests.claims import nothing, problem

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def contents(answer):
    return [message["content"] for message in answer.json["messages"]]


@pytest.fixture
def hundred(chat, alice):
    """A hundred messages, "1" to "100"."""
    return chat.fill(alice, 100)


def test_an_empty_room_has_an_empty_page(chat, alice):
    answer = alice.page()
    assert answer.status_code == 200
    assert answer.json == nothing(chat.newest())


def test_a_message_is_shown_as_the_contract_says(alice, bob):
    posted = alice.says("hello")
    (message,) = bob.page().json["messages"]
    assert message == posted
    assert list(message) == [
        *("id", "room_id", "revision", "kind", "author", "content", "mentions", "mentions_room"),
        *("client_id", "created_at", "edited_at", "deleted_at"),
    ]
    assert TIME.fullmatch(message["created_at"])
    assert (message["edited_at"], message["deleted_at"]) == (None, None)


def test_a_stranger_reads_nothing(alice, charlie):
    alice.says("secret")
    answer = charlie.page()
    problem(answer, 401, "not-signed-in")
    assert b"secret" not in answer.data


def test_the_newest_come_oldest_first_fifty_by_default(alice, hundred):
    answer = alice.page()
    assert contents(answer) == [str(n) for n in range(51, 101)]
    assert answer.json["more"] is True


def test_before_leads_back_to_the_beginning_without_gap_or_repetition(alice, hundred):
    ids, before = [], {}
    while True:
        page = alice.page(limit=7, **before).json
        ids = [message["id"] for message in page["messages"]] + ids
        if not page["more"]:
            break
        before = {"before": ids[0]}
    assert ids == hundred


def test_before_is_exclusive(alice, hundred):
    assert contents(alice.page(before=hundred[10], limit=3)) == ["8", "9", "10"]


def test_before_the_first_there_is_nothing(alice, hundred):
    answer = alice.page(before=hundred[0])
    assert contents(answer) == []
    assert answer.json["more"] is False


def test_before_may_name_a_message_that_does_not_exist(alice, hundred):
    assert contents(alice.page(before=ID_MAX, limit=1)) == ["100"]


def test_messages_of_the_same_instant_are_not_skipped(alice, monkeypatch):
    from parley import clock

    now = clock.utcnow()
    monkeypatch.setattr(clock, "utcnow", lambda: now)
    ids = [alice.says(str(number))["id"] for number in range(4)]
    assert len({message["created_at"] for message in alice.page().json["messages"]}) == 1
    assert [m["id"] for m in alice.page(before=ids[2], limit=2).json["messages"]] == ids[:2]


@pytest.mark.parametrize(("limit", "shown", "more"), [(1, 1, True), (99, 99, True)])
def test_more_says_whether_older_ones_exist(alice, hundred, limit, shown, more):
    answer = alice.page(limit=limit)
    assert (len(contents(answer)), answer.json["more"]) == (shown, more)


@pytest.mark.parametrize("limit", [100, 101, 200])
def test_a_page_that_holds_everything_has_no_more(alice, hundred, limit):
    answer = alice.page(limit=limit)
    assert (len(contents(answer)), answer.json["more"]) == (100, False)


@pytest.mark.parametrize(
    "limit", ["0", "-1", "201", "1.0", "1e2", "x", "", " 5", "+5", "1_0", "٣", "9" * 5000, "NaN"]
)
def test_a_limit_beyond_its_bounds_is_refused(alice, limit):
    problem(alice.page(limit=limit), 422, "invalid", "limit")


@pytest.mark.parametrize(
    "number", ["0", "-1", str(ID_MAX + 1), "9" * 5000, "1.5", "x", "", "%00", "１", "0x1", "null"]
)
@pytest.mark.parametrize("name", ["room_id", "before"])
def test_what_is_no_id_is_refused(alice, name, number):
    problem(alice.page(**{name: number}), 422, "invalid", name)


@pytest.mark.parametrize("room_id", [2, 999, ID_MAX])
def test_a_room_that_does_not_exist_is_not_found(alice, room_id):
    problem(alice.page(room_id=room_id), 404, "not-found")


def test_unknown_parameters_are_refused(alice):
    assert alice.page().status_code == 200
    problem(alice.page(order="asc"), 422, "invalid", "order")
    problem(alice.page(Limit="5"), 422, "invalid", "Limit")


def test_several_faults_are_told_at_once(alice):
    problem(alice.page(limit=0, before="x", foo=1), 422, "invalid", "before", "limit", "foo")


@pytest.mark.parametrize(
    "query", ["room_id=1&room_id=1", "room_id=1&room_id=2", "room_id=1&limit=1&limit=1"]
)
def test_repeated_parameters_are_refused(alice, query):
    name = query.rpartition("&")[2].partition("=")[0]
    problem(alice.get(f"/api/messages?{query}"), 422, "invalid", name)


def test_a_query_that_asks_nothing_is_refused(alice):
    said = problem(alice.get("/api/messages"), 422, "invalid", "after")
    assert "room_id" in said["errors"][0]["message"]


def test_before_alone_asks_nothing(alice):
    problem(alice.get("/api/messages", before=1), 422, "invalid", "after")


def test_the_pages_cursor_goes_on_in_the_feed_without_gap(alice, bob):
    alice.says("on the page")
    assert [m["content"] for m in bob.load()] == ["on the page"]
    assert bob.follow() == []
    alice.says("in the feed")
    assert [m["content"] for m in bob.follow()] == ["in the feed"]


def test_an_older_pages_cursor_is_the_newest_too(chat, alice, hundred):
    assert alice.page(before=hundred[5]).json["cursor"] == chat.newest()


@pytest.mark.parametrize("content", ["<script>", "\u2028\u2029", '"\\', "\x7f\x01", "😀", "ﷺ" * 50])
def test_strange_words_come_back_as_they_were(alice, content):
    alice.says(f"a{content}b")
    answer = alice.page()
    assert json.loads(answer.data.decode())["messages"][0]["content"] == f"a{content}b"
