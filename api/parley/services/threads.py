"""Work of many milliseconds, done in a thread while the loop serves others."""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import gevent

# A thread of nice 19 has a share yet, and Linux may grant it whole ticks while requests wait.
IDLE = getattr(os, "SCHED_IDLE", None)  # a thread cannot take it back; the pool has no other work

T = TypeVar("T")


def politely(work: Callable[..., T], *args: object) -> T:
    """What `work(*args)` gives, from a thread that leaves the core to whoever answers requests."""
    return gevent.get_hub().threadpool.apply(_at_low_priority, (work, *args))


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):  # Linux, where it may be fewer than the machine has
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _at_low_priority(work: Callable[..., T], *args: object) -> T:
    if IDLE is not None:  # Linux knows priorities of threads, others of processes alone
        with suppress(OSError):
            os.sched_setscheduler(threading.get_native_id(), IDLE, os.sched_param(0))
    return work(*args)
