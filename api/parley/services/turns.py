"""Turns: long work gives the others one, in the one thread that answers everybody."""

import time
from collections.abc import Iterable

import gevent

PAUSE_S = 0.0005  # none at all would not look for requests that have come in meanwhile


def give() -> None:
    """Let whoever waits go first, between two steps of what takes several milliseconds."""
    gevent.sleep(PAUSE_S)


def spread(steps: Iterable[int], patience_s: float | None) -> int:
    """Go through steps with a turn for the others after each, for so many seconds at most (None:
    to the end).

    Returns:
        How much the steps did together; each says how much it did.
    """
    begun, total = time.monotonic(), 0
    for done in steps:
        total += done
        if patience_s is not None and time.monotonic() - begun > patience_s:
            break
        give()
    return total
