"""One chat for all tests of a file, whose requests are refused, or change nothing that others ask."""

import pytest


@pytest.fixture(name="chat", scope="module")
def one_chat(shared_chat):
    return shared_chat


@pytest.fixture(name="olga", scope="module")
def one_owner(chat):
    return chat.account("Olga", "owner")


@pytest.fixture(name="alice")
def alice_who_may_ask_all(chat, olga):
    """An owner, in a browser of her own: her session may end."""
    return chat.another_browser(olga)
