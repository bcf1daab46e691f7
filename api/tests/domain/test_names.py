"""Names: their rules, and when two are too alike."""

import time
import unicodedata

import coolname
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.domain import names
from parley.domain.names import NAME_MAX_CHARS

anything = st.text(st.characters(exclude_categories=()), max_size=50)
latin = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F), min_size=1, max_size=40)
letters = st.text(st.characters(categories=("L", "M", "N")), min_size=1, max_size=20)


def cleaned(text):
    try:
        return names.clean(text)
    except ValueError:
        return None


def alike(one, other):
    return any(
        mine == theirs for mine, theirs in zip(names.keys(one), names.keys(other), strict=True)
    )


@pytest.mark.parametrize("text", [" Ada ", "Ada\n", "\tAda", "\r\nAda\u2028", "\x1fAda"])
def test_white_space_around_a_name_is_trimmed(text):
    assert names.clean(text) == "Ada"


@given(anything)
def test_cleaning_twice_is_cleaning_once(text):
    if (name := cleaned(text)) is not None:
        assert names.clean(name) == name


@given(anything)
def test_a_clean_name_keeps_the_rules(text):
    if (name := cleaned(text)) is None:
        return
    assert 1 <= len(name) <= NAME_MAX_CHARS
    assert name == name.strip() and "  " not in name
    assert unicodedata.is_normalized("NFC", name)
    assert name.encode()
    assert not {unicodedata.category(c) for c in name} & {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert all(names.keys(name))


@given(latin)
def test_case_makes_no_difference(text):
    if (name := cleaned(text)) is None:
        return
    for other in (name.upper(), name.lower(), name.title(), name.swapcase()):
        assert alike(name, other), (name, other)


@given(letters)
def test_spelling_in_another_normal_form_makes_no_difference(text):
    if cleaned(text) is None:
        return
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        if (other := cleaned(unicodedata.normalize(form, text))) is not None:
            assert alike(names.clean(text), other), form


@given(letters, st.sampled_from([" ", "\u00a0", "\u200d", "\u200c", "\ufe0f", "\u3164", "\u2800"]))
def test_what_cannot_be_seen_makes_no_difference(text, invisible):
    with_it = cleaned(text[:1] + invisible + text[1:] + invisible)
    if cleaned(text) is not None and with_it is not None:
        assert alike(names.clean(text), with_it)


@settings(max_examples=300)
@given(st.text("abcdefghijknpqrstuvwxyz", min_size=1, max_size=12), st.data())
def test_ordinary_names_that_differ_stay_different(name, data):
    """Without m, l and o, which have look-alikes among letters and digits."""
    other = data.draw(st.text("abcdefghijknpqrstuvwxyz", min_size=1, max_size=12))
    if name != other:
        assert not alike(name, other) or "rn" in name + other or "vv" in name + other


@pytest.mark.parametrize("alphabet", ["abcdefghijkmnopqrstuvwxyz", "2345678", "äöüéèñçåøæ"])
def test_letters_that_everybody_can_tell_apart_are_not_alike(alphabet):
    for one in alphabet:
        for other in alphabet:
            assert alike(one, other) is (one == other), (one, other)


@given(anything, anything)
def test_alikeness_goes_both_ways(one, other):
    first, second = cleaned(one), cleaned(other)
    if first is not None and second is not None:
        assert alike(first, second) is alike(second, first)


def test_every_name_that_is_made_up_keeps_the_rules():
    for _ in range(2_000):
        name = " ".join(coolname.generate(2)).title()
        assert names.clean(f"{name} 9999") == f"{name} 9999"


@pytest.mark.parametrize(
    "text",
    [
        *("ﷺ" * 21_000, " " * 64_000, "İ" * 32_000, "㎨" * 21_000, "\0" * 64_000),
        "a" + "\u0300\u0316" * 16_000,  # marks that normalising sorts, in quadratic time
        "a" + "\u0300" * 32_000,
    ],
    ids=lambda text: ascii(text[:3]),
)
def test_the_longest_name_that_fits_a_body_is_judged_quickly(text):
    names.keys("the table of look-alikes is read once")
    started = time.process_time()
    assert cleaned(text) is None
    assert time.process_time() - started < 0.05


def test_the_most_that_a_name_can_shrink_is_allowed():
    longest = unicodedata.normalize("NFD", "\u1f82" * NAME_MAX_CHARS)
    assert len(longest) == 4 * NAME_MAX_CHARS
    assert names.clean(longest) == "\u1f82" * NAME_MAX_CHARS


def test_no_character_is_composed_of_more_than_the_limit_allows_for():
    decomposed = (unicodedata.normalize("NFD", chr(code)) for code in range(0x110000))
    assert max(map(len, decomposed)) == names._NFC_SHRINKS_BY


@given(anything)
def test_what_others_call_somebody_is_made_a_name_or_nothing(text):
    fitted = names.fitted(text)
    assert fitted is None or names.clean(fitted) == fitted
    for number in (2, 99_999):
        assert fitted is None or names.clean(numbered := names.numbered(fitted, number)) == numbered


@pytest.mark.parametrize(
    ("text", "fitted"), [("  Ada  L ", "Ada L"), ("\u202eadA", "adA"), ("\u202e", None), ("", None)]
)
def test_of_a_name_that_would_deceive_the_rest_is_kept(text, fitted):
    assert names.fitted(text) == fitted


def test_a_number_finds_room_at_the_end_of_a_long_name():
    assert names.numbered("Ä" * 40, 2) == "Ä" * 38 + " 2"
