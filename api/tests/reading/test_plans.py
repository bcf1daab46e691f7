"""How the database looks for what is unread: in indexes alone, from the read mark on; and for what
refers to people who go."""

import re

import pytest
from sqlalchemy import event

from parley.db import db
from parley.services import tidying
from tests.cast import LOBBY
from tests.services.test_tidying import stayed_away


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


def test_what_refers_to_a_guest_is_found_by_indexes(chat):
    for name in ("Gus", "Eve"):
        guest = chat.guest(name)
        if name == "Eve":
            guest.says("hello")
        stayed_away(chat, guest)
    steps = plans(chat, lambda: chat.run(tidying.tidy))
    assert [step for step in steps if "messages USING COVERING INDEX ix_messages_author_id" in step]
    assert [step for step in steps if "ix_mentions_user_id (user_id=?)" in step]
    assert not [step for step in steps if re.match("SCAN (memberships|messages|mentions)", step)]


@pytest.mark.parametrize(
    ("table", "column"), [("messages", "author_id"), ("links", "user_id"), ("links", "made_by")]
)
def test_so_it_is_where_the_row_of_a_person_goes(chat, table, column):
    """What SQLite asks of each table that refers to the row it deletes."""
    (step,) = plan(chat, f"SELECT 1 FROM {table} WHERE {column} = ?", (1,))
    assert f"USING COVERING INDEX ix_{table}_{column} ({column}=?)" in step
