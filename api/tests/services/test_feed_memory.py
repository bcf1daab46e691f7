"""What is known by heart: it holds until something changes, also while it is being asked for."""

import pytest

from parley.services import feed
from tests import stage

KEY = ("sight", 1)


def outdate(alice):
    with feed.change() as draft:
        draft.publish(stage.a_text(alice, "news"))
        draft.outdate(*KEY[:1], KEY[1:])


def change_rights(_alice):
    with feed.write() as session:
        feed.change_rights(session)


CHANGES = pytest.mark.parametrize("change", [outdate, change_rights])


def test_what_is_known_is_not_asked_for_again(chat, alice):
    with chat.app.app_context():
        assert [feed.remember(KEY, lambda it=it: it) for it in ("first", "second")] == ["first"] * 2


@CHANGES
def test_it_holds_until_a_change(chat, alice, change):
    with chat.app.app_context():
        assert feed.remember(KEY, lambda: "former") == "former"
        change(alice)
        assert feed.remember(KEY, lambda: "present") == "present"


@CHANGES
def test_what_changes_while_it_is_asked_for_is_not_kept(chat, alice, change):
    def ask():
        change(alice)  # by another thread, which comes in between
        return "former"

    with chat.app.app_context():
        assert feed.remember(KEY, ask) == "former"
        assert feed.remember(KEY, lambda: "present") == "present"


def test_nothing_is_no_news_and_is_asked_for_each_time(chat, alice):
    with chat.app.app_context():
        assert feed.remember(KEY, lambda: None) is None
        assert feed.remember(KEY, lambda: "somebody") == "somebody"
