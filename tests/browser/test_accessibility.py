"""axe finds nothing to object to: each state of the page, on a phone and a desktop, in both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import scenes
from tests.browser.browsing import DESKTOP, PHONE
from tests.browser.history import guest

# Taken into account are all of axe's rules, its best practices included.
SIZES = {"phone": PHONE, "desktop": DESKTOP}
THEMES = ("light", "dark")
# What axe holds against Swagger UI's own markup and colours, which are not ours to write.
SWAGGER_UIS_OWN = {"color-contrast", "heading-order", "nested-interactive", "select-name"}


def objections(visitor, themes=THEMES) -> list[str]:
    """What axe finds, one line for each element."""
    return [
        f"{theme}: {rule['id']} ({rule['impact']}): {', '.join(node['target'])}: {node['html'][:80]}"
        for theme in themes
        for rule in _violations(visitor, theme)
        for node in rule["nodes"]
    ]


def _violations(visitor, theme: str) -> list[dict]:
    visitor.page.emulate_media(color_scheme=theme)
    return Axe().run(visitor.page).response["violations"]


@pytest.fixture(params=SIZES)
def visitor(arrive, request):
    """Somebody with a screen of that size who wants no motion."""
    return arrive(is_open=False, viewport=SIZES[request.param], reduced_motion="reduce")


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


def test_a_refused_name(visitor, bob):
    scenes.renaming(visitor, taken=bob.name)
    assert objections(visitor) == []


def test_reading_further_up(visitor, archive):
    visitor.url = archive.url
    scenes.reading_back(visitor, guest(archive))
    assert objections(visitor) == []


def test_the_open_drawer(arrive):
    visitor = arrive(is_open=False, viewport=PHONE, reduced_motion="reduce")
    scenes.drawer(visitor)
    assert objections(visitor) == []


def test_the_apis_page(arrive):
    """Our own share of it: what Swagger UI brings along is known and listed."""
    visitor = arrive(is_open=False, reduced_motion="reduce")
    scenes.docs(visitor)
    assert [line for line in objections(visitor) if line.split()[1] not in SWAGGER_UIS_OWN] == []
