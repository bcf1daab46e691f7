"""Characters that leave no mark, against what Unicode says of them."""

import unicodedata

import pytest

from parley.domain.invisible import is_invisible


@pytest.mark.parametrize("character", "aÄ1!-_😀中ا\u0301ß€")
def test_what_can_be_seen_is_not_invisible(character):
    assert not is_invisible(character)


@pytest.mark.parametrize(
    "character", " \t\n\0\u00a0\u200b\u200e\u202e\u2060\u3164\u2800\ufe0f\ufeff"
)
def test_what_cannot_be_seen_is(character):
    assert is_invisible(character)


def test_every_variation_selector_and_filler_is():
    words = ("VARIATION SELECTOR", "HANGUL FILLER", "VOWEL INHERENT", "COMBINING GRAPHEME JOINER")
    named = {chr(code): unicodedata.name(chr(code), "") for code in range(0x110000)}
    found = [c for c, name in named.items() if any(word in name for word in words)]
    assert len(found) > 256
    assert [named[character] for character in found if not is_invisible(character)] == []
