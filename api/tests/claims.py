"""What several tests claim about an answer."""

from werkzeug.test import TestResponse

NOTHING_YET = {"has_factor": False, "needs_factor": False, "avatar": None}
TITLES_SEEN: dict[str, str] = {}


def problem(answer: TestResponse, status: int, kind: str, *fields: str) -> dict:
    """Claim that the answer is this problem, in the one shape, about exactly these fields."""
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    body = answer.get_json(force=True)
    assert body["type"] == kind, body
    assert body["status"] == status
    assert is_sentence(body["title"]) and is_sentence(body["detail"])
    assert set(body) == {"type", "title", "status", "detail"} | ({"errors"} if fields else set())
    assert [error["field"] for error in body.get("errors", [])] == list(fields), body
    for error in body.get("errors", []):
        assert set(error) == {"field", "message"} and is_sentence(error["message"])
    # A type means one thing: the same title everywhere (RFC 9457, 3.1.3).
    assert TITLES_SEEN.setdefault(kind, body["title"]) == body["title"]
    return body


def a_guest(id: int, name: str) -> dict:
    """A guest as they see themselves."""
    nothing = {"username": None, "has_password": False} | NOTHING_YET
    return {"id": id, "name": name, "role": "guest", "is_guest": True} | nothing


def nothing(cursor: str, *, reset: bool = False) -> dict:
    """An answer of the feed, or a page, without any message."""
    return {"messages": [], "cursor": cursor, "more": False, "reset": reset, "left": []}


def is_sentence(text: str) -> bool:
    """A capital letter or the name of a field at the start, a full stop at the end."""
    return bool(text) and text[-1] in ".:!" and text == text.strip()
