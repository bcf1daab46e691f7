"""Mentions: where a text may mean somebody, and what becomes of it."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain import mentions, names
from parley.domain.mentions import MENTIONS_MAX, NAMES_MAX

CALLED = {
    "ada": "3",
    "ada lovelace": "5",
    "ada.l": "5",
    "bob": "7",
    "o'brien": "8",
    "zoë": "9",
    "r2-d2!": "10",
    "room": "room",
}
CALLED = {names.folded(name): token for name, token in CALLED.items()}
TOKENS = set(CALLED.values())

words = st.sampled_from(
    ["@Ada", "@ADA LOVELACE", "@bob", "<@3>", "<@99>", "<@room>", "@room", "`", "```", "~~~"]
    + ["@", " ", "\n", "x", "@zoe\u0308", "https://", "a@b", "@nobody", "<@", ">", "\u200d", "é"]
)
texts = st.lists(words, max_size=40).map("".join) | st.text(max_size=60)


def meant(text, called=CALLED, tokens=TOKENS):
    return mentions.rewrite(mentions.find(text), tokens, called)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("@Ada look", "<@3> look"),
        ("@ada @ADA", "<@3> <@3>"),
        ("hi @Ada Lovelace!", "hi <@5>!"),
        ("@Ada  Lovelace", "<@5>"),
        ("@Ada Love", "<@3> Love"),
        ("@ada.l.", "<@5>."),
        ("@Ada's", "<@3>'s"),
        ("(@bob)", "(<@7>)"),
        ("@O'Brien", "<@8>"),
        ("@r2-d2!", "<@10>"),
        ("@r2-d2!x", "<@10>x"),
        ("@Zoe\u0308", "<@9>"),
        ("@ZOË,@bob", "<@9>,<@7>"),
        ("<@3> and <@room>", "<@3> and <@room>"),
        ("@Room look", "<@room> look"),
        ("@Ada\nLovelace", "<@3>\nLovelace"),
        ("`@Ada` @bob", "`@Ada` <@7>"),
        ("```\n@Ada\n```\n@bob", "```\n@Ada\n```\n<@7>"),
        ("a ` @bob", "a ` <@7>"),
        ("see http://a.example/@Ada and @bob", "see http://a.example/@Ada and <@7>"),
    ],
)
def test_whoever_is_meant_gets_a_token(text, content):
    found = meant(text)
    assert found.content == content
    assert found.people or found.everybody


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Ada",
            "@",
            "@ Ada",
            "@adam",
            "@ada_",
            "@ada1",
            "@bobé",
            "@zoe",
            "me@bob",
            "me@bob.example",
        ),
        *(
            "<@4>",
            "<@99999999999999999999>",
            "<@03>",
            "<@-3>",
            "<@٣>",
            "<@ 3>",
            "<@Room>",
            "<@ada>",
        ),
        *("`@bob`", "``@bob``", "```\n@bob", "~~~\n@bob\n~~~", "`<@3>`", "\\@bob", "@bob\u0301"),
        *("https://x.example/@bob", "é@bob", "_@bob", "@everybody", "@rooms"),
    ],
)
def test_nobody_is_meant(text):
    found = meant(text)
    assert found.content == text
    assert (found.people, found.everybody) == ((), False)


def test_people_are_named_once_in_the_order_in_which_they_are_meant():
    found = meant("@bob <@3> @room @Ada Lovelace <@7> @ada")
    assert found.people == (7, 3, 5)
    assert found.everybody is True


def test_a_name_with_an_at_takes_the_words_of_the_next():
    called = {"ada @bob": "1", "bob": "2"}
    assert meant("@Ada @Bob @Bob", called).content == "<@1> <@2>"


def test_a_token_means_only_whom_it_may():
    assert meant("<@3> <@7>", tokens={"7"}).people == (7,)
    assert meant("<@room>", tokens={"7"}).everybody is False


def test_what_comes_after_the_last_mention_that_counts_stays_text():
    found = meant("@bob " * (MENTIONS_MAX + 5))
    assert found.content == "<@7> " * MENTIONS_MAX + "@bob " * 5


@given(texts)
def test_without_anybody_to_mean_every_text_stays_as_it_is(text):
    found = meant(text, {}, set())
    assert (found.content, found.people, found.everybody) == (text, (), False)


@given(texts)
def test_only_those_are_meant_who_may_be_and_each_has_a_token(text):
    found = meant(text)
    tokens = re.findall(r"<@(\d+|room)>", found.content)
    assert {str(id) for id in found.people} <= TOKENS & set(tokens)
    assert not found.everybody or "room" in tokens
    assert len(set(found.people)) == len(found.people)


@given(texts)
def test_all_that_stands_between_tokens_is_kept(text):
    first, *between = re.split(r"<@(?:\d+|room)>", meant(text).content)
    assert text.startswith(first) and text.endswith(([first] + between)[-1])
    done = len(first)
    for piece in between:
        done = text.index(piece, done) + len(piece)


@given(texts)
def test_what_is_kept_still_means_them_when_it_is_sent_again(text):
    """It may mean more: where a letter stood before an @ there may be a token now."""
    once = meant(text)
    again = meant(once.content)
    assert set(once.people) <= set(again.people)
    assert again.everybody or not once.everybody


@given(st.text("@ab! \n`<>19", max_size=300))
def test_there_is_an_end_to_the_work(text):
    found = mentions.find(text)
    assert len(found.places) <= MENTIONS_MAX
    assert all(len(place.names) <= NAMES_MAX for place in found.places)
    assert len(found.names) <= MENTIONS_MAX * NAMES_MAX
    assert all(len(name) <= 2 * names.NAME_MAX_CHARS for name in found.names)


@pytest.mark.parametrize(
    "text",
    ["@" * 4000, "@! " * 1333, "<@1>" * 1000, "@a " * 1333, "@é!" * 1333, "a@b.example " * 330],
)
def test_a_hostile_text_costs_little(text):
    names.keys("the table of look-alikes is read once")
    started = time.process_time()
    for _ in range(10):
        for name in mentions.find(text).names:
            names.case_key(name)
    assert time.process_time() - started < 0.5  # 50 ms each; 10 where nothing else runs
