"""Moving windows: at most so many times in any stretch of so many seconds."""

from collections import deque
from collections.abc import Hashable
from typing import NamedTuple

_FEW = 1_000  # keys: not worth a look at whether they are still of use


class Limit(NamedTuple):
    """At most `times` (one or more) in any `seconds`."""

    times: int
    seconds: float


class MovingWindows:
    """When what was done lately, by limit and key.

    Each key remembers as many moments as its limit allows, and is forgotten with the last of them.
    """

    def __init__(self) -> None:
        self._moments: dict[tuple[Limit, Hashable], deque[float]] = {}
        self._enough = _FEW

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._moments)

    def spend(self, limit: Limit, key: Hashable, now: float) -> float:
        """Count one at `now`, in seconds of a clock that never goes back.

        Returns:
            0 if there was room; or the seconds until there is, and nothing was counted.
        """
        if len(self._moments) >= self._enough:
            self._forget(now)
        moments = self._moments.get((limit, key))
        if moments is None:
            moments = self._moments[limit, key] = deque(maxlen=limit.times)
        wait = moments[0] + limit.seconds - now if len(moments) == limit.times else 0
        if wait > 0:
            return wait
        moments.append(now)  # the oldest makes room
        return 0

    def _forget(self, now: float) -> None:
        """Drop what is over; next time when there is twice as much, so that it costs next to nothing."""
        kept = {
            (limit, key): moments
            for (limit, key), moments in self._moments.items()
            if moments[-1] + limit.seconds > now
        }
        self._moments = kept
        self._enough = max(_FEW, 2 * len(kept))
