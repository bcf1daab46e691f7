"""How gunicorn serves the API: one process that waits on thousands of connections at once."""

from gevent import monkey

monkey.patch_all()  # before anything is imported: the app is loaded once, and shared by fork

import os

from parley import logs
from parley.probe import SOCKET_NAME

bind = f"unix:{os.environ.get('FEED_DIR') or '/run/feed'}/{SOCKET_NAME}"
umask = 0  # nginx, another user, may open the socket; other files: see post_worker_init
worker_class = "gevent"
workers = 1
worker_connections = 4_096
preload_app = True
# nginx judges lines and headers first, and tells a refusal as a problem; gunicorn would send HTML.
limit_request_line = 8_190
limit_request_fields = 10_000
keepalive = 75  # seconds; longer than nginx keeps its side, so that nginx is the one that closes
graceful_timeout = 10  # seconds
worker_tmp_dir = "/dev/shm"  # a heartbeat on a disk can block the worker
control_socket_disable = True  # it would be written below a read-only root
loglevel = "warning"  # requests are logged by the app, a line each


def on_starting(server) -> None:
    """gunicorn's own complaints are JSON too."""
    for handler in server.log.error_log.handlers:
        handler.setFormatter(logs.FORMATTER)


def post_worker_init(_worker) -> None:
    """What the API writes is nobody else's business (a cursor file is opened to nginx by hand)."""
    os.umask(0o077)
