"""feed.wait(): until there is something new, whoever made it."""

import threading
import time

import pytest

from parley.domain import cursors
from parley.services import feed, feed_memory
from tests.stage import PATIENCE_S

NEVER_S = 100 * PATIENCE_S  # looking comes too late: only waking helps


class Waiter(threading.Thread):
    """Somebody who waits for news after a cursor, as a stream will."""

    def __init__(self, chat, cursor, timeout_s=PATIENCE_S):
        super().__init__(daemon=True)
        self.arguments = (cursors.parse(cursor), timeout_s)
        self.chat = chat
        self.answer = None
        self.start()

    def run(self):
        self.answer = self.chat.run(feed.wait, *self.arguments)
        self.ended = time.monotonic()

    def result(self):
        self.join(PATIENCE_S)
        assert not self.is_alive(), "still waiting"
        return self.answer


@pytest.fixture
def asleep(chat, monkeypatch):
    """Is set as soon as somebody really waits."""
    sleeping = threading.Event()

    class News(threading.Event().__class__):
        def wait(self, timeout=None):
            sleeping.set()
            return super().wait(timeout)

    monkeypatch.setattr(feed_memory.threading, "Event", News)
    return sleeping


def test_it_says_no_after_the_time(chat, alice):
    started = time.monotonic()
    assert chat.run(feed.wait, cursors.parse(chat.newest()), 0.2) is False
    assert time.monotonic() - started >= 0.2


def test_no_time_is_a_question_and_not_a_wait(chat, alice):
    before = cursors.parse(chat.newest())
    assert chat.run(feed.wait, before, 0) is False
    alice.says("hello")
    assert chat.run(feed.wait, before, 0) is True


@pytest.mark.parametrize("cursor", ["0000000000000000-0", "ffffffffffffffff-9"])
def test_a_foreign_cursor_does_not_wait(chat, cursor):
    assert chat.run(feed.wait, cursors.parse(cursor), PATIENCE_S) is True


def test_a_change_of_this_process_wakes_at_once(chat, alice, asleep, monkeypatch):
    monkeypatch.setattr(feed, "BACKSTOP_S", NEVER_S)
    waiter = Waiter(chat, chat.newest(), timeout_s=NEVER_S)
    assert asleep.wait(PATIENCE_S)
    alice.says("hello")
    assert waiter.result() is True


def test_everybody_is_woken(chat, alice, monkeypatch):
    monkeypatch.setattr(feed, "BACKSTOP_S", NEVER_S)
    waiters = [Waiter(chat, chat.newest(), timeout_s=NEVER_S) for _ in range(5)]
    alice.says("hello")
    assert [waiter.result() for waiter in waiters] == [True] * 5


def test_a_change_of_another_process_is_found_by_looking(chat, alice, asleep, monkeypatch):
    monkeypatch.setattr(feed, "BACKSTOP_S", 0.05)
    waiter = Waiter(chat, chat.newest(), timeout_s=NEVER_S)
    assert asleep.wait(PATIENCE_S)
    chat.sql("UPDATE feed_state SET epoch = 'ffffffffffffffff'")
    assert waiter.result() is True


def test_what_is_no_change_wakes_nobody(chat, alice, monkeypatch):
    monkeypatch.setattr(feed, "BACKSTOP_S", 0.05)
    waiter = Waiter(chat, chat.newest(), timeout_s=0.5)
    chat.guest("Dora")  # a commit, but nothing that others see
    assert waiter.result() is False


def test_no_wake_up_is_lost_between_looking_and_waiting(chat, alice, monkeypatch):
    """The change comes after the look, before the wait."""
    monkeypatch.setattr(feed, "BACKSTOP_S", NEVER_S)
    looked = []
    newest = feed_memory.FeedMemory.newest

    def newest_then_a_change(self):
        answer = newest(self)
        if not looked:
            looked.append(True)
            poster = threading.Thread(target=alice.says, args=("hello",))
            poster.start()
            poster.join()
        return answer

    monkeypatch.setattr(feed_memory.FeedMemory, "newest", newest_then_a_change)
    assert Waiter(chat, chat.newest(), timeout_s=NEVER_S).result() is True
    assert looked
