"""What is done once a day, by the process that serves."""

import gevent
import structlog
from flask import Flask

from parley.services import tidying

DAY_S = 24 * 60 * 60

log = structlog.get_logger()


def start(app: Flask) -> None:
    """Tidy up daily from now on, beside the requests (the first time is before each start)."""
    gevent.spawn(_forever, app)


def _forever(app: Flask) -> None:
    while True:
        gevent.sleep(DAY_S)
        tidy(app)


def tidy(app: Flask) -> None:
    """Tidy up; a failure is logged, and tomorrow is another day."""
    try:
        with app.app_context():
            log.info("tidied up", guests=tidying.tidy())
    except Exception:
        log.exception("tidying up failed")
