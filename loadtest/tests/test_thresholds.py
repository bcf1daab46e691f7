"""The judge: misses are named, and what was never measured is a miss."""

from thresholds import P95_MS, Figures, judge, table


def figures(**changed):
    """A run at its limits, with some figures changed."""
    run = {name: Figures(100, limit) for name, limit in P95_MS.items()}
    return run | {name.replace("_", " "): figure for name, figure in changed.items()}


def misses(verdicts):
    return [verdict.subject for verdict in verdicts if not verdict.ok]


def test_a_run_at_its_limits_passes():
    assert misses(judge(figures(), failures=0)) == []


def test_one_failure_is_a_miss():
    assert misses(judge(figures(), failures=1)) == ["failures"]


def test_each_figure_past_its_limit_is_a_miss():
    slow = figures(post=Figures(100, P95_MS["post"] + 1))
    assert misses(judge(slow, failures=0)) == ["post p95"]


def test_an_empty_run_misses_everything_but_failures():
    assert misses(judge({}, failures=0)) == [f"{name} p95" for name in P95_MS]


def test_a_name_with_no_requests_is_a_miss():
    assert misses(judge(figures(delivery=Figures(0, 0)), failures=0)) == ["delivery p95"]


def test_the_table_says_what_was_missed():
    lines = table(judge(figures(post=Figures(7, 999)), failures=0)).splitlines()
    (miss,) = [line for line in lines if line.startswith("MISS")]
    assert "post p95" in miss and "999 ms of 7" in miss
