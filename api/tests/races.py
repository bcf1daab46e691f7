"""Several who do something at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

from tests.stage import PATIENCE_S

CROWD = 6  # as many as it takes for some to meet


def at_once(*calls):
    """The answers of calls that begin at the same moment, in the order of the calls."""
    start = threading.Barrier(len(calls))

    def go(call):
        start.wait(PATIENCE_S)
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(go, calls))
