"""Alice owns the chat, Dora helps her as an administrator, Bob is a member, Gus is a guest;
Charlie is outside.
"""

import pytest


@pytest.fixture
def alice(chat):
    return chat.account("Alice", "owner")


@pytest.fixture
def dora(chat):
    return chat.account("Dora", "administrator")


@pytest.fixture
def bob(chat):
    return chat.account("Bob")


@pytest.fixture
def gus(chat):
    return chat.guest("Gus")


@pytest.fixture
def charlie(chat):
    return chat.stranger()
