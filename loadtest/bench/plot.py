"""The plot: how many times over each promise is kept, as one small SVG."""

from html import escape
from math import log10

from .measure import Result

WIDTH, ROW, TOP = 960, 44, 64
AXIS_LEFT, AXIS_WIDTH = 560, 300
LEAST, MOST = 0.25, 16.0  # the ends of the axis, in times the bar
TICKS = (0.25, 0.5, 1, 2, 4, 8, 16)
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1d2530 } .small { font-size: 11px; fill: #5b6675 }
.page { fill: #fff } .ok { fill: #2f7d4f } .miss { fill: #b3361f } .grid { stroke: #d9dee5 }
.bar { stroke: #1d2530; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6e9ee } .small { fill: #9aa5b4 } .page { fill: #161b22 } .grid { stroke: #303845 }
  .bar { stroke: #e6e9ee } .ok { fill: #56b881 } .miss { fill: #ef7a63 }
}
"""


def svg(results: list[Result]) -> str:
    """One bar for each result; it passes the thick line where the promise is kept."""
    height = TOP + ROW * len(results) + 16
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
            "<title>How many times over each promise is kept</title>",
            f"<style>{STYLE}</style>",
            f'<rect class="page" width="{WIDTH}" height="{height}"/>',
            '<text x="16" y="28">How many times over each promise is kept</text>',
            *(_tick(at, height) for at in TICKS),
            *(_row(number, result) for number, result in enumerate(results)),
            "</svg>",
            "",
        ]
    )


def position(headroom: float) -> float:
    """Where on the axis a headroom stands; what lies beyond the ends stands at the end."""
    inside = min(max(headroom, LEAST), MOST)
    return AXIS_LEFT + AXIS_WIDTH * log10(inside / LEAST) / log10(MOST / LEAST)


def _tick(at: float, height: int) -> str:
    x, kind = position(at), "bar" if at == 1 else "grid"
    return (
        f'<line class="{kind}" x1="{x:.0f}" x2="{x:.0f}" y1="{TOP - 10}" y2="{height - 12}"/>'
        f'<text class="small" x="{x:.0f}" y="{TOP - 16}" text-anchor="middle">{at:g} ×</text>'
    )


def _row(number: int, result: Result) -> str:
    y = TOP + ROW * number
    end = position(result.line.headroom(result.value))
    sign = "≥" if result.line.at_least else "≤"
    kind = "ok" if result.ok else "miss"
    first, second = _halves(result.line.text)
    return (
        f'<text x="16" y="{y + 14}">{escape(first)}</text>'
        f'<text x="16" y="{y + 30}">{escape(second)}</text>'
        f'<rect class="{kind}" x="{AXIS_LEFT}" y="{y + 6}" height="20" '
        f'width="{max(end - AXIS_LEFT, 2):.0f}"/>'
        f'<text x="{AXIS_LEFT + AXIS_WIDTH + 8}" y="{y + 21}">{result.value:.3g} '
        f'<tspan class="small">{sign} {result.line.bar:g}</tspan></text>'
    )


def _halves(text: str, width: int = 78) -> tuple[str, str]:
    if len(text) <= width:
        return text, ""
    cut = text.rfind(" ", 0, width)
    return text[:cut], text[cut + 1 :]
