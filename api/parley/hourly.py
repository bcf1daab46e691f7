"""What is done once an hour, by the process that serves: a look at who is in the directory yet."""

import gevent
import structlog
from flask import Flask

from parley.errors import DirectoryUnreachable
from parley.services import directory, directory_sync

SOON_S = 60
HOUR_S = 60 * 60

log = structlog.get_logger()


def start(app: Flask) -> None:
    """Look from now on, beside the requests; without a directory there is nothing to look at."""
    with app.app_context():
        if directory.is_on():
            directory.load()
            gevent.spawn(_forever, app)


def _forever(app: Flask) -> None:
    gevent.sleep(SOON_S)
    while True:
        look(app)
        gevent.sleep(HOUR_S)


def look(app: Flask) -> None:
    """Look once; a failure is logged, and there is another hour."""
    try:
        with app.app_context():
            synced = directory_sync.sync()
            log.info("looked at the directory", gone=synced.gone, back=synced.back)
    except DirectoryUnreachable:
        log.warning("the directory does not answer; nobody was shut out")
    except Exception:
        log.exception("looking at the directory failed")
