"""The chat as one visitor's page calls it. Each call is named by what it turned out to be.

A call gives the answer, or None after it has marked the request as failed.
"""

import json
from uuid import uuid4

import gevent

GUEST_TRIES = 10
LONGEST_WAIT_SECONDS = 60


def meaning(answer: dict) -> str:
    """The name of a poll, decided by its answer."""
    if answer["reset"]:
        return "reset"
    return "poll with news" if answer["messages"] else "empty poll"


class Chat:
    """The calls of one visitor. `http` keeps the cookies and the connection."""

    def __init__(self, http):
        self._http = http

    def enter(self) -> dict | None:
        """Who I am; a new visitor becomes a guest."""
        with self._http.get("/api/session", name="session", catch_response=True) as response:
            if response.status_code != 401:
                return _answer(response)
            response.success()  # 401 is the right answer to a new visitor
        return self._become_a_guest()

    def rooms(self) -> list[dict] | None:
        """The rooms I may see."""
        with self._http.get("/api/rooms", name="rooms", catch_response=True) as response:
            answer = _answer(response, "rooms")
        return answer and answer["rooms"]

    def page(self, room_id: int) -> dict | None:
        """The newest messages of the room, with the cursor to follow from."""
        path = f"/api/messages?room_id={room_id}"
        with self._http.get(path, name="page", catch_response=True) as response:
            return _answer(response, "messages", "cursor")

    def poll(self, cursor: str) -> dict | None:
        """What changed since the cursor."""
        path = f"/api/messages?after={cursor}"
        with self._http.get(path, name="poll", catch_response=True) as response:
            answer = _answer(response, "messages", "cursor", "more", "reset", "left")
            if answer:
                response.request_meta["name"] = meaning(answer)
        return answer

    def post(self, room_id: int, content: str) -> dict | None:
        """Say something; the message as the chat acknowledged it."""
        new = {"room_id": room_id, "content": content, "client_id": str(uuid4())}
        with self._http.post(
            "/api/messages", json=new, name="post", catch_response=True
        ) as response:
            return _answer(response, "id")

    def _become_a_guest(self) -> dict | None:
        for _ in range(GUEST_TRIES):
            with self._http.post(
                "/api/session/guest", json={}, name="guest", catch_response=True
            ) as response:
                if response.status_code != 429:
                    return _answer(response, "id")
                # nginx limits new guests per address; all of ours come from one.
                response.request_meta["name"] = "guest, told to wait"
                response.success()
            gevent.sleep(_retry_after(response))
        return None


def _answer(response, *keys: str) -> dict | None:
    if not 200 <= response.status_code < 300:
        if response.status_code:  # 0 is a failed connection, which has an error of its own
            response.failure(f"{response.status_code} {_problem(response)}")
        return None
    try:
        answer = json.loads(response.content)
    except ValueError:
        answer = {}
    if all(key in answer for key in keys):
        return answer
    response.failure(f"not the promised answer: {response.content[:80]!r}")
    return None


def _problem(response) -> str:
    try:
        return json.loads(response.content)["type"]
    except (ValueError, KeyError, TypeError):
        return "without a problem document"


def _retry_after(response) -> float:
    try:
        return min(float(response.headers.get("Retry-After")), LONGEST_WAIT_SECONDS)
    except (TypeError, ValueError):
        return 1.0
