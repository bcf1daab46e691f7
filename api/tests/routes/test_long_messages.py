"""Messages as long as they may be: an answer holds as many as nginx has room for in memory."""

import re
from pathlib import Path

import pytest

from parley import render
from parley.services import feed
from tests import stage

PROXYING = Path(__file__).parents[3] / "nginx" / "templates" / "proxy.inc.template"
ROOM_BYTES = 240_000 + 1_000  # of messages, and what stands around them
LONGEST = "\x01" * 4_000  # six bytes each in JSON
MANY = 60


@pytest.fixture
def ids(chat, alice):
    """Sixty messages of 24 kB each, which is six answers."""
    return fill(chat, alice)


def fill(chat, author):
    with chat.app.app_context(), feed.change() as draft:
        messages = [draft.publish(stage.a_text(author, LONGEST)) for _ in range(MANY)]
    return [message.id for message in messages]


def ids_of(answer):
    assert answer.status_code == 200
    assert len(answer.data) <= ROOM_BYTES
    return [message["id"] for message in answer.json["messages"]]


def test_nginx_has_room_for_an_answer():
    buffers = re.search(r"^proxy_buffers (\d+) (\d+)k;", PROXYING.read_text(), re.MULTILINE)
    number, kilobytes = map(int, buffers.groups())
    assert render.ANSWER_MAX_BYTES + 4_096 <= number * kilobytes * 1024


def test_the_newest_page_holds_the_newest_that_have_room(alice, ids):
    answer = alice.page(limit=50)
    shown = ids_of(answer)
    assert 1 < len(shown) < 50
    assert shown == ids[-len(shown) :]
    assert answer.json["more"] is True


def test_before_leads_back_to_the_beginning_without_gap_or_repetition(alice, ids):
    answer = alice.page(limit=200)
    read = ids_of(answer)
    while answer.json["more"]:
        answer = alice.page(limit=200, before=read[0])
        read = ids_of(answer) + read
    assert read == ids


def test_from_leads_on_to_the_end_without_gap(alice, ids):
    answer = alice.page(limit=200, **{"from": ids[0]})
    read = ids_of(answer)
    while answer.json["more"]:
        answer = alice.page(limit=200, **{"from": read[-1]})
        (again, *newer) = ids_of(answer)
        assert again == read[-1]
        read += newer
    assert read == ids


def test_around_a_message_are_those_nearest_to_it_on_both_sides(alice, ids):
    answer = alice.page(limit=50, around=ids[30])
    shown = ids_of(answer)
    first, middle = ids.index(shown[0]), shown.index(ids[30])
    assert shown == ids[first : first + len(shown)]
    assert middle >= 4 and len(shown) - middle >= 4
    assert answer.json["more"] is True


@pytest.mark.parametrize("where", ["in memory", "in the database"])
def test_the_feed_tells_of_all_in_several_answers(chat, alice, bob, where):
    alice.load()
    posted = fill(chat, bob)
    if where == "in the database":
        chat.run(feed.forget_changes)
    answer = alice.poll()
    answers, read = 1, ids_of(answer)
    while answer.json["more"]:
        answer = alice.poll(answer.json["cursor"])
        answers, read = answers + 1, read + ids_of(answer)
    assert read == posted
    assert answers > 5
    assert alice.poll(answer.json["cursor"]).json["messages"] == []
