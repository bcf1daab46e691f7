"""What must be so before a native start, each with the sentence that says what to do otherwise."""

import contextlib
import errno
import fcntl
import os
import socket
from pathlib import Path

from rendering import NativeError

SOCKET_PATH_MAX_BYTES = 107  # the kernel's limit for the name of a unix socket


def require_parts(gunicorn: Path, entrypoint: Path, html: Path) -> None:
    """All that is built or installed beforehand."""
    parts = {
        gunicorn: "the API's Python environment",
        entrypoint: "the API",
        html / "index.html": "the built front end",
    }
    for path, what in parts.items():
        if not path.exists():
            raise NativeError(f"{path} is missing ({what}). `make up-native` makes it.")


def require_short(socket_path: Path) -> None:
    """A path longer than this cannot be a socket."""
    if len(os.fsencode(socket_path)) > SOCKET_PATH_MAX_BYTES:
        raise NativeError(
            f"RUN_DIR is too long: '{socket_path}' must have at most {SOCKET_PATH_MAX_BYTES} "
            "bytes. Set RUN_DIR to a shorter path, such as /tmp/parley."
        )


def require_free(bind: str, port: int) -> None:
    """The address that nginx is to listen on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                reason = "is taken. Set PORT to a free one, or stop what listens there."
            else:
                reason = f"cannot be used ({error}). Set PORT or BIND to another."
            raise NativeError(f"Port {port} of {bind} {reason}") from None


def listens(socket_path: Path) -> bool:
    """Whether someone takes connections there."""
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(os.fsencode(socket_path)) == 0


@contextlib.contextmanager
def only_one(path: Path, otherwise: str):
    """Hold an exclusive lock; it lasts until every process that inherited the file has ended."""
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NativeError(otherwise) from None
        yield file
