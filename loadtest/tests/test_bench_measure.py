"""How a figure comes about: alternating rounds, medians, bars."""

import pytest

from bench.measure import Line, Side, alternate, p95, paired, ratio

AT_LEAST = Line("as fast as can be", 0.8, at_least=True)
AT_MOST = Line("as small as can be", 100, at_least=False)


def side(*rounds):
    return Side(rounds, "a second")


def test_the_two_sides_take_turns():
    asked, steps = [], []
    ours, limit = alternate(
        lambda: asked.append("ours") or 1.0,
        lambda: asked.append("limit") or 2.0,
        lambda: steps.append(len(asked)),
        rounds=3,
    )
    assert asked == ["ours", "limit"] * 3
    assert steps == [1, 2, 3, 4, 5, 6]
    assert (ours, limit) == ((1.0,) * 3, (2.0,) * 3)


def test_the_value_is_median_by_median_whatever_one_round_did():
    result = ratio(AT_LEAST, side(90, 1, 91, 92, 9_000), side(100, 100, 5, 100, 100))
    assert result.value == 0.91
    assert result.ok


def test_each_round_may_be_compared_with_the_one_beside_it():
    result = paired(AT_LEAST, side(90, 45, 9, 180, 9_000), side(100, 50, 100, 200, 10_000))
    assert result.value == 0.9


@pytest.mark.parametrize(
    ("line", "value", "holds"),
    [
        (AT_LEAST, 0.8, True),
        (AT_LEAST, 0.799, False),
        (AT_MOST, 100, True),
        (AT_MOST, 100.1, False),
    ],
)
def test_the_bar_itself_is_good_enough(line, value, holds):
    assert line.holds(value) is holds
    assert (line.headroom(value) >= 1) is holds


def test_headroom_is_how_many_times_over_it_holds():
    assert AT_LEAST.headroom(1.6) == 2
    assert AT_MOST.headroom(50) == 2
    assert AT_LEAST.headroom(0) == 0


def test_a_side_shows_its_median_and_its_spread():
    assert str(side(1_000, 3_000, 2_000)) == "2,000 a second (1,000 to 3,000)"


def test_the_json_has_the_four_keys_of_the_contract():
    result = ratio(AT_LEAST, side(1), side(3))
    assert result.as_json() == {
        "line": "as fast as can be",
        "value": 0.3333,
        "bar": 0.8,
        "ok": False,
    }


def test_p95_is_what_95_of_100_do_not_exceed():
    assert p95([float(n) for n in range(1, 101)]) == 95
    assert p95([float(n) for n in range(1, 21)]) == 19
    assert p95([7.0]) == 7
    with pytest.raises(ValueError, match="nothing"):
        p95([])
