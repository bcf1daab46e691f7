"""Delivery: who had which post when, and what becomes of posts nobody got."""

import pytest

from delivery import KEEP_UNKNOWN, LOST_AFTER_SECONDS, Deliveries, NotDelivered


class Recorder:
    """Keeps what was measured."""

    def __init__(self):
        self.times, self.errors = [], []

    def __call__(self, milliseconds, error):
        (self.errors if error else self.times).append(error or round(milliseconds, 3))


@pytest.fixture
def measured():
    return Recorder()


@pytest.fixture
def deliveries(measured):
    """Alice, Bob and Charlie follow the chat."""
    deliveries = Deliveries(measured)
    for person in ("alice", "bob", "charlie"):
        deliveries.join(person)
    return deliveries


def test_everybody_but_the_author_is_measured_from_the_acknowledgement(deliveries, measured):
    deliveries.acknowledged(1, "alice", 10.0)
    deliveries.had(1, "bob", 10.2)
    deliveries.had(1, "alice", 10.3)
    deliveries.had(1, "charlie", 10.4)
    assert measured.times == [200.0, 400.0]


def test_having_a_message_twice_is_measured_once(deliveries, measured):
    deliveries.acknowledged(1, "alice", 10.0)
    deliveries.had(1, "bob", 10.2)
    deliveries.had(1, "bob", 10.3)
    assert measured.times == [200.0]


def test_who_reads_it_before_the_author_knows_waited_no_time(deliveries, measured):
    deliveries.had(1, "bob", 9.9)
    deliveries.acknowledged(1, "alice", 10.0)
    deliveries.had(1, "charlie", 10.1)
    assert measured.times == [0.0, 100.0]


def test_a_post_that_somebody_never_gets_is_one_failure(deliveries, measured):
    deliveries.acknowledged(1, "alice", 10.0)
    deliveries.had(1, "bob", 10.2)
    deliveries.give_up(10.0 + LOST_AFTER_SECONDS - 0.001)
    assert measured.errors == []
    deliveries.give_up(10.0 + LOST_AFTER_SECONDS)
    deliveries.give_up(11.0 + LOST_AFTER_SECONDS)
    assert [type(error) for error in measured.errors] == [NotDelivered]


def test_a_post_everybody_got_is_never_overdue(deliveries, measured):
    deliveries.acknowledged(1, "alice", 10.0)
    deliveries.had(1, "bob", 10.2)
    deliveries.had(1, "charlie", 10.2)
    deliveries.give_up(100.0)
    assert measured.errors == []


def test_nothing_is_expected_of_who_left_or_came_later(deliveries, measured):
    deliveries.acknowledged(1, "alice", 10.0)
    deliveries.leave("bob")
    deliveries.join("dora")
    deliveries.had(1, "charlie", 10.2)
    deliveries.give_up(100.0)
    assert measured.errors == []
    assert measured.times == [200.0]


def test_messages_of_strangers_take_bounded_room(deliveries):
    for message_id in range(3 * KEEP_UNKNOWN):
        deliveries.had(message_id, "bob", 1.0)
    assert len(deliveries._early) == KEEP_UNKNOWN
