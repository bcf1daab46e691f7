"""Polls every 500 ms by the clock, however long an answer takes."""

from math import isclose

from pace import Pace


def test_the_first_tick_has_a_phase():
    assert isclose(Pace(100.0, every=0.5, phase=0.4).first(100.0), 0.2)
    assert 0 <= Pace(100.0).first(100.0) < 0.5


def test_a_slow_answer_does_not_shift_the_next_tick():
    pace = Pace(100.0, every=0.5, phase=0.0)
    assert isclose(pace.wait(100.2), 0.3)
    assert isclose(pace.wait(100.51), 0.49)


def test_ticks_missed_meanwhile_are_left_out():
    pace = Pace(100.0, every=0.5, phase=0.0)
    assert isclose(pace.wait(101.8), 0.2)


def test_a_tick_that_came_early_is_not_repeated():
    pace = Pace(100.0, every=0.5, phase=0.0)
    assert isclose(pace.wait(99.999), 0.501)
