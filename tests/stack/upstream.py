"""A stand-in for the API behind the real nginx: it notes what arrives and answers as told."""

import contextlib
import os
import socket
import threading
from dataclasses import dataclass
from pathlib import Path

OK = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n"
    b"Content-Length: 2\r\n\r\n{}"
)
VANISH = b""  # close without a word


@dataclass
class Arrival:
    """A request as nginx passed it on; header names in lower case."""

    line: str
    headers: dict[str, str]
    body: bytes


class Upstream:
    """Listens where the API would. `answer(arrival)` gives the bytes to send back."""

    def __init__(self, path: Path, answer=lambda _arrival: OK):
        self.arrivals: list[Arrival] = []
        self._answer = answer
        path.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(os.fspath(path))
        self._listener.listen(64)
        self._connections: list[socket.socket] = []
        self.connected = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._listener.close()
        self.hang_up()

    def hang_up(self) -> None:
        """Close every connection that nginx keeps for the next request."""
        for connection in self._connections:
            with contextlib.suppress(OSError):  # closed already
                connection.shutdown(socket.SHUT_RDWR)
        self._connections.clear()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._connections.append(connection)
            self.connected += 1
            threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as stream:
            while arrival := _read(stream):
                self.arrivals.append(arrival)
                if not (answer := self._answer(arrival)):
                    return
                connection.sendall(answer)


def _read(stream) -> Arrival | None:
    try:
        line = stream.readline().decode("latin-1").strip()
        headers = {}
        while text := stream.readline().decode("latin-1").strip():
            name, _, value = text.partition(":")
            headers[name.lower()] = value.strip()
        body = stream.read(int(headers.get("content-length", 0)))
    except (OSError, ValueError):
        return None
    return Arrival(line, headers, body) if line else None
