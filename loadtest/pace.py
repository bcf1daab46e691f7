"""When the next poll is due: every 500 ms by a clock of one's own, as the page does it."""

from math import ceil
from random import random

POLL_SECONDS = 0.5


class Pace:
    """Ticks counted from a first one of random phase; a slow answer shifts none of them."""

    def __init__(self, now: float, every: float = POLL_SECONDS, phase: float | None = None):
        self._every = every
        self._next = now + every * (random() if phase is None else phase)

    def first(self, now: float) -> float:
        """Seconds until the first tick."""
        return max(0.0, self._next - now)

    def wait(self, now: float) -> float:
        """Seconds until the tick after this one; ticks missed meanwhile are left out."""
        self._next += self._every * max(1, ceil((now - self._next) / self._every))
        return max(0.0, self._next - now)
