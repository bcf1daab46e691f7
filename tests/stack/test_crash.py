"""Whatever dies, an acknowledged message stays, once and in order, and everybody hears of it."""

import os
import random
import signal
import threading
import time
from uuid import uuid4

import pytest
import requests

from tests.stack.people import Person, eventually

WRITERS = 6
CRASHES = 4


class Writer(threading.Thread):
    """Someone who repeats a message with the same client_id until it is acknowledged."""

    def __init__(self, url: str, name: str, is_over: threading.Event):
        super().__init__(daemon=True)
        self.person, self.name_, self.is_over = Person(url), name, is_over
        assert self.person.become_guest().status_code == 201
        self.acknowledged: dict[str, int] = {}  # content -> id

    def run(self) -> None:
        number = 0
        while not self.is_over.is_set():
            number += 1
            self._say(f"{self.name_} {number}")

    def _say(self, content: str) -> None:
        client_id = str(uuid4())
        while True:
            try:
                answer = self.person.post(content, client_id)
            except requests.RequestException:
                continue
            if answer.status_code in (200, 201):
                self.acknowledged[content] = answer.json()["id"]
                return
            assert answer.status_code == 503, answer.text
            time.sleep(0.02)


class Follower(threading.Thread):
    """Someone who only polls, as an open page does, from the cursor it was given."""

    def __init__(self, url: str):
        super().__init__(daemon=True)
        self.person = Person(url)
        assert self.person.become_guest().status_code == 201
        self.cursor = self.person.page()["cursor"]
        self.heard: list[dict] = []
        self.resets = 0
        self.until: set[str] | None = None

    def run(self) -> None:
        while self.until is None or not self.until <= {m["content"] for m in self.heard}:
            try:
                answer = self.person.poll(self.cursor)
            except requests.RequestException:
                continue
            if answer.status_code == 200:
                news = answer.json()
                self.cursor = news["cursor"]
                self.heard += news["messages"]
                self.resets += news["reset"]
            else:
                assert answer.status_code == 503, answer.text
            time.sleep(0.005)


def crash_everything(stack) -> None:
    """The master and the worker at once, and a new start."""
    stack.kill_api()
    stack.restart_api()


def crash_the_worker(stack) -> None:
    """The master makes a new one by itself."""
    master, *workers = stack.pids["api"]
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    eventually(lambda: set(stack.pids["api"]) - {master, *workers})
    eventually(lambda: Person(stack.url).get("/api/health").status_code == 200)


def crash_the_master(stack) -> None:
    """The worker is left alone; then a new start."""
    os.kill(stack.pids["api"][0], signal.SIGKILL)
    stack.restart_api()


@pytest.mark.parametrize("crash", [crash_everything, crash_the_worker, crash_the_master])
def test_kill_9_loses_no_acknowledged_message_and_shows_none_twice(frail, crash):
    is_over = threading.Event()
    writers = [Writer(frail.url, f"{crash.__name__} {n}", is_over) for n in range(WRITERS)]
    follower = Follower(frail.url)
    for thread in (*writers, follower):
        thread.start()
    for _ in range(CRASHES):
        time.sleep(random.uniform(0.1, 0.5))
        crash(frail)
    is_over.set()
    for writer in writers:
        writer.join(60)
        assert not writer.is_alive()

    acknowledged = {k: v for writer in writers for k, v in writer.acknowledged.items()}
    assert len(acknowledged) > WRITERS * CRASHES
    follower.until = set(acknowledged)
    follower.join(60)
    assert not follower.is_alive(), "the follower has not heard of everything"

    kept = [m for m in follower.person.everything() if m["content"].startswith(crash.__name__)]
    assert {m["content"]: m["id"] for m in kept} == acknowledged
    assert len(kept) == len(acknowledged), "a message is there twice"
    assert [m["id"] for m in kept] == sorted(m["id"] for m in kept)
    heard = [m for m in follower.heard if m["content"] in acknowledged]
    assert [m["id"] for m in heard] == [m["id"] for m in kept], "lost, twice, or out of order"
    assert follower.resets == 0
    assert_no_stale_file(frail, follower.person)


def test_a_cursor_file_left_by_a_crash_is_gone_after_the_start(frail):
    ada = Person(frail.url)
    ada.become_guest()
    old = ada.idle_cursor()
    ada.post("news")
    frail.kill_api()
    (frail.feed_dir / old).write_text(f'{{"messages":[],"cursor":"{old}","more":false}}')
    frail.restart_api()
    assert not (frail.feed_dir / old).exists()
    assert [m["content"] for m in ada.poll(old).json()["messages"]] == ["news"]


def test_a_cursor_file_left_by_an_earlier_run_is_gone_before_nginx_serves(new_stack):
    stack = new_stack()
    stack.feed_dir.mkdir(parents=True)
    left = stack.feed_dir / "0123456789abcdef-1"
    left.write_text("stale")
    with stack:
        assert not left.exists()
        ada = Person(stack.url)
        ada.become_guest()
        assert ada.poll(left.name).json()["reset"] is True


def test_nothing_is_lost_over_an_orderly_restart(new_stack):
    stack = new_stack()
    with stack:
        ada = Person(stack.url)
        ada.become_guest()
        assert ada.post("before").status_code == 201
        cursor = ada.idle_cursor()
    stack.start()
    try:
        assert ada.page()["messages"][-1]["content"] == "before"
        assert ada.poll(cursor).json() == {
            "messages": [],
            "cursor": cursor,
            "more": False,
            "reset": False,
            "left": [],
        }
    finally:
        stack.stop()


def assert_no_stale_file(stack, person: Person) -> None:
    """At most one file, for the newest cursor, saying exactly that there is nothing."""
    newest = person.idle_cursor()
    files = [path for path in stack.feed_dir.iterdir() if path.name != "api.sock"]
    assert [path.name for path in files] == [newest]
    assert files[0].read_text() == person.poll(f"{newest}&limit=1").text
