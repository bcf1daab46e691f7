"""Backups of a chat that goes on running, as the host takes them: by command."""

import sqlite3
import threading
import time
from contextlib import closing

import pytest

from tests.services.conftest import contents
from tests.stage import PATIENCE_S


def test_a_backup_is_one_whole_file_for_its_owner_alone(backup):
    assert contents(backup) == ["saved"]
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in backup.parent.iterdir()] == ["backup.db"]


def test_a_backup_can_go_to_standard_output(chat, alice, tmp_path):
    alice.says("saved")
    done = chat.command("backup", "-")
    assert done.returncode == 0, done.stderr.decode()
    (tmp_path / "copy.db").write_bytes(done.stdout)
    assert contents(tmp_path / "copy.db") == ["saved"]


def test_a_backup_of_a_busy_chat_is_consistent(chat, alice, tmp_path):
    """It holds every message that was acknowledged before it began, and no half change."""
    stop = threading.Event()

    def talk():
        while not stop.is_set():
            alice.says("more")

    talker = threading.Thread(target=talk)
    talker.start()
    try:
        deadline = time.monotonic() + PATIENCE_S
        was_busy = False
        while not was_busy:
            assert time.monotonic() < deadline, "nobody talked meanwhile"
            was_busy = _backup_is_consistent(chat, tmp_path / "backup.db")
    finally:
        stop.set()
        talker.join(PATIENCE_S)


def _backup_is_consistent(chat, path):
    """Take one and look; gives whether anybody talked meanwhile."""
    before = len(chat.sql("SELECT id FROM messages"))
    assert chat.run_command("backup", str(path)).exit_code == 0
    after = len(chat.sql("SELECT id FROM messages"))
    with closing(sqlite3.connect(path)) as copy:
        count, last = copy.execute("SELECT count(*), max(revision) FROM messages").fetchone()
        assert copy.execute("SELECT revision FROM feed_state").fetchone() == (last or 0,)
        assert count == (last or 0) and before <= count <= after
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return before < after


@pytest.mark.parametrize("target", ["/nowhere/backup.db", "/proc/backup.db"])
def test_a_backup_to_where_nothing_can_be_written_says_so(chat, target):
    done = chat.run_command("backup", target)
    assert done.exit_code != 0
    assert done.output.startswith("Error: /")


def test_there_is_no_backup_of_nothing(chat, tmp_path):
    """A mistyped DATA_DIR must not lead to an empty file that looks like a backup."""
    chat.environ["DATA_DIR"] = str(tmp_path / "mistyped")
    done = chat.run_command("backup", str(tmp_path / "backup.db"))
    assert done.exit_code != 0
    assert "mistyped/parley.db" in done.output
    assert not (tmp_path / "backup.db").exists()
    assert not (tmp_path / "mistyped" / "parley.db").exists()
