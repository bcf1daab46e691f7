"""HTTP/1.1 over kept connections, as little of it as a load needs.

A load generator in front of a Python server must not be the slower one; so requests are bytes
made ahead, and of an answer only the status, the length and the body are looked at.
"""

import socket

Address = tuple[str, int] | str  # host and port, or the path of a unix socket
ANSWER_SECONDS = 10.0


class BadAnswer(Exception):
    """The server said something else than the load expects; the figures would be of errors."""


def request(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """The bytes of one request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


class Connection:
    """One kept connection. At most one request is under way on it."""

    def __init__(self, address: Address):
        family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        self.socket.settimeout(ANSWER_SECONDS)
        self.socket.connect(address)
        if family == socket.AF_INET:
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = b""

    def ask(self, request: bytes) -> bytes:
        """Send a request and wait for the answer's body."""
        self.socket.sendall(request)
        while (body := self.receive()) is None:
            pass
        return body

    def receive(self) -> bytes | None:
        """Read what has come; the body once the answer is complete, None until then."""
        data = self.socket.recv(262_144)
        if not data:
            raise BadAnswer("the server closed a kept connection")
        self._received += data
        return self._complete()

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def _complete(self) -> bytes | None:
        head, mark, body = self._received.partition(b"\r\n\r\n")
        if not mark or len(body) < _length(head):
            return None
        self._received = b""
        if head[9:10] != b"2":
            raise BadAnswer(f"{head[:60]!r} {body[:200]!r}")
        return body


def _length(head: bytes) -> int:
    start = head.lower().find(b"content-length:")
    if start < 0:
        raise BadAnswer(f"an answer without a length: {head[:200]!r}")
    return int(head[start + 15 :].split(b"\r\n", 1)[0])
