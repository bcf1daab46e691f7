"""What is known by heart: it holds until something changes, also while it is being asked for."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from parley.db import db
from parley.errors import Busy
from parley.models import User
from parley.services import feed, people, rooms
from parley.services.feed_memory import remember
from tests import stage
from tests.races import at_once

KEY = ("sight", 1)


def outdate(alice):
    with feed.change() as draft:
        draft.publish(stage.a_text(alice, "news"))
        draft.outdate(*KEY[:1], KEY[1:])


def change_rights(_alice):
    with feed.write() as session:
        feed.change_rights(session)


CHANGES = pytest.mark.parametrize("change", [outdate, change_rights])


def test_what_is_known_is_not_asked_for_again(chat, alice):
    with chat.app.app_context():
        assert [remember(KEY, lambda it=it: it) for it in ("first", "second")] == ["first"] * 2


@CHANGES
def test_it_holds_until_a_change(chat, alice, change):
    with chat.app.app_context():
        assert remember(KEY, lambda: "former") == "former"
        change(alice)
        assert remember(KEY, lambda: "present") == "present"


@CHANGES
def test_what_changes_while_it_is_asked_for_is_not_kept(chat, alice, change):
    def ask():
        change(alice)  # by another thread, which comes in between
        return "former"

    with chat.app.app_context():
        assert remember(KEY, ask) == "former"
        assert remember(KEY, lambda: "present") == "present"


def test_nothing_is_no_news_and_is_asked_for_each_time(chat, alice):
    with chat.app.app_context():
        assert remember(KEY, lambda: None) is None
        assert remember(KEY, lambda: "somebody") == "somebody"


def name_of(person):
    return db.session.scalar(select(User.name).where(User.id == person.id))


@pytest.mark.parametrize("how", ["as a statement", "as an object"])
def test_what_a_write_has_changed_is_not_kept_before_it_is_committed(chat, alice, how):
    with chat.app.app_context():
        with pytest.raises(Busy), feed.write() as session:
            if how == "as a statement":
                session.execute(update(User).where(User.id == alice.id).values(name="Alicia"))
            else:
                session.get_one(User, alice.id).name = "Alicia"
            assert remember(KEY, lambda: name_of(alice)) == "Alicia"
            raise Busy()
        assert remember(KEY, lambda: name_of(alice)) == "Alice"


def test_what_a_write_reads_before_it_changes_anything_is_kept(chat, alice, bob):
    with chat.app.app_context():
        with feed.write():
            assert remember(KEY, lambda: name_of(alice)) == "Alice"
        assert remember(KEY, lambda: name_of(bob)) == "Alice"


def test_what_is_kept_is_not_older_than_the_change_before_it(chat, alice, bob):
    """Whoever has read something goes on reading the database as it was then."""
    den = chat.room(alice, bob)
    with chat.app.app_context():
        assert rooms.facts(den) is not None
        (left,) = at_once(lambda: alice.leave_room(den))
        assert left.status_code == 204
        assert den not in rooms.sight(alice.id).roles
    with chat.app.app_context():
        assert den not in rooms.sight(alice.id).roles


def test_who_came_with_a_change_that_failed_is_not_known_by_heart(chat, alice, monkeypatch):
    """Whoever comes next has their id."""

    def come_and_say(name):
        with chat.app.app_context(), feed.change() as draft:
            newcomer = people.add(draft.session, name)
            draft.publish(stage.a_text(newcomer, f"I am {name}"))

    def fail(_session):
        raise OSError

    alice.load()
    with monkeypatch.context() as patch, pytest.raises(OSError):
        patch.setattr(Session, "commit", fail)
        come_and_say("Nemo")
    come_and_say("Una")
    (message,) = alice.follow()
    assert (message["content"], message["author"]["name"]) == ("I am Una", "Una")
