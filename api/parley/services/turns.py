"""Turns: long work gives the others one, in the one thread that answers everybody."""

import gevent

PAUSE_S = 0.0005  # none at all would not look for requests that have come in meanwhile


def give() -> None:
    """Let whoever waits go first, between two steps of what takes several milliseconds."""
    gevent.sleep(PAUSE_S)
