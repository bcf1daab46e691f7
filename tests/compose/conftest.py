"""One deployment for all tests; whoever breaks it leaves it running and healthy."""

import os
import signal
import subprocess

import pytest

from tests.compose.deployment import Deployment
from tests.stack.people import Person


def _engine_answers() -> bool:
    try:
        for command in (["docker", "info"], ["docker", "compose", "version"]):
            subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


@pytest.fixture(scope="session")
def chat():
    """The running chat: nginx and the API, built from this tree."""
    if not _engine_answers():
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse("no Docker engine with Compose answers")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what was started is removed then
    deployment = Deployment()
    try:
        deployment.compose("build", "--quiet")
        deployment.up()
        yield deployment
    finally:
        deployment.remove()


@pytest.fixture
def ada(chat) -> Person:
    """Ada, who is signed in."""
    return _guest(chat)


@pytest.fixture
def bob(chat) -> Person:
    """Bob, who is signed in too."""
    return _guest(chat)


@pytest.fixture
def new_guest(chat):
    """A function that brings somebody in."""
    return lambda: _guest(chat)


def _guest(chat: Deployment) -> Person:
    person = Person(chat.url)
    assert person.become_guest().status_code == 201
    return person
