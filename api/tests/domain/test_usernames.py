"""User names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain import usernames


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        *(("ada", "ada"), ("Ada", "ada"), ("  ADA ", "ada"), ("a1", "a1"), ("1a", "1a")),
        *(("ada.lovelace", "ada.lovelace"), ("a_b-c.d", "a_b-c.d"), ("a..b", "a..b")),
        *(("42", "42"), ("x" * 32, "x" * 32), (" " * 99 + "ada" + "\n", "ada")),
        ("\u212aelvin", "kelvin"),  # the kelvin sign is a capital of k
    ],
)
def test_small_letters_digits_dots_dashes_and_underscores(typed, kept):
    assert usernames.clean(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "a", "x" * 33, "a b", "a@b", "a/b", "a\\b", "a'b", 'a"b', "a%b", "a\0b"),
        *(".ada", "ada.", "-ada", "ada-", "_ada", "ada_", "..", "--"),
        *("аdа", "adä", "ａｄａ", "ad\u0131", "ſam", "a\u200bda", "ada\u0301", "٣٤"),
        *("ada\nbob", "a\ud800a", "İda"),
    ],
    ids=ascii,
)
def test_what_is_no_user_name_is_refused_with_a_sentence(typed):
    with pytest.raises(ValueError) as refused:
        usernames.clean(typed)
    assert str(refused.value).endswith(".")


@given(st.text())
def test_what_is_kept_is_ascii_and_stays_as_it_is(typed):
    try:
        kept = usernames.clean(typed)
    except ValueError:
        return
    assert kept.isascii() and kept == kept.lower().strip() and 2 <= len(kept) <= 32
    assert usernames.clean(kept) == kept


@given(st.text())
def test_what_others_call_somebody_is_made_a_user_name_or_nothing(text):
    fitted = usernames.fitted(text)
    assert fitted is None or usernames.clean(fitted) == fitted
    for number in (2, 99_999):
        numbered = usernames.numbered(fitted or usernames.NOBODY_IN_PARTICULAR, number)
        assert usernames.clean(numbered) == numbered


def test_a_number_finds_room_at_the_end_of_a_long_user_name():
    assert usernames.numbered("a" * 32, 12) == "a" * 30 + "12"
