"""The cast: people as the API sees them, with the verbs that they have."""

import re
from uuid import uuid4

from flask import Flask
from werkzeug.test import TestResponse

LOBBY = 1
PASSWORD = "correct horse battery"  # of everybody, unless a test says otherwise
COOKIE_NAME = "parley_session"


def filled(address: str, id: object = 1) -> str:
    """An address of the table of routes, with an id in the place of its parameter."""
    return re.sub(r"<id:\w+>", str(id), address)


class Client:
    """A browser on a page of the chat."""

    def __init__(self, app: Flask) -> None:
        self.http = app.test_client()
        self.id: int | None = None
        self.cursor: str | None = None

    @property
    def cookie(self) -> str:
        """What the browser shows as its cookie."""
        return self.http.get_cookie(COOKIE_NAME).value

    @cookie.setter
    def cookie(self, value: str) -> None:
        self.http.set_cookie(COOKIE_NAME, value)

    def send(self, method: str, path: str, headers: dict | None = None, **body) -> TestResponse:
        """A request as a page of the chat sends it; `headers` may say otherwise (None: without)."""
        sent = {"Sec-Fetch-Site": "same-origin"} | (headers or {})
        sent = {name: value for name, value in sent.items() if value is not None}
        return self.http.open(path, method=method, headers=sent, **body)

    def get(self, path: str, **query) -> TestResponse:
        return self.send("GET", path, **({"query_string": query} if query else {}))

    def become_guest(self, name: str | None = None) -> TestResponse:
        return self.send("POST", "/api/session/guest", json={} if name is None else {"name": name})

    def sign_up(self, username: object, password: object = PASSWORD, **more) -> TestResponse:
        body = {"username": username, "password": password} | more
        return self.send("POST", "/api/account", json=body)

    def sign_in(self, username: object, password: object = PASSWORD) -> TestResponse:
        body = {"username": username, "password": password}
        return self.send("POST", "/api/session", json=body)

    def who_am_i(self) -> TestResponse:
        return self.get("/api/session")

    def rename(self, name: object) -> TestResponse:
        return self.send("PATCH", "/api/session", json={"name": name})

    def leave(self) -> TestResponse:
        return self.send("DELETE", "/api/session", content_type="application/json")

    def post_message(
        self, content: object, room_id: object = LOBBY, client_id: object = None
    ) -> TestResponse:
        message = {
            "room_id": room_id,
            "content": content,
            "client_id": str(client_id or uuid4()),
        }
        return self.send("POST", "/api/messages", json=message)

    def says(self, content: str) -> dict:
        """Post, and be sure of it."""
        answer = self.post_message(content)
        assert answer.status_code == 201, answer.text
        return answer.json

    def page(self, **query) -> TestResponse:
        return self.get("/api/messages", **{"room_id": LOBBY} | query)

    def poll(self, after: str | None = None, **query) -> TestResponse:
        """Ask the feed; from where the last `follow` ended, unless told otherwise."""
        return self.get("/api/messages", after=after or self.cursor, **query)

    def load(self) -> list[dict]:
        """Load the page, as on a visit: the next `follow` goes on from here."""
        return self._took(self.page())

    def follow(self) -> list[dict]:
        """Poll until there is no more, and give the messages."""
        news = []
        more = True
        while more:
            answer = self.poll()
            news += self._took(answer)
            more = answer.json["more"]
        return news

    def _took(self, answer: TestResponse) -> list[dict]:
        assert answer.status_code == 200, answer.text
        assert answer.json["reset"] is False
        self.cursor = answer.json["cursor"]
        return answer.json["messages"]
