"""What notices say that somebody did."""

import pytest

from parley.domain import deeds


@pytest.mark.parametrize(
    ("people", "named"),
    [([3], "<@3>"), ([3, 5], "<@3> and <@5>"), ([3, 5, 7], "<@3>, <@5> and <@7>")],
)
def test_people_are_named_as_one_speaks(people, named):
    assert deeds.named(people) == named


@pytest.mark.parametrize(
    ("minutes", "lasting"),
    [
        *((1, "1 minute"), (90, "90 minutes"), (60, "1 hour"), (120, "2 hours")),
        *((1440, "1 day"), (43200, "30 days"), (1500, "25 hours")),
    ],
)
def test_how_long_somebody_is_mute_is_said_in_the_largest_unit(minutes, lasting):
    assert deeds.muted(3, minutes, is_own=False) == f"muted <@3> for {lasting}"
    assert deeds.muted(3, minutes, is_own=True) == f"wants to say nothing for {lasting}"


@pytest.mark.parametrize("what", ["topic", "description", "icon"])
def test_what_was_said_of_a_room_is_changed_or_removed(what):
    assert deeds.changed(what, "x") == f"changed the {what}"
    assert deeds.changed(what, "") == f"removed the {what}"
