"""The container's health check: ask the API over its socket whether it is well."""

import os
import socket
import sys
from http.client import HTTPConnection

SOCKET_NAME = "api.sock"
PATIENCE_S = 3


class _SocketConnection(HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=PATIENCE_S)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def is_well(feed_dir: str) -> bool:
    """Whether the API answers its health address with 200."""
    connection = _SocketConnection(os.path.join(feed_dir, SOCKET_NAME))
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_well(os.environ.get("FEED_DIR", "/run/feed")) else 1)
