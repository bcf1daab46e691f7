"""Content: what a message may say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain import content
from parley.domain.content import CONTENT_MAX_CHARS

anything = st.text(st.characters(exclude_categories=()), max_size=60)


def cleaned(text):
    try:
        return content.clean(text)
    except ValueError:
        return None


@given(anything)
def test_cleaning_twice_is_cleaning_once(text):
    if (clean := cleaned(text)) is not None:
        assert content.clean(clean) == clean


@given(anything)
def test_what_is_kept_can_be_stored_and_sent(text):
    if (clean := cleaned(text)) is not None:
        assert clean.encode()
        assert "\0" not in clean and "\r" not in clean
        assert clean == clean.strip() != ""
        assert len(clean) <= CONTENT_MAX_CHARS


@given(st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=30))
def test_words_are_kept_letter_for_letter(text):
    """Not normalised: code and foreign spellings stay as they were typed."""
    text = f"x{text}"
    assert content.clean(text) == text


@given(st.lists(st.sampled_from(["a", "\n", "\r", "\r\n", " ", "\t"]), max_size=30))
def test_line_ends_are_all_of_one_kind_and_as_many(parts):
    text = "x" + "".join(parts) + "x"
    assert content.clean(text) == "\n".join(
        text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )


@pytest.mark.parametrize("length", [1, CONTENT_MAX_CHARS])
def test_the_limits_are_allowed(length):
    assert len(content.clean("x" * length)) == length


@pytest.mark.parametrize("text", ["", "x" * (CONTENT_MAX_CHARS + 1)])
def test_beyond_the_limits_is_not(text):
    with pytest.raises(ValueError, match=r"empty|4,000"):
        content.clean(text)


@pytest.mark.parametrize(
    "text", ["\u200b", "\u3164", "\u2800", "\ufe0f\u034f", "\u00ad \u2060", "\x01"]
)
def test_what_shows_nothing_is_empty(text):
    with pytest.raises(ValueError, match="empty"):
        content.clean(text)
