"""A directory in which are Dana and Emil. Alice owns the chat and Bob is a member of it: both have a
password here, and no entry there. Charlie is outside.
"""

import os

import pytest

pytest.register_assert_rewrite("tests.directory.slapd")

from tests import stage
from tests.cast_accounts import alice_as_owner, bob_as_member
from tests.directory import slapd
from tests.directory.certificates import Authority
from tests.directory.slapd import Slapd

__all__ = ["alice_as_owner", "bob_as_member"]


@pytest.fixture(scope="session")
def authority():
    return Authority("Parley's tests")


@pytest.fixture(scope="session")
def start_slapd(tmp_path_factory):
    """Start directories, which are stopped in the end."""
    if slapd.program() is None:
        reason = "slapd is missing; install with: sudo apt-get install slapd"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    started = []

    def start(authority):
        started.append(Slapd(tmp_path_factory.mktemp("slapd"), authority))
        started[-1].wait()
        started[-1].begin_anew()
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.fixture(scope="session")
def the_directory(start_slapd, authority):
    return start_slapd(authority)


@pytest.fixture
def directory(the_directory):
    the_directory.begin_anew()
    return the_directory


@pytest.fixture
def dana(directory):
    return directory.add("dana", "Dana Doe", "dana@example.org")


@pytest.fixture
def emil(directory):
    return directory.add("emil", "Emil Erdmann", "emil@example.org")


@pytest.fixture
def make_chat_with(make_chat, directory):
    """Make chats that ask the directory, with more settings."""
    return lambda **more: make_chat(**stage.UNLIMITED, **directory.settings(**more))


@pytest.fixture
def chat(make_chat_with):
    return make_chat_with()


def come(client, username="dana", password=slapd.PASSWORD):
    """Sign in by the directory, and be sure of it."""
    answer = client.sign_in(username, password)
    assert answer.status_code == 201, answer.text
    client.id = answer.json["id"]
    return answer.json
