"""Code in a text: where Markdown shows letter for letter."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain import code_spans

anything = st.text("`~ \na", max_size=60)


def code_in(text):
    return [text[start:end] for start, end in code_spans.find(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no code", []),
        ("a `b` c `d`", ["`b`", "`d`"]),
        ("a ``b ` c`` d", ["``b ` c``"]),
        ("a `b", []),
        ("a ``b` c", []),
        ("a `b\nc` d", ["`b\nc`"]),
        ("```\na\n```\nb", ["```\na\n```"]),
        ("```python\na\n````\nb", ["```python\na\n````"]),
        ("````\na\n```\nb", ["````\na\n```\nb"]),
        ("a\n```\nb", ["```\nb"]),
        ("~~~\na ` b\n~~~\n`c`", ["~~~\na ` b\n~~~", "`c`"]),
        ("~~~\na\n```\nb", ["~~~\na\n```\nb"]),
        ("```a``` b", ["```a```"]),
        ("a ~~~ b", []),
        ("`a\n```\nb`\n```\nc", ["```\nb`\n```"]),
        ("    ```\na\n    ```", ["```\na\n    ```"]),  # too far in for a block: ticks all the same
    ],
)
def test_code_is_found_as_commonmark_has_it(text, code):
    assert code_in(text) == code


@given(anything)
def test_pieces_follow_each_other_within_the_text(text):
    done = 0
    for start, end in code_spans.find(text):
        assert done <= start < end <= len(text)
        assert text[start] in "`~ "
        done = end


@given(st.text("a b\n~", max_size=40).filter(lambda text: "~~~" not in text))
def test_without_ticks_there_is_no_code(text):
    assert code_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "`" * 4000,
        "` " * 2000,
        "```\n" * 1000,
        "~~~\n" * 999 + "```",
        " ".join("`" * n for n in range(1, 88)),
        " ".join("`" * n for n in range(1, 60)) + " ~" * 1000,
    ],
    ids=range(6),
)
def test_a_hostile_text_costs_little(text):
    started = time.process_time()
    for _ in range(10):
        code_in(text)
    assert time.process_time() - started < 0.1
