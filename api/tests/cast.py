"""The cast: people as the API sees them, with the verbs that they have."""

import re
from uuid import uuid4

from flask import Flask
from werkzeug.test import TestResponse

from tests.cast_reading import ReadingVerbs
from tests.cast_rooms import RoomVerbs

LOBBY = 1
ID_MAX = 2**63 - 1  # the largest that an id may be
PASSWORD = "correct horse battery"  # of everybody, unless a test says otherwise
COOKIE_NAME = "parley_session"


def filled(address: str, id: object = 1) -> str:
    """An address of the table of routes, with an id or a key in the place of its parameter."""
    return re.sub(r"<id:\w+>", str(id), address).replace("<key:key>", "x" * 22)


def nothing_for(method: str, address: str) -> dict:
    """An empty body of the kind that an address reads."""
    if (method, address) == ("PUT", "/api/account/avatar"):
        return {"data": b"", "content_type": "image/png"}
    return {"json": {}}


class Client(RoomVerbs, ReadingVerbs):
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
        # An answer that is made as it is read is read, as a server does.
        return self.http.open(path, method=method, headers=sent, buffered=True, **body)

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

    def set_up(self, token: object, username: object, **more) -> TestResponse:
        body = {"token": token, "username": username, "password": PASSWORD} | more
        return self.send("POST", "/api/setup", json=body)

    def enter_by(self, token: object) -> TestResponse:
        return self.send("POST", "/api/session/link", json={"token": token})

    def sessions(self) -> list[dict]:
        """The browsers that this one sees in its list."""
        answer = self.get("/api/sessions")
        assert answer.status_code == 200, answer.text
        return answer.json["sessions"]

    def end_session(self, id: object) -> TestResponse:
        return self.send("DELETE", f"/api/sessions/{id}", content_type="application/json")

    def end_other_sessions(self) -> TestResponse:
        return self.send("DELETE", "/api/sessions", content_type="application/json")

    def change_username(self, username: object, password: object = PASSWORD) -> TestResponse:
        body = {"username": username, "password": password}
        return self.send("PATCH", "/api/account", json=body)

    def change_password(self, password: object, current: object = PASSWORD) -> TestResponse:
        """Take another password; `current` None: without saying the present one."""
        body = {"password": password} | ({} if current is None else {"current_password": current})
        return self.send("PUT", "/api/account/password", json=body)

    def give_up(self, messages: object = "keep", password: object = PASSWORD) -> TestResponse:
        """Leave for good."""
        body = {"password": password, "messages": messages}
        return self.send("DELETE", "/api/account", json=body)

    def make_token(
        self, scope: object = "read", name: object = "Robot", password: object = PASSWORD
    ) -> TestResponse:
        """Make a token for a script; `password` None: without saying it."""
        body = {"name": name, "scope": scope}
        body |= {} if password is None else {"password": password}
        return self.send("POST", "/api/tokens", json=body)

    def people(self, **query) -> TestResponse:
        return self.get("/api/people", **query)

    def directory(self, **query) -> TestResponse:
        return self.get("/api/directory", **query)

    def profile(self, id: object) -> TestResponse:
        """Look at somebody's card."""
        return self.get(f"/api/directory/{id}")

    def change_person(self, id: object, /, **change) -> TestResponse:
        return self.send("PATCH", f"/api/people/{id}", json=change)

    def make_sign_in_link(self, id: object) -> TestResponse:
        return self.send("POST", f"/api/people/{id}/sign-in-link", json={})

    def invite(self, uses: object = 1, days: object = 1, **more) -> TestResponse:
        body = {"uses": uses, "days": days} | more
        return self.send("POST", "/api/invitations", json=body)

    def use_invitation(self, token: object) -> TestResponse:
        """Come into the room of an invitation."""
        return self.send("POST", "/api/invitations/use", json={"token": token})

    def invitations(self) -> list[dict]:
        """The invitations that are good yet."""
        answer = self.get("/api/invitations")
        assert answer.status_code == 200, answer.text
        return answer.json["invitations"]

    def revoke(self, id: object) -> TestResponse:
        return self.send("DELETE", f"/api/invitations/{id}", content_type="application/json")

    def decide(self, **rules) -> TestResponse:
        """Say who may join."""
        return self.send("PATCH", "/api/joining", json=rules)

    def show_picture(self, data: bytes, content_type: str = "image/png") -> TestResponse:
        """Show a picture of oneself."""
        return self.send("PUT", "/api/account/avatar", data=data, content_type=content_type)

    def remove_picture(self) -> TestResponse:
        return self.send("DELETE", "/api/account/avatar", content_type="application/json")

    def picture(self, key: object) -> TestResponse:
        return self.get(f"/api/avatars/{key}")

    def change_locale(self, **locale) -> TestResponse:
        return self.send("PUT", "/api/account/locale", json=locale)

    def ban(self, address: object, hours: object = 1) -> TestResponse:
        """Keep guests from an address out."""
        return self.send("POST", "/api/bans", json={"address": address, "hours": hours})

    def bans(self) -> list[dict]:
        """The bans that hold."""
        answer = self.get("/api/bans")
        assert answer.status_code == 200, answer.text
        return answer.json["bans"]

    def lift(self, id: object) -> TestResponse:
        return self.send("DELETE", f"/api/bans/{id}", content_type="application/json")

    def audit(self, **query) -> list[dict]:
        """The newest entries of the audit log."""
        answer = self.get("/api/audit", **query)
        assert answer.status_code == 200, answer.text
        return answer.json["entries"]

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

    def says(self, content: str, room_id: object = LOBBY) -> dict:
        """Post, and be sure of it."""
        answer = self.post_message(content, room_id)
        assert answer.status_code == 201, answer.text
        return answer.json

    def delete_message(self, id: object) -> TestResponse:
        return self.send("DELETE", f"/api/messages/{id}", content_type="application/json")

    def report(self, id: object, reason: object = "") -> TestResponse:
        """Report a message."""
        return self.send("POST", f"/api/messages/{id}/reports", json={"reason": reason})

    def reports(self, **query) -> TestResponse:
        return self.get("/api/reports", **query)

    def resolve(self, id: object, is_resolved: object = True) -> TestResponse:
        """Settle a report, or take it up again."""
        return self.send("PATCH", f"/api/reports/{id}", json={"is_resolved": is_resolved})

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
