"""Work of many milliseconds, done in a thread while the loop serves others."""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import gevent

LOW_PRIORITY = 19  # the lowest; a thread cannot take it back, and the pool has no other work

T = TypeVar("T")


def politely(work: Callable[..., T], *args: object) -> T:
    """What `work(*args)` gives, from a thread that leaves the core to whoever answers requests."""
    return gevent.get_hub().threadpool.apply(_at_low_priority, (work, *args))


def _at_low_priority(work: Callable[..., T], *args: object) -> T:
    with suppress(OSError):  # Linux knows priorities of threads, others of processes alone
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOW_PRIORITY)
    return work(*args)
