"""Cursors: what was given out is read back, all else is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain import cursors
from parley.domain.cursors import REVISION_MAX, Cursor

epochs = st.text("0123456789abcdef", min_size=16, max_size=16)
revisions = st.integers(0, REVISION_MAX)


@given(epochs, revisions)
def test_what_was_given_out_is_read_back(epoch, revision):
    cursor = Cursor(epoch, revision)
    assert cursors.parse(str(cursor)) == cursor


@given(st.text() | st.from_regex(r"[0-9a-fA-F]{15,17}-[0-9+ _.-]{0,21}", fullmatch=True))
def test_whatever_is_read_reads_as_it_was_written(text):
    """One text for one cursor: no leading zeros, capitals, other digits, spaces or line ends."""
    try:
        cursor = cursors.parse(text)
    except ValueError:
        return
    assert str(cursor) == text
    assert len(cursor.epoch) == 16
    assert 0 <= cursor.revision <= REVISION_MAX


@pytest.mark.parametrize("revision", [REVISION_MAX + 1, 10**18 * 99])
def test_a_revision_that_no_column_holds_is_refused(revision):
    with pytest.raises(ValueError, match="cursor"):
        cursors.parse(f"4f1c9a0be2d35877-{revision}")


@given(epochs, st.integers(1, REVISION_MAX))
def test_it_is_a_safe_file_name(epoch, revision):
    assert set(str(Cursor(epoch, revision))) <= set("0123456789abcdef-")
