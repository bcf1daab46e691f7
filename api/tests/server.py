"""The chat as it really runs: entrypoint.sh, gunicorn, gevent, on its socket."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.stage import API, PATIENCE_S


class SocketConnection(HTTPConnection):
    """HTTP over a unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=PATIENCE_S)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self.path))


class Server:
    """One started server; stops exactly the process that it started."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.data_dir, self.feed_dir = folder / "data", folder / "feed"
        self.feed_dir.mkdir(parents=True, exist_ok=True)
        self.socket = self.feed_dir / "api.sock"
        self.log = folder / "log"
        environ = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "DATA_DIR": str(self.data_dir),
            "FEED_DIR": str(self.feed_dir),
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [API / "entrypoint.sh"],
                cwd=API,
                env=environ | settings,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait(self) -> None:
        """Until it answers."""
        deadline = time.monotonic() + 2 * PATIENCE_S
        while not self.is_up():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)

    def is_up(self) -> bool:
        try:
            return self.ask("GET", "/api/health")[0] == 200
        except OSError:
            return False

    def ask(
        self, method: str, path: str, body: object = None, cookie: str = "", **headers: str
    ) -> tuple[int, dict, dict]:
        """Status, headers and JSON of an answer."""
        connection = SocketConnection(self.socket)
        try:
            headers = {"Cookie": cookie} | headers if cookie else headers
            if body is not None:
                headers = {"Content-Type": "application/json"} | headers
                body = json.dumps(body)
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, dict(answer.headers), json.loads(text) if text else {}
        finally:
            connection.close()

    def guest(self, name: str) -> str:
        """The cookie of a new guest."""
        status, headers, _ = self.ask("POST", "/api/session/guest", {"name": name})
        assert status == 201
        return headers["Set-Cookie"].partition(";")[0]

    def raw(self, request: bytes) -> bytes:
        """Everything that comes back for these bytes."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(PATIENCE_S)
            connection.connect(str(self.socket))
            connection.sendall(request)
            answer = b""
            while part := connection.recv(65536):
                answer += part
            return answer

    def lines(self) -> list[dict]:
        """The log; every line is JSON."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it; gives its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(PATIENCE_S)


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Server]:
    """A server that answers; in the end it must stop in good order."""
    server = Server(folder, **settings)
    try:
        server.wait()
        yield server
        assert server.stop() == 0, server.log.read_text()
    finally:
        server.stop(signal.SIGKILL)
