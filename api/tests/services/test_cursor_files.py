"""The cursor file: there only if its name is the newest committed cursor, and then it holds the
API's empty answer to it, byte for byte.

A machine of changes, polls, crashes, restarts, restores and other processes, in any order.
"""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy.orm import Session

from parley import create_app
from parley.db import db
from parley.domain import cursors
from parley.domain.cursors import Cursor
from parley.services import backups, feed, upkeep
from parley.services.cursor_files import CursorFiles
from tests import stage

EMPTY = '{{"messages":[],"cursor":"{}","more":false,"reset":false,"left":[]}}'


class Crash(BaseException):
    """The process dies here: nothing after it runs, not even what catches exceptions."""


@contextmanager
def dying_at(target, name, *, after=False):
    """Die when `target.name` is called, before or after it did its work."""
    real = getattr(target, name)

    def die(*args, **kwargs):
        if after:
            real(*args, **kwargs)
        raise Crash

    with patch.object(target, name, die):
        yield


class CursorFileMachine(RuleBasedStateMachine):
    template: Path

    @initialize()
    def start(self):
        self.folder = Path(tempfile.mkdtemp(prefix="parley-test-"))
        self.chat = stage.copied(self.template, self.folder, **stage.UNLIMITED)
        self.alice = self.chat.guest("Alice")
        self.cursors = {self.chat.newest()}
        self.backup = None

    def teardown(self):
        self.chat.close()
        shutil.rmtree(self.folder)

    @contextmanager
    def elsewhere(self):
        """Another process with the same directories."""
        with create_app(self.chat.environ).app_context():
            yield
            db.session.remove()
            db.engine.dispose()

    def died(self):
        """The process is gone; another begins, as entrypoint.sh has it."""
        self.chat.close()
        self.chat.app = create_app(self.chat.environ)
        cookies = self.alice.http._cookies
        self.alice = type(self.alice)(self.chat.app)
        self.alice.http._cookies = cookies
        self.alice.id = 1

    def attempt(self, work):
        try:
            work()
        except Crash:
            self.died()

    @rule(prepared=st.booleans())
    def restart(self, prepared):
        self.died()
        if prepared:
            self.chat.prepare()
            assert self.chat.cursor_files() == {}

    @rule()
    def post(self):
        self.alice.says("hello")
        assert self.chat.cursor_files() == {}

    @rule(count=st.integers(0, 3))
    def change(self, count):
        with self.chat.app.app_context(), feed.change() as draft:
            for number in range(count):
                draft.publish(stage.a_text(self.alice, str(number)))

    @rule()
    def poll_the_newest(self):
        cursor = self.chat.newest()
        answer = self.alice.poll(after=cursor)
        assert answer.text == EMPTY.format(cursor)
        assert self.chat.cursor_files() == {cursor: answer.data}

    @rule(data=st.data())
    def poll_an_old_one(self, data):
        cursor = data.draw(st.sampled_from(sorted(self.cursors)))
        answer = self.alice.poll(after=cursor)
        assert answer.status_code == 200
        assert answer.json["cursor"] == self.chat.newest()
        is_news = answer.json["reset"] or answer.json["messages"]
        assert bool(is_news) is (cursor != self.chat.newest())

    @rule(data=st.data())
    def publish_what_was_newest_a_moment_ago(self, data):
        """As a poll does that was overtaken on its way to the lock."""
        cursor = data.draw(st.sampled_from(sorted(self.cursors)))
        self.chat.run(feed._publish, cursors.parse(cursor))

    @rule(after=st.booleans())
    def crash_while_withdrawing(self, after):
        with dying_at(CursorFiles, "withdraw", after=after):
            self.attempt(self.change_of_one)

    @rule(after=st.booleans())
    def crash_while_committing(self, after):
        with dying_at(Session, "commit", after=after):
            self.attempt(self.change_of_one)

    def change_of_one(self):
        self.change(1)

    @rule(moment=st.sampled_from(["write_bytes", "chmod", "replace"]), after=st.booleans())
    def crash_while_publishing(self, moment, after):
        def poll():
            self.chat.run(feed._publish, cursors.parse(self.chat.newest()))

        with dying_at(Path, moment, after=after):
            self.attempt(poll)

    @rule()
    def crash_with_half_a_file_written(self):
        (self.chat.feed_dir / ".unfinished").write_bytes(b'{"messages":[],"cur')
        self.died()

    @rule()
    def save(self):
        self.backup = self.folder / "backup.db"
        self.chat.run(backups.save, self.backup)

    @precondition(lambda self: self.backup)
    @rule()
    def restore(self):
        """Another process does it, with the same directories."""
        with self.elsewhere():
            backups.restore(self.backup)
        assert self.chat.cursor_files() == {}
        assert self.chat.newest() not in self.cursors, "the epoch is not new"

    @precondition(lambda self: self.backup)
    @rule(after=st.booleans())
    def crash_while_restoring(self, after):
        death = dying_at(CursorFiles, "withdraw", after=after)
        with self.elsewhere(), death, pytest.raises(Crash):
            backups.restore(self.backup)

    @rule()
    def another_process_changes(self):
        with self.elsewhere(), feed.change() as draft:
            draft.publish(stage.a_text(self.alice, "from elsewhere"))

    @rule()
    def another_process_prepares(self):
        with self.elsewhere():
            upkeep.prepare()

    @rule()
    def the_directory_goes_and_comes_back(self):
        shutil.rmtree(self.chat.feed_dir)
        self.alice.says("meanwhile")
        os.mkdir(self.chat.feed_dir)

    @invariant()
    def a_file_is_there_only_for_the_newest_cursor_and_says_what_the_api_says(self):
        newest = self.chat.newest()
        files = self.chat.cursor_files()
        assert set(files) <= {newest}
        assert all(content.decode() == EMPTY.format(name) for name, content in files.items())
        self.cursors.add(newest)


def test_a_cursor_file_is_never_stale(template):
    CursorFileMachine.template = template
    machine = CursorFileMachine.TestCase
    machine.settings = settings(
        max_examples=20,
        stateful_step_count=20,
        phases=[Phase.generate],  # to find the shortest story takes minutes; 20 steps can be read
        suppress_health_check=list(HealthCheck),
    )
    machine("runTest").runTest()


def test_nginx_may_read_it_whatever_the_umask(chat, alice):
    mask = os.umask(0o077)
    try:
        alice.load()
        alice.follow()
    finally:
        os.umask(mask)
    assert (chat.feed_dir / chat.newest()).stat().st_mode & 0o777 == 0o644


def test_preparing_clears_what_an_earlier_life_left_and_nothing_else(chat):
    for name in ("4f1c9a0be2d35877-41", "4f1c9a0be2d35877-0", ".unfinished", "api.sock", "x-1"):
        (chat.feed_dir / name).write_text(name)
    chat.prepare()
    assert sorted(os.listdir(chat.feed_dir)) == ["api.sock", "x-1"]


def test_publishing_replaces_at_once(tmp_path):
    """A reader sees the whole file or none."""
    files = CursorFiles(tmp_path)
    cursor = Cursor("4f1c9a0be2d35877", 41)
    seen = []
    real = Path.replace

    def look(self, target):
        seen.append(target.exists())
        return real(self, target)

    with patch.object(Path, "replace", look):
        files.publish(cursor)
    assert seen == [False]
    assert (tmp_path / str(cursor)).read_text() == EMPTY.format(cursor)
