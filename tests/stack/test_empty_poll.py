"""An empty poll: answered by nginx from a file, exactly as the API would, and never too long."""

import os
import signal
from contextlib import contextmanager

import pytest

from tests.stack import wire
from tests.stack.people import eventually


def test_an_empty_poll_never_reaches_the_api(ada, api_log):
    cursor = ada.idle_cursor()
    before = api_log.polls()
    for _ in range(20):
        assert ada.poll(cursor).json()["messages"] == []
    ada.poll(cursor + "&limit=7")  # not the shape nginx answers, so it marks the end in the log
    eventually(lambda: api_log.polls() > before)
    assert api_log.polls() == before + 1


def test_it_is_what_the_api_would_say_byte_for_byte(stack, ada):
    cursor = ada.idle_cursor()
    from_file, from_api = ada.poll(cursor), ada.poll(cursor + "&limit=200")
    assert from_file.content == from_api.content
    empty = f'{{"messages":[],"cursor":"{cursor}","more":false,"reset":false,"left":[]}}'
    assert from_file.text == empty == (stack.feed_dir / cursor).read_text()
    names = ("Content-Type", "Cache-Control", "Content-Length")
    assert [from_file.headers[n] for n in names] == [from_api.headers[n] for n in names]


def test_it_is_answered_while_the_api_does_not_breathe(stack, ada):
    cursor = ada.idle_cursor()
    with stopped(stack.pids["api"]):
        assert ada.poll(cursor, timeout=3).json()["messages"] == []


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_it_carries_nothing_to_validate_or_to_cut(stack, ada, method):
    target = f"/api/messages?after={ada.idle_cursor()}".encode()
    answer = wire.ask(stack.port, target, method)
    assert answer.status == 200
    assert answer.header("Content-Type") == "application/json"
    assert answer.header("Cache-Control") == "no-store"
    assert not {"etag", "last-modified", "accept-ranges", "vary"} & set(answer.headers)
    assert bool(answer.body) is (method == "GET")


@pytest.mark.parametrize(
    "condition",
    [
        {"If-None-Match": "*"},
        {"If-None-Match": '"x"'},
        {"If-Match": '"x"'},
        {"If-Modified-Since": "Fri, 31 Dec 2100 23:59:59 GMT"},
        {"If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"Range": "bytes=0-3"},
    ],
    ids=lambda condition: next(iter(condition.items())),
)
def test_a_condition_or_a_range_changes_nothing(ada, condition):
    cursor = ada.idle_cursor()
    answer = ada.poll(cursor, headers=condition)
    assert answer.status_code == 200
    assert answer.json()["cursor"] == cursor


def test_it_says_the_same_to_head_as_to_get(ada):
    path = f"/api/messages?after={ada.idle_cursor()}"
    get, head = ada.get(path), ada.ask("HEAD", path)
    different = {"Date"}
    assert {k: v for k, v in get.headers.items() if k not in different} == {
        k: v for k, v in head.headers.items() if k not in different
    }


def test_news_reaches_the_old_cursor_at_once(ada, bob):
    for round_ in range(20):
        cursor = bob.idle_cursor()
        assert bob.poll(cursor).json()["messages"] == []
        assert ada.post(f"round {round_}").status_code == 201
        news = bob.poll(cursor).json()
        assert [m["content"] for m in news["messages"]] == [f"round {round_}"]
        assert news["cursor"] != cursor


def test_posting_to_the_address_of_a_poll_is_a_post(ada):
    cursor = ada.idle_cursor()
    body = {
        "room_id": 1,
        "content": "not a poll",
        "client_id": "8c1b7a52-3f0e-4f9b-9d43-0a8f3c1f6a10",
    }
    answer = ada.ask("POST", f"/api/messages?after={cursor}", json=body)
    assert answer.status_code != 405
    assert answer.json().get("messages") is None


def test_a_file_withdrawn_while_nginx_opens_it_is_no_404(stack, ada):
    """A pipe stands for it: it is there when looked for, and is no file when opened."""
    page_cursor = ada.page()["cursor"]
    epoch = page_cursor.partition("-")[0]
    pipe = stack.feed_dir / f"{epoch}-999999999"
    os.mkfifo(pipe)
    try:
        answer = ada.poll(pipe.name)
    finally:
        pipe.unlink()
    assert answer.status_code == 200
    assert answer.json()["reset"] is True


@contextmanager
def stopped(pids: list[int]):
    """Processes that hold still for a while."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
