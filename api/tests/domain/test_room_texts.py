"""What may be said of a room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain import room_texts

anything = st.text(st.characters(exclude_categories=()), max_size=40)
RULES = (room_texts.topic, room_texts.description, room_texts.icon)

EMOJI = [
    *("🛠️", "🛠", "🚀", "❤️", "☎️", "©️", "™️", "ℹ️", "‼️", "〰️", "㊗️", "↔️", "🀄", "🃏", "🅰️"),
    *("👍🏽", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🇩🇪", "1️⃣", "#️⃣", "*⃣", "👩‍💻", "🏳️‍🌈", "👩🏻‍❤️‍💋‍👨🏿", "👨‍👩‍👧‍👦"),
    "\U0001fae9",  # of Unicode 16, which Python 3.11 does not know
    "\U0001faef",  # and one that is to come
]
OTHERS = [
    *(
        "x",
        "ok",
        "1",
        "#",
        "é",
        "<",
        "<b>",
        "&amp;",
        "()",
        "🚀🚀",
        "🚀 🚀",
        "🚀x",
        "x🚀",
        "🇩",
        "🇩🇪🇩",
    ),
    *("\u200d", "🚀\u200d", "\ufe0f", "\u20e3", "12️⃣", "\u2800", "\ufffc", "﷽", "🚀\n🚀", "漢", "ﷺ"),
    "🏴" + "\U000e0067" * 40,
    "👩" + "\u200d👩" * 20,
    "\U000e0067\U000e007f",
]


@pytest.mark.parametrize("text", EMOJI)
def test_one_emoji_is_an_icon(text):
    assert room_texts.icon(text) == text == room_texts.icon(f" {text}\n")


@pytest.mark.parametrize("text", OTHERS)
def test_nothing_else_is(text):
    with pytest.raises(ValueError):
        room_texts.icon(text)


@given(st.text(st.characters(categories=("L", "N", "P", "Z", "Cc", "Sm", "Sc")), max_size=3))
def test_no_letter_and_no_markup_is_an_icon(text):
    """But for what has a shape of its own as an emoji: ℹ, ‼, ↔, 〰 and the like."""
    if text.strip() and text.strip() not in "ℹ‼⁉↔〰〽" and not "\u2190" <= text.strip() <= "\u27bf":
        with pytest.raises(ValueError):
            room_texts.icon(text)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_there_need_be_none(rule, text):
    assert rule(text) == ""


@pytest.mark.parametrize("rule", RULES)
@given(text=anything)
def test_cleaning_twice_is_cleaning_once(rule, text):
    try:
        kept = rule(text)
    except ValueError:
        return
    assert rule(kept) == kept == kept.strip()
    assert kept.encode() is not None and "\0" not in kept


def test_a_topic_is_one_line():
    assert room_texts.topic("  Ship   it ") == "Ship it"
    assert len(room_texts.topic("é" * 120)) == 120
    for bad in ("a\nb", "a\rb", "a\u2028b", "a\u202eb", "a\0b", "\ud800", "x" * 121):
        with pytest.raises(ValueError):
            room_texts.topic(bad)


def test_a_description_may_have_several():
    assert room_texts.description("When\r\nand how\r") == "When\nand how"
    assert len(room_texts.description("é" * 1000)) == 1000
    for bad in ("a\0b", "\ud800", "x" * 1001):
        with pytest.raises(ValueError):
            room_texts.description(bad)


@pytest.mark.parametrize("rule", RULES[:2])
@pytest.mark.parametrize("text", ["\u200d", "\u200d\u200d", " \u200c "])
def test_what_shows_nothing_is_nothing(rule, text):
    assert rule(text) == ""
