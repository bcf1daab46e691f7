"""The way back from a backup, as the host goes it: by command, while the chat runs."""

import sqlite3
import threading
import time
from contextlib import closing

import pytest

from parley import db as database
from parley.domain import cursors
from parley.services import backups, feed
from tests.claims import nothing, problem
from tests.services.conftest import contents
from tests.stage import PATIENCE_S


def restored(chat, path):
    done = chat.run_command("restore", str(path))
    assert (done.exit_code, done.output) == (0, "Restored.\n")


def refused(chat, path, *words):
    """The command fails with a sentence, and nothing is changed."""
    newest, kept = chat.newest(), contents(chat.database)
    done = chat.run_command("restore", str(path))
    said = done.output
    assert done.exit_code != 0
    assert said.startswith("Error: ") or "\nError: " in said
    assert all(word in said for word in words), said
    assert (chat.newest(), contents(chat.database)) == (newest, kept)
    assert not [p.name for p in chat.data_dir.iterdir() if p.name.startswith(".")]
    return said


def test_a_restore_brings_back_what_was_saved(chat, alice, backup):
    restored(chat, backup)
    assert [m["content"] for m in alice.load()] == ["saved"]
    assert alice.says("after")["id"] == 3  # the number of the lost message is not used again


def test_a_restore_can_come_from_standard_input_in_another_process(chat, alice, backup):
    done = chat.command("restore", "-", given=backup.read_bytes())
    assert (done.returncode, done.stdout) == (0, b"Restored.\n")
    assert [m["content"] for m in alice.load()] == ["saved"]


def test_open_pages_load_afresh_after_a_restore(chat, alice, bob, backup):
    bob_again = chat.guest("Bob's twin")
    alice.load()
    alice.follow()
    epoch = chat.newest()[:16]
    assert list(chat.cursor_files()) == [chat.newest()]
    restored(chat, backup)
    assert chat.cursor_files() == {}, "nginx would go on saying that there is nothing new"
    assert chat.newest()[:16] != epoch
    answer = alice.poll()
    assert answer.json == nothing(chat.newest(), reset=True)
    problem(bob_again.poll(after=chat.newest()), 401, "not-signed-in")


def test_two_restores_give_two_epochs(chat, backup):
    epochs = set()
    for _ in range(2):
        restored(chat, backup)
        epochs.add(chat.newest()[:16])
    assert len(epochs) == 2


def test_whoever_waits_is_woken_by_a_restore(chat, alice, backup):
    answers = []
    cursor = cursors.parse(chat.newest())
    waiter = threading.Thread(
        target=lambda: answers.append(chat.run(feed.wait, cursor, PATIENCE_S)), daemon=True
    )
    waiter.start()
    restored(chat, backup)
    waiter.join(PATIENCE_S)
    assert answers == [True]


def test_who_is_in_the_backup_stays_signed_in_and_who_is_not_does_not(chat, alice, backup):
    dora = chat.guest("Dora")
    assert dora.who_am_i().status_code == 200
    restored(chat, backup)
    assert alice.who_am_i().status_code == 200
    problem(dora.who_am_i(), 401, "not-signed-in")
    assert dora.become_guest("Dora").status_code == 201


def test_a_restore_during_an_answer_leads_to_a_reset(chat, alice, backup, monkeypatch):
    """Another process may commit between the look at the newest cursor and the reading."""
    alice.load()
    start = f"{alice.cursor[:16]}-0"
    with chat.app.app_context():
        feed.current().ring.restart(feed.current().newest())  # so the database must answer
    read_back = feed._read_back

    def overtaken(*args):
        restored(chat, backup)
        return read_back(*args)

    monkeypatch.setattr(feed, "_read_back", overtaken)
    answer = alice.poll(after=start)
    assert answer.json == nothing(chat.newest(), reset=True)


def test_a_restore_of_a_busy_chat_waits_for_its_turn(chat, alice, backup):
    stop = threading.Event()
    statuses = set()

    def talk():
        while not stop.is_set():
            statuses.add(alice.post_message("more").status_code)
            time.sleep(0.01)  # as people do, between posts

    talker = threading.Thread(target=talk)
    talker.start()
    try:
        restored(chat, backup)
    finally:
        stop.set()
        talker.join(PATIENCE_S)
    assert statuses == {201}
    kept = contents(chat.database)
    assert kept[0] == "saved" and set(kept[1:]) <= {"more"}
    revisions = [r for (r,) in chat.sql("SELECT revision FROM messages ORDER BY revision")]
    assert revisions == list(range(1, len(revisions) + 1))


def test_a_restore_into_a_new_chat_brings_everything(make_chat, alice, backup):
    fresh = make_chat()
    restored(fresh, backup)
    assert contents(fresh.database) == ["saved"]
    assert fresh.sql("SELECT name FROM users") == [("Alice",)]
    stranger = fresh.guest("Stranger")
    assert [m["content"] for m in stranger.load()] == ["saved"]


def test_a_restore_may_come_before_the_first_start(chat, alice, backup, tmp_path):
    chat.environ["DATA_DIR"] = str(tmp_path / "new")
    restored(chat, backup)
    assert contents(tmp_path / "new" / "parley.db") == ["saved"]


def test_the_file_that_is_restored_stays_as_it_is(chat, alice, backup):
    """It is brought up to this version on a copy."""
    given = backup.read_bytes()
    restored(chat, backup)
    assert backup.read_bytes() == given


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: path.write_bytes(b"This is a letter to my aunt."), ["not a backup"]),
        (lambda path: path.write_bytes(b""), ["not a backup"]),
        (lambda path: path.write_bytes(path.read_bytes()[:-8192]), []),
        (lambda path: scribble(path), []),
        (lambda path: alter(path, "DROP TABLE feed_state"), ["not a backup"]),
        (lambda path: alter(path, "DROP TABLE messages"), []),
        (lambda path: alter(path, "DROP TABLE alembic_version"), []),
        (lambda path: alter(path, "DELETE FROM feed_state"), []),
        (lambda path: alter(path, "DELETE FROM alembic_version"), []),
        (lambda path: alter(path, "DELETE FROM users"), []),
        (lambda path: alter(path, "UPDATE alembic_version SET version_num = '9999'"), ["newer"]),
    ],
    ids=[
        *("letter", "empty", "cut", "scribbled", "no state table", "no messages table"),
        *("no version table", "no state", "no version", "no authors", "newer"),
    ],
)
def test_what_is_no_backup_is_refused_and_changes_nothing(chat, alice, backup, damage, words):
    damage(backup)
    refused(chat, backup, *words)
    assert [m["content"] for m in alice.load()] == ["saved", "later"]


def scribble(path):
    damaged = bytearray(path.read_bytes())
    damaged[4096:] = b"\xa5" * (len(damaged) - 4096)
    path.write_bytes(damaged)


def alter(path, statement):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def test_another_programs_database_is_refused(chat, tmp_path):
    alter(tmp_path / "other.db", "CREATE TABLE notes (id INTEGER)")
    refused(chat, tmp_path / "other.db", "not a backup")


def test_a_file_that_is_not_there_is_named(chat, tmp_path):
    refused(chat, tmp_path / "missing.db", "missing.db")


def test_a_chat_that_never_stops_writing_is_left_as_it_is(chat, alice, backup, monkeypatch):
    monkeypatch.setattr(backups, "PATIENCE_S", 0.1)
    monkeypatch.setattr(database, "WRITE_PATIENCE_S", 0.1)
    with closing(sqlite3.connect(chat.database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        refused(chat, backup, "Nothing was changed")


def test_a_folder_is_refused(chat, tmp_path):
    done = chat.run_command("restore", str(tmp_path))
    assert done.exit_code != 0 and "is a directory" in done.output
