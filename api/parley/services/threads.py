"""Work of many milliseconds, done in a thread while the loop serves others."""

import os
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

import gevent

# A tenth of the share of what answers requests. SCHED_IDLE or 19 give so little that nobody could
# sign in on a busy host. A thread cannot take it back; the pool has no other work.
NICE = 10

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
    if sys.platform == "linux":  # which knows priorities of threads, others of processes alone
        thread = threading.get_native_id()
        given = os.getpriority(os.PRIO_PROCESS, thread)  # a chat may be started with a lower one
        os.setpriority(os.PRIO_PROCESS, thread, max(given, NICE))
    return work(*args)
