"""A directory that is down, or slow: who does not need it does not feel it."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from parley.services import directory as asked
from tests import cast, stage
from tests.claims import problem
from tests.directory.impostors import Impostor
from tests.directory.slapd import PASSWORD
from tests.server import running

SIGN_INS = 60
PROMPTLY_S = 2  # on a machine that is busy with other things; the directory takes longer


@pytest.fixture
def chat(make_chat, authority):
    """Where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    url = f"ldaps://localhost:{port}"
    base = "ou=people,dc=example,dc=org"
    return make_chat(**stage.UNLIMITED, LDAP_URL=url, LDAP_BASE=base, LDAP_CA=authority.pem)


def test_accounts_of_ours_come_in_and_the_rest_is_told_to_wait(chat, bob, charlie):
    assert charlie.sign_in("bob", cast.PASSWORD).status_code == 201
    stranger = chat.stranger()
    said = [problem(stranger.sign_in(*each), 503, "directory-unreachable") for each in FAILING]
    assert said == [said[0]] * len(FAILING)  # or it would tell who has an account


FAILING = [("bob", "wrong"), ("dana", PASSWORD), ("nobody", "x")]


def test_who_is_in_stays_in(chat, bob):
    problem(chat.stranger().sign_in("dana", PASSWORD), 503, "directory-unreachable")
    assert bob.says("hello")


def test_nobody_holds_the_database_while_the_directory_is_asked(chat, charlie, monkeypatch):
    client, unusable = asked.load()
    held = []

    def conversation(_terms):
        held.append(asked.db.engine.pool.checkedout())
        chat.sql("UPDATE users SET name = name")  # another process has the lock at once
        raise unusable("what it says does not matter")

    monkeypatch.setattr(client, "conversation", conversation)
    charlie.become_guest("Charlie")
    problem(charlie.sign_in("dana", PASSWORD), 503, "directory-unreachable")
    assert held == [0]


@pytest.fixture
def hanging():
    """Accepts whoever connects, and never says anything."""
    hanging = Impostor()
    yield hanging
    hanging.close()


@pytest.fixture
def server(tmp_path, hanging, authority):
    """The chat as it really runs, with that for a directory."""
    with running(
        tmp_path / "chat",
        LDAP_URL=f"ldaps://localhost:{hanging.port}",
        LDAP_CA=authority.pem,
        LDAP_BASE="ou=people,dc=example,dc=org",
        **stage.UNLIMITED,
    ) as server:
        yield server


def test_a_slow_directory_delays_nobody_else_and_few_wait_for_it(server, hanging):
    """Sixty sign in by a directory that hangs; a guest talks meanwhile."""
    alice = server.guest("Alice")
    body = {"username": "bob", "password": cast.PASSWORD}
    assert server.ask("POST", "/api/account", body)[0] == 201

    def sign_in(n):
        body = {"username": f"somebody{n}", "password": PASSWORD}
        return server.ask("POST", "/api/session", body)

    with ThreadPoolExecutor(SIGN_INS + 1) as pool:
        slow = [pool.submit(sign_in, n) for n in range(SIGN_INS)]
        until(lambda: hanging.present == asked.AT_ONCE)
        bob = pool.submit(server.ask, "POST", "/api/session", body)
        took = []
        for _ in range(20):
            began = time.monotonic()
            assert server.ask("GET", "/api/rooms", cookie=alice)[0] == 200
            took.append(time.monotonic() - began)
        assert hanging.present == asked.AT_ONCE, "the premise: all hang yet"
        wait([*slow, bob], timeout=stage.PATIENCE_S)
    assert max(took) < PROMPTLY_S, took
    assert bob.result()[0] == 201  # his password is kept here
    answers = [each.result() for each in slow]
    assert {(status, said["type"]) for status, _, said in answers} == {
        (503, "directory-unreachable")
    }
    assert hanging.most_at_once <= asked.AT_ONCE


def until(condition):
    deadline = time.monotonic() + stage.PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_ldap3_is_loaded_where_there_is_a_directory_and_nowhere_else(make_chat, chat):
    """What is not needed does not lie in memory."""
    ask = "import parley, sys; parley.create_app(); print('ldap3' in sys.modules)"
    assert make_chat().python("-c", ask).stdout == b"False\n"
    load = "from parley.services import directory; directory.load(); "
    done = chat.python("-W", "ignore", "-c", ask.replace("print", load + "print"))
    assert done.stdout == b"True\n", done.stderr
