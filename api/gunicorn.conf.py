"""How gunicorn serves the API: one process that waits on thousands of connections at once.

The master imports nothing of Parley: what it only watches over need not lie in memory twice.
"""

import gc
import json
import logging
import os
from datetime import UTC, datetime

bind = f"unix:{os.environ.get('FEED_DIR') or '/run/feed'}/api.sock"
umask = 0  # nginx, another user, may open the socket; other files: see post_worker_init
worker_class = "gevent"
workers = 1
worker_connections = 4_096
# nginx judges lines and headers first, and tells a refusal as a problem; gunicorn would send HTML.
limit_request_line = 8_190
limit_request_fields = 10_000
keepalive = 75  # seconds; longer than nginx keeps its side, so that nginx is the one that closes
graceful_timeout = 10  # seconds
worker_tmp_dir = "/dev/shm"  # a heartbeat on a disk can block the worker
control_socket_disable = True  # it would be written below a read-only root
loglevel = "warning"  # requests are logged by the app, a line each


class JsonFormatter(logging.Formatter):
    """gunicorn's own complaints, in the shape of the app's lines."""

    def format(self, record: logging.LogRecord) -> str:
        """One complaint as a line of JSON."""
        line = {
            "event": record.getMessage(),
            "level": record.levelname.lower(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line)


def on_starting(server) -> None:
    """Speak JSON before anything can go wrong."""
    for handler in server.log.error_log.handlers:
        handler.setFormatter(JsonFormatter())


def pre_fork(_server, _worker) -> None:
    """Leave the master's objects where they are, so that its workers share their memory."""
    _keep_for_good()


def post_worker_init(worker) -> None:
    """The app is there: it stays, and what it writes is nobody else's business.

    (A cursor file is opened to nginx by hand.)
    """
    from parley import daily, hourly, postman, scribe  # not in the master

    daily.start(worker.wsgi)
    hourly.start(worker.wsgi)
    postman.start(worker.wsgi)
    scribe.start(worker.wsgi)
    _keep_for_good()
    os.umask(0o077)


def worker_exit(_server, worker) -> None:
    """The last request is answered: what is in memory alone goes to the disk."""
    app = getattr(worker, "wsgi", None)  # none where it did not come so far
    if app is not None:
        from parley import scribe

        scribe.write_down(app)


def _keep_for_good() -> None:
    """Spare the garbage collector what will never be garbage: it would touch each of its pages,
    and stop all requests for as long."""
    gc.collect()
    gc.freeze()
