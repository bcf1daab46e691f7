"""One chat in which much is hidden, made once and copied for each file."""

import math

import pytest

from parley.domain.moving_window import Limit
from parley.services import pace, seen
from tests import stage
from tests.rooms_attacks import world as worlds


@pytest.fixture(scope="module", autouse=True)
def without_waiting():
    """What is tried a thousand times is never too fast; test_limits.py is about that."""
    with pytest.MonkeyPatch.context() as patch:
        limits = ("SIGNALS", "REPORTS", "PICTURES", "TRIES_OF_BOTH", "CODES")
        for name in (*limits, "MAILS_TO_ONE", "MAILS_BY_ONE"):
            patch.setattr(pace, name, Limit(1_000_000, 1))
        # After five minutes some call or other would also write down that a session is in use.
        patch.setattr(seen, "EVERY_S", math.inf)
        yield


@pytest.fixture(scope="session")
def prepared(template, tmp_path_factory):
    """The folder to copy such a chat from, and what there is in it."""
    chat = stage.copied(template, tmp_path_factory.mktemp("world"), **stage.UNLIMITED)
    world = worlds.build(chat)
    return stage.put_away(chat), world


@pytest.fixture(scope="module")
def chat(prepared, tmp_path_factory):
    chat = stage.copied(prepared[0], tmp_path_factory.mktemp("attacked"), **stage.UNLIMITED)
    yield chat
    chat.close()


@pytest.fixture
def own_chat(prepared, tmp_path):
    """The same for one test alone."""
    chat = stage.copied(prepared[0], tmp_path, **stage.UNLIMITED)
    yield chat
    chat.close()


@pytest.fixture(scope="module")
def world(prepared):
    return prepared[1]
