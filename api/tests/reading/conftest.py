"""What there is to read."""

import pytest


@pytest.fixture
def said(chat, alice, bob):
    """Ten texts of Bob in the Lobby, which Alice has not read."""
    return chat.fill(bob, 10)
