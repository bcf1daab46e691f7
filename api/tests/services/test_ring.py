"""The ring against a plain list of everything that ever changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain.cursors import Cursor
from parley.services import ring
from parley.services.ring import Change, Ring

SIZE = 5
EPOCH = "4f1c9a0be2d35877"
ROOMS = (1, 2, 3)

# A commit: the messages that it changes. Few messages, so that they change often.
commits = st.lists(
    st.lists(st.tuples(st.integers(1, 8), st.sampled_from(ROOMS)), min_size=1, max_size=3),
    max_size=20,
)


@pytest.fixture(autouse=True, scope="module")
def small_ring():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ring, "RING_SIZE", SIZE)
        yield


def filled(commits, begin=0):
    """A ring after these commits, and all the changes in their order."""
    full, history = Ring(), []
    full.restart(Cursor(EPOCH, begin))
    for commit in commits:
        changes = []
        for message_id, room_id in commit:
            revision = begin + len(history) + 1
            changes.append(Change(revision, message_id, room_id, b"%d" % revision))
            history.append(changes[-1])
        full.append(EPOCH, changes)
    return full, history


@given(commits, st.integers(0, 60), st.sets(st.sampled_from(ROOMS)), st.integers(1, 10))
def test_it_answers_like_the_whole_history_or_not_at_all(commits, revision, rooms, limit):
    full, history = filled(commits)
    newest_of = {change.message_id: change for change in history}
    expected = [
        change
        for change in history
        if change.revision > revision
        and change.room_id in rooms
        and newest_of[change.message_id] is change
    ]
    answer = full.since(revision, rooms, limit)
    if answer is None:
        assert revision < len(history) - SIZE, "forgot what it has room for"
    else:
        assert answer == expected[:limit]


@given(commits)
def test_it_stays_small_and_knows_the_newest(commits):
    full, history = filled(commits)
    assert full.newest == Cursor(EPOCH, len(history))
    assert len(full.since(len(history), set(ROOMS), 100)) == 0
    assert len(full._changes) <= SIZE


@given(commits, st.integers(1, 5))
def test_a_gap_restarts_it(commits, gap):
    full, history = filled(commits)
    revision = len(history) + 1 + gap
    full.append(EPOCH, [Change(revision, 99, 1, b"")])
    assert full.newest == Cursor(EPOCH, revision)
    assert full.since(revision - 2, {1}, 9) is None
    assert [c.revision for c in full.since(revision - 1, {1}, 9)] == [revision]


@given(commits)
def test_another_epoch_restarts_it(commits):
    full, history = filled(commits)
    revision = len(history) + 1
    full.append("0" * 16, [Change(revision, 99, 1, b"")])
    assert full.newest == Cursor("0" * 16, revision)
    if history:
        assert full.since(revision - 2, {1}, 9) is None
