"""The line about memory: what the whole chat holds at rest."""

import time
from collections.abc import Callable
from pathlib import Path

from . import promises
from .cores import family, proportional_mb
from .measure import ROUNDS, Result, Side
from .stage import bare, chat

SETTLE_SECONDS = 1.0
READING_SECONDS = 0.3
Step = Callable[[], None]


def at_rest(folder: Path, step: Step) -> Result:
    """nginx and the API after one visitor, and beside them nginx and a bare Flask route.

    One after the other: pages shared between the two would be divided among them.
    """
    with chat(folder) as stage:
        stage.ask(stage.guest.post("hello"))
        stage.quiet_cursor()
        time.sleep(SETTLE_SECONDS)
        nginx = proportional_mb(stage.stack.pids["nginx"])
        ours = _readings(lambda: stage.pids, step)
    with bare(folder / "bare", b"{}") as (_, pid):
        time.sleep(SETTLE_SECONDS)
        limit = _readings(lambda: family([pid]), step)
    beside = Side(tuple(nginx + one for one in limit), "MB with a bare Flask route instead", 1)
    held = Side(ours, "MB", 1)
    return Result(promises.MEMORY, held.median, held, beside, f"nginx has {nginx:.1f} MB of it.")


def _readings(pids: Callable[[], list[int]], step: Step) -> tuple[float, ...]:
    readings = []
    for _ in range(ROUNDS):
        readings.append(proportional_mb(pids()))
        time.sleep(READING_SECONDS)
        step()
    return tuple(readings)
