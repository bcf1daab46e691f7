"""Alice, Bob and Charlie have accounts: Alice makes the rooms, Bob is in some, Charlie is outside.

Olga owns the chat, Dora helps her as an administrator, Gus is a guest.
"""

import pytest


@pytest.fixture
def alice(chat):
    return chat.account("Alice")


@pytest.fixture
def bob(chat):
    return chat.account("Bob")


@pytest.fixture
def charlie(chat):
    return chat.account("Charlie")


@pytest.fixture
def olga(chat):
    return chat.account("Olga", "owner")


@pytest.fixture
def dora(chat):
    return chat.account("Dora", "administrator")


@pytest.fixture
def gus(chat):
    return chat.guest("Gus")


@pytest.fixture
def den(alice, bob):
    """A public room: Alice's, with Bob in it."""
    return alice.has_room(bob)


@pytest.fixture
def vault(alice, bob):
    """A private room: Alice's, with Bob in it."""
    return alice.has_room(bob, name="Vault", kind="private")
