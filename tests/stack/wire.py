"""Requests that no library would send, and the answers to them, byte by byte."""

import socket
from dataclasses import dataclass, field
from http.client import HTTPResponse

PATIENCE_S = 15


@dataclass
class Answer:
    """One HTTP answer; header names in lower case, each with all of its values."""

    status: int
    body: bytes
    headers: dict[str, list[str]] = field(default_factory=dict)

    def header(self, name: str) -> str:
        """The only value of a header; "" when it is absent."""
        values = self.headers.get(name.lower(), [])
        assert len(values) <= 1, f"{name} came {len(values)} times: {values}"
        return values[0] if values else ""


def send(port: int, request: bytes, method: str = "GET", source: str = "127.0.0.1") -> Answer:
    """Send these bytes as they are, from an address, and read one answer."""
    address, source_address = ("127.0.0.1", port), (source, 0)
    with socket.create_connection(address, PATIENCE_S, source_address) as connection:
        connection.sendall(request)
        return read(connection, method)


def read(connection: socket.socket, method: str = "GET") -> Answer:
    """Read one answer from a connection that stays open."""
    response = HTTPResponse(connection, method=method)
    response.begin()
    headers: dict[str, list[str]] = {}
    for name, value in response.getheaders():
        headers.setdefault(name.lower(), []).append(value)
    return Answer(response.status, response.read(), headers)


def ask(port: int, target: bytes, method: str = "GET", headers: bytes = b"") -> Answer:
    """One request with a target that nobody normalises on the way."""
    line = method.encode() + b" " + target + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    return send(port, line + headers + b"Connection: close\r\n\r\n", method)
