"""PATCH /api/rooms/<id>/membership: what I want to hear of a room."""

import pytest

from tests.cast import LOBBY
from tests.claims import problem


@pytest.mark.parametrize("level", ["all", "mentions", "nothing", "hidden"])
@pytest.mark.parametrize("is_favourite", [True, False])
def test_it_is_kept_for_every_browser(chat, alice, den, level, is_favourite):
    answer = alice.prefer(den, level=level, is_favourite=is_favourite)
    assert answer.status_code == 200
    own = chat.another_browser(alice).rooms()[den]
    assert own == answer.json
    assert (own["me"]["level"], own["me"]["is_favourite"]) == (level, is_favourite)


def test_what_is_left_out_stays(alice, den):
    alice.prefer(den, level="nothing", is_favourite=True)
    assert alice.prefer(den, level="mentions").json["me"]["is_favourite"] is True
    assert alice.prefer(den, is_favourite=False).json["me"]["level"] == "mentions"
    assert alice.prefer(den).json == alice.rooms()[den]


def test_nobody_else_sees_it_and_no_cursor_moves(chat, alice, bob, den):
    before, seen = chat.newest(), bob.rooms()[den]
    assert alice.prefer(den, level="hidden", is_favourite=True).status_code == 200
    assert (chat.newest(), bob.rooms()[den]) == (before, seen)
    assert alice.rooms()[LOBBY]["me"]["level"] == "all"


def test_it_goes_for_guests_and_for_every_kind_of_room(alice, bob, gus, vault):
    assert gus.prefer(LOBBY, level="mentions").json["me"]["level"] == "mentions"
    for room_id in (vault, alice.has_talk(bob)):
        assert bob.prefer(room_id, is_favourite=True).json["me"]["is_favourite"] is True


def test_it_goes_for_an_archived_room(alice, den):
    alice.change_room(den, is_archived=True)
    assert alice.prefer(den, level="hidden").json["me"]["level"] == "hidden"


def test_who_comes_back_begins_anew(bob, den):
    bob.prefer(den, level="nothing", is_favourite=True)
    bob.leave_room(den)
    own = bob.join(den).json["me"]
    assert (own["level"], own["is_favourite"]) == ("all", False)


def test_who_is_not_in_it_hears_that_there_is_none(chat, charlie, den, vault):
    missing = charlie.prefer(4711, level="all")
    problem(missing, 404, "not-found")
    price = chat.statements(lambda: charlie.prefer(4711, level="all"))
    for room_id in (den, vault):
        assert charlie.prefer(room_id, level="all").data == missing.data
        assert chat.statements(lambda id=room_id: charlie.prefer(id, level="all")) == price


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("level", bad) for bad in ("", "none", "ALL", 1, True)),
        *(("is_favourite", bad) for bad in (0, 1, "true", "", [])),
        *(("role", "owner"), ("read_id", 7), ("muted_until", None)),
    ],
)
def test_a_field_that_breaks_a_rule_is_named(alice, den, field, value):
    problem(alice.prefer(den, **{field: value}), 422, "invalid", field)
