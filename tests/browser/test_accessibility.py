"""axe finds nothing to object to: each state of the page, on a phone and a desktop, in both themes."""

import pytest

from tests.browser import scenes
from tests.browser.browsing import DESKTOP, PHONE
from tests.browser.history import guest
from tests.browser.looks import objections

# What axe holds against Swagger UI's own markup and colours, which are not ours to write.
SWAGGER_UIS_OWN = {"color-contrast", "heading-order", "nested-interactive", "region", "select-name"}


@pytest.fixture
def visitor(arrive):
    """Somebody who wants no motion."""
    return arrive(is_open=False, reduced_motion="reduce")


def test_a_conversation_with_all_it_can_hold(visitor, chat):
    scenes.conversation(visitor, guest(chat))
    assert objections(visitor) == []


def test_an_empty_room(visitor):
    scenes.empty(visitor)
    assert objections(visitor) == []


def test_a_conversation_on_its_way(visitor):
    scenes.opening(visitor)
    assert objections(visitor) == []


def test_a_chat_that_cannot_be_reached(visitor):
    scenes.closed(visitor)
    assert objections(visitor) == []


def test_a_connection_lost(visitor):
    scenes.offline(visitor)
    assert objections(visitor) == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_refused_name(visitor, bob, size):
    visitor.page.set_viewport_size(size)
    scenes.renaming(visitor, taken=bob.name)
    assert objections(visitor, size) == []


def test_reading_further_up(visitor, archive):
    visitor.url = archive.url
    scenes.reading_back(visitor, guest(archive))
    assert objections(visitor) == []


def test_the_open_drawer(visitor):
    visitor.page.set_viewport_size(PHONE)
    scenes.drawer(visitor)
    assert objections(visitor, PHONE) == []


def test_the_apis_page(visitor):
    """Our own share of it: what Swagger UI brings along is known and listed."""
    scenes.docs(visitor)
    ours = [line for line in objections(visitor, DESKTOP) if line.split()[2] not in SWAGGER_UIS_OWN]
    assert ours == []
