"""A database that another process holds: writers wait, for a while; readers do not."""

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from parley import db as database
from tests.claims import problem
from tests.stage import PATIENCE_S

CROWD = 40  # more than there are connections to the database


class Holder:
    """Another process with the write lock in its hands."""

    def __init__(self, chat):
        self.connection = sqlite3.connect(chat.database, isolation_level=None)
        self.connection.execute("BEGIN IMMEDIATE")

    def execute(self, *statement):
        self.connection.execute(*statement)

    def let_go(self):
        self.connection.execute("COMMIT")


@pytest.fixture
def holder(chat, alice, bob):
    alice.says("before")
    alice.load()
    holder = Holder(chat)
    with closing(holder.connection):
        yield holder


@pytest.fixture
def waiting(monkeypatch):
    """Is set as soon as a writer of ours waits for the other process."""
    event = threading.Event()
    sleep = time.sleep

    def noticed(seconds):
        event.set()
        sleep(seconds)

    monkeypatch.setattr(database.time, "sleep", noticed)
    return event


@pytest.fixture
def pool():
    with ThreadPoolExecutor(CROWD) as pool:
        yield pool


def patience(monkeypatch, seconds):
    monkeypatch.setattr(database, "WRITE_PATIENCE_S", seconds)


def test_a_post_waits_until_the_other_lets_go(chat, alice, holder, waiting, pool):
    answer = pool.submit(alice.post_message, "hello")
    assert waiting.wait(PATIENCE_S)
    assert not answer.done()
    holder.let_go()
    assert answer.result(PATIENCE_S).status_code == 201


def test_a_post_that_waited_too_long_is_told_so_and_leaves_nothing(
    chat, alice, holder, monkeypatch
):
    patience(monkeypatch, 0.1)
    before = chat.newest()
    answer = alice.post_message("never")
    problem(answer, 503, "unavailable")
    assert int(answer.headers["Retry-After"]) >= 1
    for refused in (alice.rename("Ada"), chat.stranger().become_guest("Dora")):
        problem(refused, 503, "unavailable")
    holder.let_go()
    assert chat.newest() == before
    assert chat.sql("SELECT name FROM users") == [("Alice",), ("Bob",)]
    assert alice.post_message("now").status_code == 201


def test_reading_needs_no_patience(chat, alice, holder, pool):
    """The empty poll too, which would publish the cursor file if it could."""
    questions = [
        lambda: alice.poll(),
        lambda: alice.poll(after=f"{chat.newest()[:16]}-0"),
        lambda: alice.page(),
        lambda: alice.get("/api/rooms"),
        lambda: alice.who_am_i(),
        lambda: alice.get("/api/health"),
    ]
    answers = [pool.submit(question) for question in questions]
    assert [answer.result(5).status_code for answer in answers] == [200] * len(questions)
    assert chat.cursor_files() == {}
    holder.let_go()
    alice.poll()
    assert list(chat.cursor_files()) == [chat.newest()]


@pytest.mark.parametrize("what", ["post", "guest"])
def test_a_crowd_that_waits_to_write_keeps_nobody_from_reading(
    chat, alice, bob, holder, waiting, pool, what
):
    """Whoever waits holds no connection, of which there are few."""

    def write(number):
        if what == "post":
            return alice.post_message("hello")
        return chat.stranger().become_guest(f"Guest number {number}")

    crowd = [pool.submit(write, number) for number in range(CROWD - 1)]
    assert waiting.wait(PATIENCE_S)
    for _ in range(10):
        for question in (bob.page, bob.who_am_i, lambda: bob.get("/api/health")):
            assert pool.submit(question).result(10).status_code == 200
    holder.let_go()
    assert [writer.result(PATIENCE_S).status_code for writer in crowd] == [201] * len(crowd)


def test_everybody_in_the_queue_is_told_in_time(chat, alice, holder, pool, monkeypatch):
    """One after the other they would wait for as many times the patience."""
    patience(monkeypatch, 1.0)
    started = time.monotonic()
    crowd = [pool.submit(alice.post_message, "hello") for _ in range(8)]
    assert {writer.result(PATIENCE_S).status_code for writer in crowd} == {503}
    assert time.monotonic() - started < 5


def test_who_vanished_while_waiting_writes_nothing(chat, alice, holder, waiting, pool):
    """The other process restored a backup without Alice."""
    newest = chat.newest()
    posting = pool.submit(alice.post_message, "a ghost's words")
    assert waiting.wait(PATIENCE_S)
    holder.execute("DELETE FROM messages WHERE author_id = ?", (alice.id,))
    holder.execute("DELETE FROM sessions WHERE user_id = ?", (alice.id,))
    holder.execute("DELETE FROM users WHERE id = ?", (alice.id,))
    holder.execute("UPDATE feed_state SET epoch = 'ffffffffffffffff'")
    holder.let_go()
    problem(posting.result(PATIENCE_S), 401, "not-signed-in")
    assert chat.newest() == f"ffffffffffffffff-{newest.rpartition('-')[2]}"


@pytest.mark.parametrize("what", ["post", "rename"])
def test_who_waited_does_not_act_as_the_person_who_has_the_id_now(
    chat, alice, holder, waiting, pool, what
):
    """The other process restored a backup in which the number is someone else's."""
    act = {"post": alice.post_message, "rename": alice.rename}[what]
    acting = pool.submit(act, "Trudy")
    assert waiting.wait(PATIENCE_S)
    holder.execute(
        "UPDATE users SET name = 'Victor', name_key = 'victor', look_key = 'victor' WHERE id = ?",
        (alice.id,),
    )
    holder.execute("UPDATE sessions SET key_hash = ? WHERE user_id = ?", ("0" * 64, alice.id))
    holder.execute("UPDATE feed_state SET epoch = 'ffffffffffffffff'")
    holder.let_go()
    problem(acting.result(PATIENCE_S), 401, "not-signed-in")
    assert chat.sql("SELECT name FROM users") == [("Victor",), ("Bob",)]
    assert chat.sql("SELECT content FROM messages") == [("before",)]
    problem(alice.who_am_i(), 401, "not-signed-in")


def test_what_was_known_before_a_restore_is_forgotten_even_if_a_post_came_first(
    chat, alice, bob, holder, waiting, pool
):
    """A post that waited is the first to see the new epoch; the old cookies must go with it."""
    assert alice.who_am_i().status_code == 200  # remembered
    posting = pool.submit(bob.post_message, "hello")
    assert waiting.wait(PATIENCE_S)
    holder.execute("UPDATE sessions SET key_hash = ? WHERE user_id = ?", ("0" * 64, alice.id))
    holder.execute("UPDATE feed_state SET epoch = 'ffffffffffffffff'")
    holder.let_go()
    assert posting.result(PATIENCE_S).status_code == 201
    problem(alice.who_am_i(), 401, "not-signed-in")
    assert bob.who_am_i().status_code == 200
