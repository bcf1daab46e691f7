"""Many writers at once, threads and processes: nothing is lost, doubled or skipped."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from parley.services import feed
from tests import stage
from tests.stage import API, PATIENCE_S

WRITERS = 6
POSTS = 15
TOTAL = WRITERS * POSTS


def everybody_posts(writers, posts=POSTS):
    def talk(writer):
        return [writer.says(f"{writer.id}: {number}") for number in range(posts)]

    with ThreadPoolExecutor(len(writers)) as pool:
        return [message for said in pool.map(talk, writers) for message in said]


def test_every_acknowledged_message_is_there_once_with_a_revision_of_its_own(chat, alice):
    writers = [chat.guest(f"Writer {n}") for n in range(WRITERS)]
    acknowledged = everybody_posts(writers)
    assert len(acknowledged) == TOTAL
    kept = chat.sql("SELECT revision, id, content FROM messages ORDER BY revision")
    assert [revision for revision, *_ in kept] == list(range(1, TOTAL + 1))
    assert sorted(kept) == sorted((m["revision"], m["id"], m["content"]) for m in acknowledged)
    for writer in writers:  # and each one's own are in the order in which they were said
        own = [text for *_, text in kept if text.startswith(f"{writer.id}:")]
        assert own == [f"{writer.id}: {number}" for number in range(POSTS)]


def test_revisions_are_committed_in_order(chat, alice):
    """A second process never sees a revision without all those below."""
    code = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1])
deadline = time.monotonic() + 60
print("looking", flush=True)
while time.monotonic() < deadline:
    seen = connection.execute(
        "SELECT revision, (SELECT count(*) FROM messages), (SELECT max(revision) FROM messages)"
        " FROM feed_state").fetchone()
    assert seen[0] == seen[1] == (seen[2] or 0), seen
    if seen[0] == int(sys.argv[2]):
        break
print("all")
"""
    arguments = [sys.executable, "-c", code, chat.database, str(TOTAL)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as observer:
        assert observer.stdout.readline() == "looking\n"
        everybody_posts([chat.guest(f"Writer {n}") for n in range(WRITERS)])
        assert observer.stdout.readline() == "all\n"


class Reader(threading.Thread):
    """Polls while others write; keeps every answer."""

    def __init__(self, client, limit, until):
        super().__init__(daemon=True)
        self.client, self.limit, self.until = client, limit, until
        self.client.load()
        self.answers, self.failure = [], None
        self.start()

    def run(self):
        try:
            deadline = time.monotonic() + PATIENCE_S
            while not self.has_all():
                assert time.monotonic() < deadline, "never got all of it"
                self.poll()
        except Exception as failure:  # noqa: BLE001 - raised again where it is waited for
            self.failure = failure

    def has_all(self):
        return self.client.cursor.endswith(f"-{self.until}")

    def poll(self):
        answer = self.client.poll(limit=self.limit)
        assert answer.status_code == 200, answer.text
        assert answer.json["reset"] is False
        self.client.cursor = answer.json["cursor"]
        self.answers.append(answer.json)

    def messages(self):
        self.join(PATIENCE_S + 10)
        if self.failure:
            raise self.failure
        return [message for answer in self.answers for message in answer["messages"]]


def test_no_reader_skips_or_repeats_a_message(chat):
    readers = [Reader(chat.guest(f"Reader {n}"), 1 + 3 * n, TOTAL) for n in range(3)]
    acknowledged = everybody_posts([chat.guest(f"Writer {n}") for n in range(WRITERS)])
    expected = sorted(acknowledged, key=lambda message: message["revision"])
    for reader in readers:
        heard = reader.messages()
        revisions = [message["revision"] for message in heard]
        assert sorted(set(revisions)) == list(range(1, TOTAL + 1)), "skipped"
        assert {m["revision"]: m for m in heard} == {m["revision"]: m for m in expected}
        cursors = [int(answer["cursor"].rpartition("-")[2]) for answer in reader.answers]
        assert cursors == sorted(cursors), "went back"


def test_readers_beyond_the_ring_skip_nothing_either(chat, monkeypatch):
    from parley.services import ring

    monkeypatch.setattr(ring, "RING_SIZE", 2)
    reader = Reader(chat.guest("Reader"), 3, TOTAL)
    everybody_posts([chat.guest(f"Writer {n}") for n in range(WRITERS)])
    assert sorted({m["revision"] for m in reader.messages()}) == list(range(1, TOTAL + 1))


ANOTHER_PROCESS = """
import sys
from parley import create_app
from parley.models import Message
from parley.services import feed
from parley import clock
app = create_app()
for number in range(int(sys.argv[2])):
    with app.app_context(), feed.change() as draft:
        draft.publish(Message(room_id=1, author_id=int(sys.argv[1]), kind="text",
                              content=str(number), created_at=clock.utcnow()))
"""


def test_writers_of_another_process_and_ours_lose_nothing(chat, alice):
    """As the command line will, and tests do: it has the same door."""
    reader = Reader(chat.guest("Reader"), 200, TOTAL + POSTS)
    arguments = [sys.executable, "-c", ANOTHER_PROCESS, str(alice.id), str(POSTS)]
    other = subprocess.Popen(arguments, cwd=API, env=chat.environment())
    everybody_posts([chat.guest(f"Writer {n}") for n in range(WRITERS)])
    assert other.wait(PATIENCE_S) == 0
    rows = chat.sql("SELECT revision FROM messages ORDER BY revision")
    assert rows == [(n,) for n in range(1, TOTAL + POSTS + 1)]
    assert {m["revision"] for m in reader.messages()} == {revision for (revision,) in rows}


def test_no_cursor_file_outlives_a_commit_while_many_write_and_poll(chat):
    """Whatever files are there at the end, only the newest may answer."""
    stale = []

    def look(reader):
        while not reader.has_all():
            # First the files, then the newest: a file may vanish in between, not appear stale.
            with chat.app.app_context():
                newest_before = chat.newest()
                files = chat.feed_dir.iterdir()
                names = [path.name for path in files if not path.name.startswith(".")]
            stale.extend(name for name in names if revision(name) < revision(newest_before))

    reader = Reader(chat.guest("Reader"), 200, TOTAL)
    watcher = threading.Thread(target=look, args=(reader,), daemon=True)
    watcher.start()
    everybody_posts([chat.guest(f"Writer {n}") for n in range(WRITERS)])
    reader.messages()
    watcher.join(PATIENCE_S)
    assert stale == []
    reader.client.follow()
    assert list(chat.cursor_files()) == [chat.newest()]


def revision(cursor):
    return int(cursor.rpartition("-")[2])


def test_two_apps_on_two_databases_share_nothing(make_chat):
    """Several workspaces in one process are to come."""
    one, two = (make_chat(**stage.UNLIMITED) for _ in range(2))
    with one.app.app_context():
        first = feed.current()
    with two.app.app_context():
        assert feed.current() is not first
    alice, bob = one.guest("Alice"), two.guest("Alice")
    bob.load()
    alice.says("hello")
    assert bob.follow() == []
