"""Writes down what is kept in memory for a moment: how far people have read.

Beside the requests, in the process that serves, and once more when it ends.
"""

import gevent
import structlog
from flask import Flask

from parley.services import positions

log = structlog.get_logger()


def start(app: Flask) -> None:
    """Write down now and then from now on."""
    gevent.spawn(_forever, app)


def _forever(app: Flask) -> None:
    while True:
        with app.app_context():
            rest_s = positions.rest_s()
        gevent.sleep(rest_s)
        write_down(app)


def write_down(app: Flask) -> None:
    """Write down once; a failure is logged, and the next time makes up for it."""
    try:
        with app.app_context():
            positions.write_down()
    except Exception:
        log.exception("read positions not written down yet")
