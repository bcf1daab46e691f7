"""How the database looks for what is unread: in indexes alone, from the read mark on."""

import re

import pytest
from sqlalchemy import event

from parley.db import db
from tests.cast import LOBBY


def plans(chat, call):
    """The plan of each statement that a call makes."""
    asked = []

    def note(_connection, _cursor, statement, parameters, *_):
        asked.append((statement, parameters))

    with chat.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        call()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return [step for each in asked for step in plan(chat, *each)]


def plan(chat, statement, parameters):
    with chat.app.app_context():
        connection = db.session.connection()
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [row.detail for row in rows]


CALLS = {
    "the rooms": lambda alice, bob: alice.rooms(),
    "the rooms while positions are not written down": lambda alice, bob: (
        alice.read_up_to(1),
        alice.rooms(),
    ),
    "a read mark": lambda alice, bob: alice.read_up_to(1),
}


@pytest.mark.parametrize("what", CALLS)
def test_counting_looks_at_indexes_alone(chat, alice, bob, what):
    chat.fill(bob, 3, LOBBY)
    bob.says("@Alice")
    steps = plans(chat, lambda: CALLS[what](alice, bob))
    counting = [step for step in steps if re.search(r"\b(messages|mentions)_\d", step)]
    assert len([step for step in counting if "mentions" in step]) >= 2
    for step in counting:
        assert "USING COVERING INDEX" in step, step
        assert re.search(r"room_id=\?\)|(message_)?id>\?\)", step), step
    assert not [
        step for step in steps if re.match("SCAN (rooms|memberships|messages|mentions)", step)
    ]
