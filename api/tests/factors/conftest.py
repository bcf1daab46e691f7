"""Alice owns the chat and Bob is a member of it; `app` is his, once a test asks for it."""

import pytest

from tests.cast_accounts import alice_as_owner, bob_as_member
from tests.factors.setting_up import Time, set_up

__all__ = ["alice_as_owner", "bob_as_member"]


@pytest.fixture
def time(monkeypatch):
    return Time(monkeypatch)


@pytest.fixture
def app(bob, time):
    return set_up(bob, time)[0]
