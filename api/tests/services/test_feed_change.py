"""feed.change(): the one door for writes, and what is left when a change fails."""

import os

import pytest

from parley import clock
from parley.models import Message
from parley.services import feed
from tests import stage
from tests.claims import problem

ID = "8c1b7a52-3f0e-4f9b-9d43-0a8f3c1f6a10"


class Failure(Exception):
    """Something that goes wrong in the middle."""


@pytest.fixture
def before(chat, alice):
    """Everything that a failed change must leave as it was; the cursor file is published."""
    alice.says("before")
    alice.load()
    alice.follow()
    state = everything(chat)
    assert list(state["files"]) == [state["newest"]]
    return state


def everything(chat):
    with chat.app.app_context():
        ring = feed.current().ring
        known = (ring.newest, ring.since(0, {1}, 1000))
    return {
        "rows": chat.sql("SELECT * FROM messages"),
        "people": chat.sql("SELECT * FROM users"),
        "newest": chat.newest(),
        "files": chat.cursor_files(),
        "ring": known,
    }


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


def forget(chat):
    """As after a restart: only the database knows."""
    with chat.app.app_context():
        feed.current().ring.restart(feed.current().newest())


def test_where_the_directory_is_missing_the_api_answers_every_poll_itself(make_chat):
    chat = make_chat(**stage.UNLIMITED_POSTS)
    chat.feed_dir.rmdir()
    alice = chat.guest("Alice")
    alice.load()
    alice.says("hello")
    assert len(alice.follow()) == 1
    assert alice.follow() == []
    assert not chat.feed_dir.exists()


def test_a_file_that_cannot_be_removed_fails_the_write(chat, alice, before):
    """A folder in its place does to root what missing rights do to others."""
    path = chat.feed_dir / before["newest"]
    path.unlink()
    path.mkdir()
    answer = alice.post_message("never")
    assert answer.status_code in (500, 503)
    problem(answer, answer.status_code, answer.json["type"])
    path.rmdir()
    assert everything(chat) == before | {"files": {}}
    assert alice.says("after")["content"] == "after"


def test_a_file_that_cannot_be_written_only_costs_the_short_cut(chat, alice):
    (chat.feed_dir / ".unfinished").mkdir()
    cursor = alice.page().json["cursor"]
    assert alice.poll(after=cursor).json["messages"] == []
    assert chat.cursor_files() == {}
    alice.says("hello")
    assert len(alice.poll(after=cursor).json["messages"]) == 1


AS_NOBODY = """
import os, sys
from parley import create_app
client = create_app().test_client()
client.set_cookie("parley_session", sys.argv[1])
assert client.get("/api/messages?room_id=1").status_code == 200  # all is imported and open
os.setgid(65534), os.setuid(65534)
message = {"room_id": 1, "content": "hi", "client_id": sys.argv[2]}
print(client.post("/api/messages", json=message).status_code)
print(client.get("/api/messages?after=" + sys.argv[3]).status_code)
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_a_directory_without_rights_fails_the_write_and_not_the_poll(chat, alice, before):
    _let_everybody_pass(chat.feed_dir)
    words = (alice.http.get_cookie("parley_session").value, ID, before["newest"])
    run = chat.python("-c", AS_NOBODY, *words)
    assert run.returncode == 0, run.stderr.decode()
    refused, answered = _statuses(run)
    assert refused in (b"500", b"503") and answered == b"200", run.stdout.decode()
    assert everything(chat) == before
    # With the right to write there it succeeds: the directory was the reason.
    os.chown(chat.feed_dir, 65534, 65534)
    assert _statuses(chat.python("-c", AS_NOBODY, *words)) == [b"201", b"200"]


def _statuses(run):
    return [line for line in run.stdout.splitlines() if line.isdigit()]  # the rest is the log


def _let_everybody_pass(folder):
    for parent in (folder, *folder.parents[:3]):  # the folders that pytest made
        parent.chmod(parent.stat().st_mode | 0o011)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_a_directory_that_cannot_even_be_looked_into_does_not_fail_the_poll(chat, alice, before):
    _let_everybody_pass(chat.feed_dir)
    chat.feed_dir.chmod(0o700)
    words = (alice.http.get_cookie("parley_session").value, ID, before["newest"])
    refused, answered = _statuses(chat.python("-c", AS_NOBODY, *words))
    assert refused in (b"500", b"503") and answered == b"200"
    assert everything(chat) == before


def test_killed_between_withdrawing_and_committing_leaves_the_database_as_it_was(
    chat, alice, before
):
    script = """
import os, sys
from sqlalchemy.orm import Session
from parley import create_app
Session.commit = lambda _session: os.kill(os.getpid(), 9)
client = create_app().test_client()
client.set_cookie("parley_session", sys.argv[1])
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
