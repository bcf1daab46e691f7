"""feed.change(): the one door for writes, and what is left when a change fails."""

import pytest

from parley import clock
from parley.models import Message
from parley.services import feed
from tests import stage
from tests.services.conftest import everything

ID = "8c1b7a52-3f0e-4f9b-9d43-0a8f3c1f6a10"


class Failure(Exception):
    """Something that goes wrong in the middle."""


def change(chat, alter):
    with chat.app.app_context(), feed.change() as draft:
        return alter(draft)


def test_a_change_gives_its_messages_the_next_revisions(chat, alice):
    def three(draft):
        return [draft.publish(stage.a_text(alice, str(n))) for n in range(3)]

    assert [message.revision for message in change(chat, three)] == [1, 2, 3]
    assert chat.newest().endswith("-3")
    assert [message.revision for message in change(chat, three)] == [4, 5, 6]


def test_a_change_that_fails_leaves_nothing(chat, alice, before):
    def fail(draft):
        draft.publish(stage.a_text(alice, "never"))
        raise Failure

    with pytest.raises(Failure):
        change(chat, fail)
    assert everything(chat) == before
    assert alice.says("after")["revision"] == before["rows"][-1][3] + 1


def test_a_change_that_the_database_refuses_leaves_nothing(chat, alice, before):
    def refuse(draft):
        draft.publish(stage.a_text(alice, "never"))
        draft.publish(stage.a_text(alice, None))

    with pytest.raises(Exception, match="NOT NULL"):
        change(chat, refuse)
    assert everything(chat) == before


def test_a_commit_that_fails_leaves_nothing_but_takes_the_file_away(
    chat, alice, before, monkeypatch
):
    """The file goes before the commit; without it the API answers, and publishes it again."""
    from sqlalchemy.orm import Session

    def fail(_session):
        raise Failure

    with monkeypatch.context() as patch, pytest.raises(Failure):
        patch.setattr(Session, "commit", fail)
        change(chat, lambda draft: draft.publish(stage.a_text(alice, "never")))
    assert everything(chat) == before | {"files": {}}
    assert alice.follow() == []
    assert everything(chat) == before


def test_the_file_is_gone_before_the_commit(chat, alice, before, monkeypatch):
    from sqlalchemy.orm import Session

    seen = []
    commit = Session.commit

    def look(session):
        seen.append((chat.cursor_files(), chat.newest()))
        commit(session)

    monkeypatch.setattr(Session, "commit", look)
    alice.says("hello")
    assert ({}, before["newest"]) in seen


def test_a_change_of_nothing_writes_nothing(chat, alice, before):
    change(chat, lambda draft: None)
    assert everything(chat) == before


@pytest.mark.parametrize("where", ["in the ring", "in the database"])
def test_an_edited_message_comes_again_whole(chat, alice, bob, where):
    message = alice.says("hello")
    alice.says("something else")
    bob.load()
    now = clock.utcnow()

    def edit(draft):
        row = draft.session.get(Message, message["id"])
        row.content, row.edited_at = "goodbye", now
        draft.publish(row)

    change(chat, edit)
    if where == "in the database":
        forget(chat)
    edited_at = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    edited = message | {"revision": 3, "content": "goodbye", "edited_at": edited_at}
    assert bob.follow() == [edited]
    assert bob.load()[0] == edited  # at its old place


@pytest.mark.parametrize("where", ["in the ring", "in the database"])
def test_a_deleted_message_comes_as_a_tombstone_without_its_words(chat, alice, bob, where):
    message = alice.says("a secret")
    bob.load()

    def delete(draft):
        row = draft.session.get(Message, message["id"])
        row.deleted_at = clock.utcnow()
        draft.publish(row)

    change(chat, delete)
    if where == "in the database":
        forget(chat)
    (tombstone,) = bob.follow()
    assert tombstone["deleted_at"] is not None
    assert tombstone == message | {
        "revision": 2,
        "content": "",
        "deleted_at": tombstone["deleted_at"],
    }
    assert bob.load() == [tombstone]
    assert b"secret" not in bob.page().data


def test_a_message_that_changed_twice_comes_once_as_it_is_now(chat, alice, bob):
    message = alice.says("one")
    bob.load()
    for content in ("two", "three"):

        def edit(draft, content=content):
            row = draft.session.get(Message, message["id"])
            row.content = content
            draft.publish(row)

        change(chat, edit)
    assert [m["content"] for m in bob.follow()] == ["three"]
    forget(chat)
    assert [m["content"] for m in bob.poll(after=f"{bob.cursor[:16]}-1").json["messages"]] == [
        "three"
    ]


def test_posts_and_edits_in_one_change_share_the_commit(chat, alice, bob):
    message = alice.says("one")
    bob.load()

    def both(draft):
        row = draft.session.get(Message, message["id"])
        row.content = "uno"
        draft.publish(stage.a_text(alice, "two"))
        draft.publish(row)

    change(chat, both)
    assert [(m["content"], m["revision"]) for m in bob.follow()] == [("two", 2), ("uno", 3)]


def test_many_at_once_share_the_commit_and_cost_what_two_cost(chat, alice, bob):
    message = alice.says("one")
    bob.load()

    def many(count):
        def alter(draft):
            row = draft.session.get(Message, message["id"])
            row.content = f"uno, {count} more"
            draft.publish_all([row, *(stage.a_text(alice, str(n)) for n in range(count))])

        return alter

    change(chat, many(2))
    news = bob.follow()
    assert [(m["content"], m["revision"]) for m in news] == [("uno, 2 more", 2), ("0", 3), ("1", 4)]
    assert bob.load() == news
    few = chat.statements(lambda: change(chat, many(2)))
    assert chat.statements(lambda: change(chat, many(50))) == few
    assert len(bob.follow()) == 53


def forget(chat):
    """As after a restart: only the database knows."""
    with chat.app.app_context():
        feed.current().ring.restart(feed.current().newest())


def test_killed_between_withdrawing_and_committing_leaves_the_database_as_it_was(
    chat, alice, before
):
    script = """
import os, sys
from sqlalchemy.orm import Session
from parley import create_app
client = create_app().test_client()
client.set_cookie("parley_session", sys.argv[1])
assert client.get("/api/session").status_code == 200  # writes down that the session was seen
Session.commit = lambda _session: os.kill(os.getpid(), 9)
client.post("/api/messages", json={"room_id": 1, "content": "x", "client_id": sys.argv[2]})
"""
    cookie = alice.http.get_cookie("parley_session").value
    run = chat.python("-c", script, cookie, ID)
    assert run.returncode == -9
    assert everything(chat) == before | {"files": {}}
    assert alice.says("after")["content"] == "after"


def test_an_answer_means_that_another_process_sees_it(chat, alice):
    """Acknowledged after the commit."""
    alice.says("hello")
    code = "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute(sys.argv[2]))"
    run = chat.python("-c", code, str(chat.database), "SELECT content FROM messages")
    assert run.stdout == b"('hello',)\n"
