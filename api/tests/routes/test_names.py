"""Names, as people meet their rules: becoming a guest. The rules alone: domain/test_names.py."""

import pytest

from tests.claims import problem


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("  Ada  ", "Ada"),
        ("Ada   Lovelace", "Ada Lovelace"),
        ("\u00a0Ada\u3000", "Ada"),
        ("Zoe\u0308", "Zoë"),  # NFC
        ("x" * 40, "x" * 40),
        (" " * 100 + "x" * 40 + " " * 100, "x" * 40),  # counted after trimming
        ("e\u0301" * 40, "é" * 40),  # and after NFC
        ("😀" * 40, "😀" * 40),
        ("李小龍", "李小龍"),
        ("❤️", "❤️"),
        ("<b>", "<b>"),
        ("O'Neil-Smith, Jr.", "O'Neil-Smith, Jr."),
    ],
)
def test_a_name_is_trimmed_composed_and_otherwise_kept(charlie, sent, kept):
    answer = charlie.become_guest(sent)
    assert answer.status_code == 201, answer.text
    assert answer.json["name"] == kept


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "\u3000", "x" * 41, "😀" * 41, "\u00e9" * 41),
        *("a\0b", "a\nb", "a\tb", "a\x1bb", "a\x7fb", "a\x85b", "a\u2028b", "\x00"),
        *("a\u202eb", "a\u202ab", "a\u2066b", "a\u2069b", "a\u200eb", "a\u200fb", "a\u061cb"),
        *("a\u200bb", "a\ufeffb", "a\u00adb", "a\u2060b", "a\U000e0041b", "\u200d", "\u200c"),
        *("a\ud800b", "a\udfffb", "a\ue000b", "a\U0010ffffb", "a\ufdd0b"),
        *("\u2800", "\u3164", "\u115f\u1160", "\uffa0", "\ufe0f", "\u034f", "\u17b4"),
    ],
    ids=ascii,
)
def test_empty_long_invisible_and_deceiving_names_are_refused(chat, charlie, name):
    problem(charlie.become_guest(name), 422, "invalid", "name")
    assert chat.sql("SELECT count(*) FROM users") == [(0,)]


ALIKE = [
    *("alice", "ALICE", "aLiCe", " Alice ", "Al ice", "A\u200dlice"),  # case, white space, joiners
    *("Аlice", "Аlісе", "Αlice", "Alicе"),  # Cyrillic and Greek letters
    *("A1ice", "AIice", "A|ice", "Aｌice", "𝐀𝐥𝐢𝐜𝐞", "Ⓐlice"),
    *("Alice\ufe0f", "Alice\u034f", "Al\u115fice", "Alice\u3164", "Alice\u2800", "Alice\U000e0100"),
    "Alice\u180b",
]


@pytest.mark.parametrize("name", ALIKE, ids=ascii)
def test_a_name_that_looks_like_anothers_is_taken(alice, charlie, name):
    problem(charlie.become_guest(name), 409, "name-taken", "name")


@pytest.mark.parametrize(
    "name", ["Alicia", "Alic", "Älice", "Alice B", "Malice", "阿莉丝", "Ali ce2"]
)
def test_a_name_that_looks_different_is_free(alice, charlie, name):
    assert charlie.become_guest(name).status_code == 201


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *(("paypal", "раураl"), ("I", "l"), ("i", "I"), ("m", "rn"), ("0", "O"), ("o", "0")),
        *(("straße", "STRASSE"), ("Å", "A\u030a"), ("ﬁ", "fi"), ("scope", "ѕсоре"), ("Σ", "ς")),
    ],
)
def test_look_alikes_are_told_in_both_directions(make_chat, first, second):
    for mine, theirs in ((first, second), (second, first)):
        chat = make_chat()
        chat.guest(mine)
        problem(chat.stranger().become_guest(theirs), 409, "name-taken", "name")
