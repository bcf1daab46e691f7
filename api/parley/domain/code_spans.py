"""Code in a text: what Markdown shows letter for letter (CommonMark 4.5 and 6.1)."""

import re
from collections.abc import Iterator

_FENCE = re.compile(r"^ {0,3}(?:(`{3,})[^`\n]*|(~{3,})[^\n]*)$", re.MULTILINE)
_CLOSING = re.compile(r"^ {0,3}(`{3,}|~{3,})[ \t]*$", re.MULTILINE)
_TICKS = re.compile("`+")


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where each piece of code begins and ends, in order, its marks included.

    A block that nothing closes goes on to the end; as many ticks that nothing closes are ticks.
    """
    done = 0
    while fence := _FENCE.search(text, done):
        yield from _spans(text, done, fence.start())
        done = _end_of_block(text, fence)
        yield fence.start(), done
    yield from _spans(text, done, len(text))


def _end_of_block(text: str, fence: re.Match[str]) -> int:
    marks = fence[1] or fence[2]
    for closing in _CLOSING.finditer(text, fence.end()):
        if closing[1].startswith(marks):
            return closing.end()
    return len(text)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Code within lines: as many ticks close it as open it."""
    runs = [run.span() for run in _TICKS.finditer(text, start, end)]
    sizes = [last - first for first, last in runs]
    last_of = {size: index for index, size in enumerate(sizes)}
    opening = 0
    while opening < len(runs):
        closing = opening
        if last_of[sizes[opening]] > opening:
            closing = sizes.index(sizes[opening], opening + 1)
            yield runs[opening][0], runs[closing][1]
        opening = closing + 1
