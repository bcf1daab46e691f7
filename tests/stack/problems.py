"""The one shape of every failure under /api/, whoever speaks: nginx or the API."""

import json


def assert_problem(answer, status: int, kind: str) -> dict:
    """Check a failure's shape (requests' answer, or one of wire.py); returns its body."""
    if hasattr(answer, "status_code"):
        found, content, headers = answer.status_code, answer.content, answer.headers
    else:
        found, content = answer.status, answer.body
        headers = {name.title(): values[0] for name, values in answer.headers.items()}
    assert found == status, content
    assert headers["Content-Type"] == "application/problem+json"
    assert headers["Cache-Control"] == "no-store"
    body = json.loads(content)
    assert (body["type"], body["status"]) == (kind, status)
    assert body["title"] and body["detail"].endswith(".")
    assert set(body) <= {"type", "title", "status", "detail", "errors"}
    return body
