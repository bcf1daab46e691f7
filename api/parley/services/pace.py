"""How fast one person may post."""

import math
import time
from typing import Any

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sqlalchemy import Engine

from parley.db import db
from parley.errors import TooFast


class _Pace:
    """The posts of the last moments, in the memory of the one process that takes them."""

    def __init__(self, _engine: Engine, settings: dict[str, Any]) -> None:
        self.limiter = MovingWindowRateLimiter(MemoryStorage())
        self.allowed = RateLimitItemPerSecond(
            settings["POSTS_MAX"], settings["POSTS_WINDOW_SECONDS"]
        )


def spend(person_id: int) -> None:
    """Count one post of this person.

    Raises:
        TooFast: there were too many lately; it says in how many seconds there is room again.
    """
    pace = db.companion(_Pace)
    if not pace.limiter.hit(pace.allowed, str(person_id)):
        window = pace.limiter.get_window_stats(pace.allowed, str(person_id))
        raise TooFast(max(1, math.ceil(window.reset_time - time.time())))
