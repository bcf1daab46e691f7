"""Alice, Bob and Charlie have accounts: Alice makes the rooms, Bob is in some, Charlie is outside.

Olga owns the chat, Dora helps her as an administrator, Gus is a guest.
"""

import pytest

from tests.cast_accounts import alice_as_member, bob_as_member

__all__ = ["alice_as_member", "bob_as_member"]


@pytest.fixture
def charlie(chat):
    return chat.account("Charlie")


@pytest.fixture
def den(alice, bob):
    """A public room: Alice's, with Bob in it."""
    return alice.has_room(bob)


@pytest.fixture
def vault(alice, bob):
    """A private room: Alice's, with Bob in it."""
    return alice.has_room(bob, name="Vault", kind="private")
