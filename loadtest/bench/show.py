"""What the bench prints: a progress bar while it runs, and the table at the end."""

import sys
import textwrap

from .measure import Result

BAR_WIDTH = 30
TEXT_WIDTH = 86
INDENT = " " * 22


class Progress:
    """One line that fills up on a terminal; elsewhere a line for each subject."""

    def __init__(self, total: int, out=sys.stderr):
        self._total, self._done, self._out = total, 0, out
        self._subject = ""

    def begin(self, subject: str) -> None:
        """The next steps are about this."""
        self._subject = subject
        if not self._out.isatty():
            print(f"[{self._done:>3}/{self._total}] {subject}", file=self._out, flush=True)
        self._draw()

    def step(self) -> None:
        """One more of the steps is done."""
        self._done += 1
        self._draw()

    def end(self) -> None:
        """Leave the terminal as it was."""
        if self._out.isatty():
            print("\r\033[K", end="", file=self._out, flush=True)

    def _draw(self) -> None:
        if self._out.isatty():
            filled = BAR_WIDTH * min(self._done, self._total) // self._total
            bar = "█" * filled + "░" * (BAR_WIDTH - filled)
            print(f"\r\033[K{bar} {self._subject[:60]}", end="", file=self._out, flush=True)


def table(results: list[Result]) -> str:
    """All results, each with the physical limit beside it."""
    return "\n".join(["      value  bar       line", *(_rows(result) for result in results)])


def _rows(result: Result) -> str:
    sign = "≥" if result.line.at_least else "≤"
    mark = "ok" if result.ok else "MISS"
    bar = f"{sign} {result.line.bar:g}"
    text = textwrap.wrap(result.line.text, TEXT_WIDTH)
    text += [f"{result.ours}", f"beside it: {result.limit}"]
    text += textwrap.wrap(result.note, TEXT_WIDTH)
    head = f"{mark:<5}{_short(result.value):>6}  {bar:<8}"
    return "\n".join([f"{head} {text[0]}", *(INDENT + line for line in text[1:])])


def _short(value: float) -> str:
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
