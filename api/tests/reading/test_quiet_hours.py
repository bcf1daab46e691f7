"""Quiet hours: kept for all of a person's devices."""

import pytest

from tests.claims import problem

NONE = {"from": None, "to": None}


def test_at_first_there_are_none(alice):
    assert alice.quiet_hours().json == NONE


@pytest.mark.parametrize(
    ("since", "until"),
    [("22:00", "07:00"), ("00:00", "23:59"), ("12:00", "13:30"), ("23:59", "00:00")],
)
def test_they_are_the_same_on_every_device(chat, alice, bob, since, until):
    answer = alice.be_quiet(since, until)
    assert (answer.status_code, answer.json) == (200, {"from": since, "to": until})
    assert chat.another_browser(alice).quiet_hours().json == answer.json
    assert bob.quiet_hours().json == NONE


def test_they_can_be_given_up(alice):
    alice.be_quiet("22:00", "07:00")
    answer = alice.be_quiet(None, None)
    assert (answer.status_code, answer.json) == (200, NONE)
    assert alice.quiet_hours().json == NONE


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        ("22:00", None, "to"),
        (None, "07:00", "to"),
        ("22:00", "22:00", "to"),
        ("24:00", "07:00", "from"),
        ("22:60", "07:00", "from"),
        ("9:00", "07:00", "from"),
        ("22:00:00", "07:00", "from"),
        ("22.00", "07:00", "from"),
        ("", "07:00", "from"),
        (" 22:00", "07:00", "from"),
        ("22:00\n", "07:00", "from"),
        ("٢٢:٠٠", "07:00", "from"),
        (2200, "07:00", "from"),
        (["22:00"], "07:00", "from"),
        ("22:00", "7", "to"),
        ("22:00", "x" * 60_000, "to"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_what_is_no_time_is_refused(alice, since, until, field):
    alice.be_quiet("21:00", "06:00")
    problem(alice.be_quiet(since, until), 422, "invalid", field)
    assert alice.quiet_hours().json == {"from": "21:00", "to": "06:00"}


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ("from", "to")),
        ({"from": "22:00"}, ("to",)),
        ({"since": "22:00", "until": "07:00"}, ("from", "to", "since", "until")),
        ({"from": None, "to": None, "user_id": 1}, ("user_id",)),
    ],
    ids=str,
)
def test_a_body_of_another_shape_is_refused(alice, body, fields):
    problem(alice.send("PUT", "/api/quiet-hours", json=body), 422, "invalid", *fields)


def test_who_leaves_for_good_leaves_none_behind(chat):
    carol = chat.account("Carol")
    carol.says("hello")
    carol.be_quiet("22:00", "07:00")
    assert carol.give_up().status_code == 204
    where = "WHERE id = ?"
    assert chat.sql(f"SELECT quiet_from, quiet_to FROM users {where}", carol.id) == [(None, None)]
