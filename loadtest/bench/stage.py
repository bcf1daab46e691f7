"""The chat on the stage: the native stack on a free port, and what a load needs to call it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from .cores import SERVER, core, on
from .wire import Connection, request

REPO = Path(__file__).resolve().parents[2]
GUNICORN = REPO / ".build" / "api" / "bin" / "gunicorn"
START_SECONDS = 30
# As in api/gunicorn.conf.py, which cannot be used itself: it imports the API.
BARE_OPTIONS = ["--worker-class", "gevent", "--workers", "1", "--worker-connections", "4096"]
BARE_OPTIONS += ["--keep-alive", "75", "--no-control-socket", "--log-level", "warning"]
# The limits would answer for the server. Every caller of the bench has the same address.
SETTINGS = {
    "POSTS_MAX": 100_000,
    "POSTS_WINDOW_SECONDS": 1,
    "GUESTS_PER_MINUTE": 99_999,
    "SIGN_INS_PER_MINUTE": 99_999,
    "API_REQUESTS_PER_SECOND": 99_999,
}
# As nginx would send them.
FORWARDED = {"X-Request-Id": "0" * 32, "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Proto": "http"}
STATIC_SERVER = """
server {{
  listen 127.0.0.1:{port};
  root "{root}";
  access_log off;
  sendfile off;
  default_type application/json;
}}
"""


class Guest:
    """One signed-in visitor."""

    def __init__(self, port: int):
        answer = _call(port, request("POST", "/api/session/guest", {}, b"{}"))
        self.cookie = _header(answer, "set-cookie").split(";")[0]

    def get(self, path: str) -> bytes:
        """The bytes of a GET through nginx."""
        return request("GET", path, {"Cookie": self.cookie})

    def get_directly(self, path: str) -> bytes:
        """The bytes of a GET as nginx would hand it on."""
        return request("GET", path, {"Cookie": self.cookie} | FORWARDED)

    def post(self, content: str) -> bytes:
        """The bytes of a new post."""
        new = {"room_id": 1, "content": content, "client_id": str(uuid4())}
        return request("POST", "/api/messages", {"Cookie": self.cookie}, json.dumps(new).encode())


class Stage:
    """A running chat with one guest in it."""

    def __init__(self, stack, static_port: int):
        self.stack, self._static_port = stack, static_port
        self.address = ("127.0.0.1", stack.port)
        self.static_address = ("127.0.0.1", static_port)
        self.api_socket = str(stack.feed_dir / "api.sock")
        self.guest = Guest(stack.port)

    @property
    def pids(self) -> list[int]:
        """Every process of nginx and the API."""
        return [pid for pids in self.stack.pids.values() for pid in pids]

    @property
    def database(self) -> Path:
        """The chat's database file."""
        return self.stack.data_dir / "parley.db"

    def ask(self, message: bytes) -> dict:
        """One request through nginx; its answer."""
        connection = Connection(self.address)
        try:
            return json.loads(connection.ask(message))
        finally:
            connection.close()

    def quiet_cursor(self) -> str:
        """The newest cursor, after making sure that nginx answers it from its file."""
        cursor = self.ask(self.guest.get("/api/messages?room_id=1"))["cursor"]
        self.ask(self.guest.get(f"/api/messages?after={cursor}"))
        if not (self.stack.feed_dir / cursor).exists():
            raise RuntimeError("an empty poll did not publish its cursor")
        return cursor

    def static_url(self, content: bytes) -> str:
        """Let the same nginx serve these bytes as a plain file; its address."""
        root = self.stack.run_dir / "static"
        root.mkdir(exist_ok=True)
        (root / "file").write_bytes(content)
        extra = self.stack.run_dir / "nginx" / "conf.d" / "bench.conf"
        if not extra.exists():
            extra.write_text(STATIC_SERVER.format(port=self._static_port, root=root))
            os.kill(self.stack.pids["nginx"][0], signal.SIGHUP)
            _wait_for(("127.0.0.1", self._static_port))
            time.sleep(1)  # until the workers of the old configuration are gone
        return f"http://127.0.0.1:{self._static_port}/file"


@contextmanager
def chat(folder: Path, settings: dict | None = None) -> Iterator[Stage]:
    """Start the chat with its state in `folder`; end it afterwards."""
    sys.path.insert(0, str(REPO / "nginx"))
    from stack import Stack

    html = folder / "html"
    html.mkdir(parents=True, exist_ok=True)
    (html / "index.html").touch()
    stack = Stack(
        _free_port(),
        folder / "data",
        folder / "run",
        settings=SETTINGS | (settings or {}),
        html=html,
        cpus=core(SERVER),
    )
    with stack:
        yield Stage(stack, _free_port())


@contextmanager
def bare(folder: Path, body: bytes) -> Iterator[tuple[str, int]]:
    """The bare Flask route under the same gunicorn: its socket and its process."""
    folder.mkdir(parents=True)
    (folder / "body").write_bytes(body)
    environment = os.environ | {"BENCH_BODY_FILE": str(folder / "body")}
    command = [str(GUNICORN), *BARE_OPTIONS, "--bind", f"unix:{folder}/api.sock"]
    command += ["--chdir", str(Path(__file__).parent), "bare:create_app()"]
    with on(SERVER), (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(str(folder / "api.sock"))
        yield str(folder / "api.sock"), process.pid
    finally:
        process.terminate()
        process.wait()


def _call(port: int, message: bytes) -> bytes:
    """One request on a connection of its own: the whole answer, head and all."""
    with socket.create_connection(("127.0.0.1", port), timeout=START_SECONDS) as connection:
        connection.sendall(message.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
        return b"".join(iter(lambda: connection.recv(65_536), b""))


def _header(answer: bytes, name: str) -> str:
    for line in answer.partition(b"\r\n\r\n")[0].decode("latin-1").splitlines()[1:]:
        key, _, value = line.partition(":")
        if key.lower() == name:
            return value.strip()
    raise RuntimeError(f"no {name} in {answer[:300]!r}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _wait_for(address) -> None:
    give_up = time.monotonic() + START_SECONDS
    while True:
        try:
            return Connection(address).close()
        except OSError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.05)
