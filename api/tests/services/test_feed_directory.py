"""The directory that nginx reads: missing, full of surprises, or without rights."""

import os
import tempfile
from itertools import takewhile
from pathlib import Path

import pytest

from tests import stage
from tests.claims import problem
from tests.services.conftest import everything

ID = "8c1b7a52-3f0e-4f9b-9d43-0a8f3c1f6a10"


def test_where_the_directory_is_missing_the_api_answers_every_poll_itself(make_chat):
    chat = make_chat(**stage.UNLIMITED)
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
    run = chat.python("-c", AS_NOBODY, *words)
    assert _statuses(run) == [b"201", b"200"], run.stdout.decode()


def _statuses(run):
    return [line for line in run.stdout.splitlines() if line.isdigit()]  # the rest is the log


def _let_everybody_pass(folder):
    temporary = Path(tempfile.gettempdir())
    for parent in takewhile(lambda each: each != temporary, (folder, *folder.parents)):
        parent.chmod(parent.stat().st_mode | 0o011)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_a_directory_that_cannot_even_be_looked_into_does_not_fail_the_poll(chat, alice, before):
    _let_everybody_pass(chat.feed_dir)
    chat.feed_dir.chmod(0o700)
    words = (alice.http.get_cookie("parley_session").value, ID, before["newest"])
    refused, answered = _statuses(chat.python("-c", AS_NOBODY, *words))
    assert refused in (b"500", b"503") and answered == b"200"
    assert everything(chat) == before
