"""Requests are named by what they turned out to be."""

import pytest

from chat import meaning


@pytest.mark.parametrize(
    ("messages", "reset", "name"),
    [([], False, "empty poll"), ([{"id": 1}], False, "poll with news"), ([], True, "reset")],
)
def test_a_poll_is_named_by_its_answer(messages, reset, name):
    assert meaning({"messages": messages, "reset": reset}) == name
