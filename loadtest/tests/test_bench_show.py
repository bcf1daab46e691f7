"""What the bench shows: the table, the progress, the plot."""

import io
from xml.etree import ElementTree

import pytest

from bench.measure import Line, Result, Side
from bench.plot import AXIS_LEFT, AXIS_WIDTH, LEAST, MOST, position, svg
from bench.promises import STATIC
from bench.show import Progress, table

SVG = "{http://www.w3.org/2000/svg}"
KEPT = Line("polls & posts < pages", 0.5, at_least=True)
BROKEN = Line("memory", 100, at_least=False)


@pytest.fixture
def results():
    side = Side((1.0, 2.0, 3.0), "MB", 1)
    return [Result(KEPT, 1.0, side, side), Result(BROKEN, 200.0, side, side, "A note.")]


def test_the_table_marks_each_line_and_shows_the_limit_beside_it(results):
    rows = table(results).splitlines()
    assert [row[:4].strip() for row in rows if row[0] != " "] == ["ok", "MISS"]
    assert sum("beside it: 2.0 MB" in row for row in rows) == 2
    assert any("A note." in row for row in rows)


def test_the_table_says_which_way_the_bar_goes(results):
    assert "≥ 0.5" in table(results) and "≤ 100" in table(results)


def test_the_plot_is_well_formed_whatever_a_line_says(results):
    tree = ElementTree.fromstring(svg(results))
    texts = "".join(text for element in tree.iter(f"{SVG}text") for text in element.itertext())
    assert "polls & posts < pages" in texts


def test_a_kept_promise_passes_the_line_at_one_and_a_broken_one_does_not(results):
    tree = ElementTree.fromstring(svg(results))
    ends = {
        rect.get("class"): AXIS_LEFT + float(rect.get("width"))
        for rect in tree.iter(f"{SVG}rect")
        if rect.get("class") != "page"
    }
    assert ends["ok"] > position(1) > ends["miss"]


def test_what_lies_beyond_the_axis_stands_at_its_end():
    assert position(LEAST / 10) == AXIS_LEFT
    assert position(MOST * 10) == AXIS_LEFT + AXIS_WIDTH


def test_the_plot_of_long_lines_keeps_every_word():
    side = Side((1.0,), "polls/s")
    tree = ElementTree.fromstring(svg([Result(STATIC, 0.9, side, side)]))
    words = " ".join(" ".join(element.itertext()) for element in tree.iter(f"{SVG}text"))
    assert all(word in words for word in STATIC.text.split())


def test_away_from_a_terminal_progress_is_a_line_for_each_subject():
    out = io.StringIO()
    progress = Progress(4, out)
    for subject in ("polls", "posts"):
        progress.begin(subject)
        progress.step()
        progress.step()
    progress.end()
    assert out.getvalue().splitlines() == ["[  0/4] polls", "[  2/4] posts"]
