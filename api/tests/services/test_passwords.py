"""Passwords: what a hash really costs, and that checking one keeps nobody else waiting."""

import os
import threading
import time

import pytest
from argon2 import extract_parameters

from parley.errors import WeakPassword
from parley.services import passwords
from tests.stage import PATIENCE_S


@pytest.fixture
def really(real_hasher, monkeypatch):
    """Hashes as they are outside tests."""
    monkeypatch.setattr(passwords, "_hasher", real_hasher)
    passwords._nobodys.cache_clear()
    yield passwords
    passwords._nobodys.cache_clear()


def test_a_hash_is_argon2id_as_owasp_has_it(really):
    """Password Storage Cheat Sheet: at least 19 MiB, two passes, one lane."""
    found = extract_parameters(really.hashed("correct horse"))
    assert found.type.name == "ID"
    assert found.memory_cost >= 19 * 1024 and found.time_cost >= 2 and found.parallelism >= 1
    assert found.salt_len >= 16 and found.hash_len >= 16


def test_nobodys_hash_costs_the_same(really):
    parameters = [extract_parameters(kept) for kept in (really._nobodys(), really.hashed("x"))]
    assert parameters[0] == parameters[1]


def test_the_right_one_matches_and_no_other(really):
    kept = really.hashed("correct horse")
    assert really.matches("correct horse", kept)
    for wrong in ("Correct horse", "correct horse ", "", "\0", "correct horse\0"):
        assert not really.matches(wrong, kept)


def test_nobody_has_nobodys_password(really):
    assert not really.matches("nobody has this password", None)


@pytest.mark.parametrize("kept", ["", "x", "$argon2id$", "$2b$12$abcdefghijklmnopqrstuv", "\0"])
def test_what_is_no_hash_matches_nothing(really, kept):
    assert not really.matches("x", kept)


def test_only_a_few_at_once(monkeypatch):
    """Each holds memory; a crowd that signs in waits for its turn."""
    running, most = [], []
    lock = threading.Lock()

    def work():
        with lock:
            running.append(1)
            most.append(len(running))
        time.sleep(0.02)
        with lock:
            running.pop()

    crowd = [threading.Thread(target=passwords._elsewhere, args=(work,)) for _ in range(8)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(PATIENCE_S)
    assert len(most) == 8 and max(most) <= passwords.AT_ONCE


def test_a_failure_gives_the_turn_back():
    def fail():
        raise RuntimeError("broken")

    for _ in range(passwords.AT_ONCE + 1):
        with pytest.raises(RuntimeError):
            passwords._elsewhere(fail)
    assert passwords._elsewhere(lambda: 1) == 1


@pytest.mark.parametrize("password", ["short", "x" * 201, "12345678", "Password", "someone.else"])
def test_a_refusal_says_why_and_never_the_password(password):
    with pytest.raises(WeakPassword) as refused:
        passwords.require_good(password, "Someone.Else")
    (error,) = refused.value.errors
    assert error["field"] == "password" and error["message"].endswith(".")
    assert password.lower() not in error["message"].lower() or password == "Password"


@pytest.mark.parametrize("lowered", [0, 19])
def test_a_thread_gives_way_and_takes_back_nothing(make_chat, lowered):
    """A tenth of the share; a chat that has less is not allowed that much, and signs people in."""
    ask = (
        f"import os, threading; os.nice({lowered}); from parley.services import threads; "
        "mine = lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id()); "
        "print(threads.politely(mine), mine())"
    )
    done = make_chat().python("-c", ask)
    given = min(19, os.nice(0) + lowered)
    assert done.stdout.decode() == f"{max(10, given)} {given}\n", done.stderr
