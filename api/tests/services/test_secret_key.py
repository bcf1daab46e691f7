"""The secret that signs cookies: made on the first start, once, for the app alone."""

import os
import subprocess
import sys
import threading

import pytest

from parley import create_app, secret_key
from tests.cast import Client
from tests.stage import API

GIVEN = "a-secret-that-the-operator-chose-for-this-chat"


@pytest.fixture
def environ(tmp_path):
    return {"DATA_DIR": str(tmp_path / "data"), "FEED_DIR": str(tmp_path / "feed")}


@pytest.fixture
def path(environ, tmp_path):
    return tmp_path / "data" / "secret_key"


def secret_of(app):
    return app.extensions["cookies"].secret_keys[-1]


def test_the_first_start_makes_it_readable_by_the_app_alone(environ, path):
    mask = os.umask(0)
    try:
        app = create_app(environ)
    finally:
        os.umask(mask)
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(path.read_text()) >= 64
    assert secret_of(app) == path.read_bytes()
    assert [p.name for p in path.parent.iterdir()] == ["secret_key"]


def test_later_starts_keep_it(environ, path):
    first = secret_of(create_app(environ))
    inode = path.stat().st_ino
    assert secret_of(create_app(environ)) == first
    assert path.stat().st_ino == inode


def test_two_chats_have_two(environ, path):
    first = secret_of(create_app(environ))
    path.unlink()
    assert secret_of(create_app(environ)) != first


def test_a_race_of_starts_in_several_processes_makes_one(environ, path):
    code = "from parley import create_app; a = create_app(); print(a.extensions['cookies'].secret_keys)"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(API)} | environ
    starts = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    outputs = {start.communicate()[0] for start in starts}
    assert [start.returncode for start in starts] == [0, 0]
    assert outputs == {b"[%r]\n" % path.read_bytes()}


def test_a_race_at_the_worst_moment_makes_one(environ, path, monkeypatch):
    """All have seen that it is missing before the first makes it: containers, each with pid 1."""
    barrier = threading.Barrier(4)
    make = secret_key._make

    def all_at_once(target):
        barrier.wait()
        make(target)

    monkeypatch.setattr(secret_key, "_make", all_at_once)
    settings = {"SECRET_KEY": None, "DATA_DIR": path.parent}
    found = []
    starts = [
        threading.Thread(target=lambda: found.append(secret_key.secret_key(settings)))
        for _ in range(4)
    ]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert found == [path.read_text()] * 4
    assert [p.name for p in path.parent.iterdir()] == ["secret_key"]


class Killed(BaseException):
    """Nothing is tidied up after this."""


def test_a_start_that_was_killed_half_way_does_not_stop_the_next(environ, path, monkeypatch):
    """In a container the next start has the same process id, as here."""

    def die(*_args):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(os, "link", die)
        patch.setattr(os, "unlink", lambda _path: None)
        create_app(environ)
    assert [p.name for p in path.parent.iterdir()] not in ([], ["secret_key"])
    create_app(environ)
    assert len(path.read_text()) >= 64


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 64, b"\0" * 64], ids=repr)
def test_a_damaged_secret_stops_the_start_with_a_sentence(environ, path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(SystemExit) as stop:
        create_app(environ)
    assert str(path) in str(stop.value)


@pytest.mark.parametrize("blocked", ["data", "data/secret_key"])
def test_a_folder_that_cannot_hold_it_stops_the_start_with_a_sentence(environ, tmp_path, blocked):
    if blocked == "data":
        (tmp_path / "data").write_text("a file in the folder's place")
    else:
        (tmp_path / "data/secret_key").mkdir(parents=True)
    with pytest.raises(SystemExit) as stop:
        create_app(environ)
    assert "DATA_DIR" in str(stop.value) and str(tmp_path / "data") in str(stop.value)


def test_a_given_secret_is_used_and_none_is_made(environ, path):
    app = create_app(environ | {"SECRET_KEY": GIVEN})
    assert secret_of(app) == GIVEN.encode()
    assert not path.exists()


def test_a_secret_may_be_in_a_file(environ, path, tmp_path):
    (tmp_path / "given").write_text(f"{GIVEN}\n")
    app = create_app(environ | {"SECRET_KEY_FILE": str(tmp_path / "given")})
    assert secret_of(app) == GIVEN.encode()


def test_another_secret_ends_every_session(make_chat, tmp_path):
    chat = make_chat()
    alice = chat.guest("Alice")
    assert alice.who_am_i().status_code == 200
    other = Client(create_app(chat.environ | {"SECRET_KEY": GIVEN}))
    other.http._cookies = alice.http._cookies
    assert other.who_am_i().status_code == 401


@pytest.mark.parametrize("secret", ["short", "x" * 31])
def test_a_short_secret_is_refused_without_being_shown(environ, secret):
    with pytest.raises(SystemExit) as stop:
        create_app(environ | {"SECRET_KEY": secret})
    assert "SECRET_KEY" in str(stop.value) and "32" in str(stop.value)
    assert secret not in str(stop.value)
