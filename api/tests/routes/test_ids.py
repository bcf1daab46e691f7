"""Ids in addresses: which numbers are some."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.routes.contract import numbers_up_to
from tests.claims import problem


@given(most=st.integers(10, 10**20), number=st.integers(0, 10**21))
def test_the_pattern_is_of_the_numbers_up_to_the_largest(most, number):
    pattern = re.compile(numbers_up_to(most))
    for candidate in (number, most - 1, most, most + 1):
        is_one = 1 <= candidate <= most
        assert bool(pattern.fullmatch(str(candidate))) is is_one
    assert not pattern.fullmatch(f"0{most}") and not pattern.fullmatch("")


@pytest.mark.parametrize("id", ["0", "00", "01", str(2**63), "9" * 400, "١", "1٠"])
@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "POST", "DELETE"])
def test_what_is_none_makes_no_address_whatever_the_method(alice, method, id):
    """And not one where another method would be right."""
    for rest in ("", "/members", "/membership", f"/members/{id}", "/members/1"):
        problem(alice.send(method, f"/api/rooms/{id}{rest}", json={}), 404, "not-found")
