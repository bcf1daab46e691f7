"""Too fast: how often one person may post."""

import pytest

from parley.db import db
from parley.errors import TooFast
from parley.services import pace
from tests.claims import problem


@pytest.fixture
def chat(make_chat):
    """Three posts a minute."""
    return make_chat(POSTS_MAX="3", POSTS_WINDOW_SECONDS="60")


def test_who_posts_too_much_is_told_when_to_come_back(chat, alice):
    assert [alice.post_message("x").status_code for _ in range(3)] == [201] * 3
    answer = alice.post_message("x")
    said = problem(answer, 429, "too-fast")
    wait = int(answer.headers["Retry-After"])
    assert 50 <= wait <= 60
    assert str(wait) in said["detail"]
    assert chat.newest().endswith("-3")


def test_the_default_is_twenty_in_ten_seconds(make_chat, clock):
    alice = make_chat().guest("Alice")
    assert [alice.post_message("x").status_code for _ in range(20)] == [201] * 20
    answer = alice.post_message("x")
    problem(answer, 429, "too-fast")
    assert answer.headers["Retry-After"] == "10"
    clock.advance(9.9)
    problem(alice.post_message("x"), 429, "too-fast")
    clock.advance(0.2)
    assert alice.post_message("x").status_code == 201


def test_others_are_not_slowed_down(alice, bob):
    for _ in range(3):
        alice.post_message("x")
    problem(alice.post_message("x"), 429, "too-fast")
    assert bob.post_message("x").status_code == 201


def test_reading_is_not_slowed_down(alice):
    for _ in range(4):
        alice.post_message("x")
    assert alice.page().status_code == 200
    assert alice.poll(after=alice.page().json["cursor"]).status_code == 200


@pytest.mark.parametrize("later", [0, 0.5, 7.3, 59.99])
def test_after_the_time_that_was_told_there_is_room_again(alice, clock, later):
    for _ in range(3):
        alice.post_message("x")
    clock.advance(later)
    wait = int(alice.post_message("x").headers["Retry-After"])
    assert 1 <= wait <= 60
    clock.advance(wait + 0.001)  # the answer takes a moment to arrive
    assert alice.post_message("x").status_code == 201


def test_refusals_do_not_lengthen_the_wait(make_chat):
    alice = make_chat(POSTS_MAX="1", POSTS_WINDOW_SECONDS="60").guest("Alice")
    alice.post_message("x")
    first = int(alice.post_message("x").headers["Retry-After"])
    for _ in range(10):
        last = int(alice.post_message("x").headers["Retry-After"])
    assert last <= first


@pytest.mark.parametrize("content", ["", None, "x" * 5000])
def test_what_is_refused_otherwise_costs_nothing(alice, content):
    for _ in range(5):
        problem(alice.post_message(content), 422, "invalid", "content")
    assert alice.post_message("x").status_code == 201


def test_the_memory_of_it_does_not_grow_with_the_people(chat, clock):
    with chat.app.app_context():
        windows = db.companion(pace._Pace).windows
        for person_id in range(100_000):
            clock.advance(0.1)  # 600 in each minute, after which a post is forgotten
            pace.spend_post(person_id)
        assert len(windows) <= 1_200


def test_who_posts_too_much_is_not_forgotten_among_many(chat, clock):
    with chat.app.app_context():
        for _ in range(3):
            pace.spend_post(1)
        for person_id in range(2, 10_000):
            pace.spend_post(person_id)
        with pytest.raises(TooFast):
            pace.spend_post(1)
        clock.advance(61)
        pace.spend_post(1)
