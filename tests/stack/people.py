"""The cast: people who use the chat through nginx, each from an address of their own."""

import itertools
import json
import time
from pathlib import Path
from uuid import uuid4

import requests
from requests.adapters import HTTPAdapter

LOBBY = 1
PATIENCE_S = 15

_hosts = itertools.count(1)


def new_address() -> str:
    """A loopback address nobody in this run has used: nginx counts rates for each by itself."""
    number = next(_hosts)
    return f"127.9.{number // 250}.{number % 250 + 1}"


class Person:
    """Someone with a browser: cookies, an address, and the verbs of the chat."""

    def __init__(self, url: str, address: str | None = None, headers: dict | None = None):
        self.url = url
        self.address = address or new_address()
        self.http = requests.Session()
        self.http.trust_env = False
        self.http.headers.update(headers or {})
        self.http.mount("http://", _From(self.address))

    def ask(self, method: str, path: str, **options) -> requests.Response:
        """Any request, its path unchanged."""
        options.setdefault("timeout", PATIENCE_S)
        return self.http.request(method, self.url + path, **options)

    def get(self, path: str, **options) -> requests.Response:
        """GET a path."""
        return self.ask("GET", path, **options)

    def become_guest(self, **options) -> requests.Response:
        """Sign in as a guest with a generated name."""
        return self.ask("POST", "/api/session/guest", json={}, **options)

    def post(self, content: str, client_id: str | None = None, **options) -> requests.Response:
        """Say something in the Lobby."""
        body = {"room_id": LOBBY, "content": content, "client_id": client_id or str(uuid4())}
        return self.ask("POST", "/api/messages", json=body, **options)

    def page(self) -> dict:
        """The Lobby's newest page."""
        return self._news(self.get(f"/api/messages?room_id={LOBBY}"))

    def poll(self, cursor: str, **options) -> requests.Response:
        """Ask what is new since the cursor, as the page does twice a second."""
        return self.get(f"/api/messages?after={cursor}", **options)

    def idle_cursor(self) -> str:
        """The newest cursor, asked about once, so that its file is there."""
        cursor = self.page()["cursor"]
        assert self._news(self.poll(cursor))["messages"] == []
        return cursor

    def everything(self) -> list[dict]:
        """Every message of the Lobby, oldest first, page by page."""
        page = self.page()
        messages = page["messages"]
        while page["more"]:
            address = f"/api/messages?room_id={LOBBY}&before={messages[0]['id']}&limit=200"
            page = self._news(self.get(address))
            messages = page["messages"] + messages
        return messages

    @staticmethod
    def _news(answer: requests.Response) -> dict:
        assert answer.status_code == 200, answer.text
        return answer.json()


class _From(HTTPAdapter):
    """Connections that leave from a given address."""

    def __init__(self, address: str):
        self._address = address
        super().__init__()

    def init_poolmanager(self, *arguments, **options):
        super().init_poolmanager(*arguments, source_address=(self._address, 0), **options)


class ApiLog:
    """What the API says it was asked."""

    def __init__(self, path: Path):
        self._path = path

    def polls(self) -> int:
        """How many GETs of messages have reached the API."""
        return sum(
            line.get("route") == "/api/messages" and line.get("method") in ("GET", "HEAD")
            for line in self.lines()
        )

    def lines(self) -> list[dict]:
        """Every line that is JSON (a request is one)."""
        text = self._path.read_text(errors="replace")
        return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def eventually(is_true, seconds: float = PATIENCE_S):
    """The first true value of `is_true()`; fails when none came in time."""
    deadline = time.monotonic() + seconds
    while not (value := is_true()):
        assert time.monotonic() < deadline, f"still not so after {seconds} s"
        time.sleep(0.05)
    return value
