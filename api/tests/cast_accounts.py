"""Who of the cast has an account: fixtures that the conftest of a folder takes for its tests.

Each overrides the one of the same name, by which tests ask for it.
"""

import pytest


@pytest.fixture(name="alice")
def alice_as_owner(chat):
    return chat.account("Alice", "owner")


@pytest.fixture(name="alice")
def alice_as_member(chat):
    return chat.account("Alice")


@pytest.fixture(name="bob")
def bob_as_member(chat):
    return chat.account("Bob")
