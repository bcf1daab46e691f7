"""The cookie by which a browser is recognised: a session and the key that opens it, signed."""

from flask import Flask, Request, Response, current_app, request
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.http import parse_cookie

from parley.secret_key import secret_key
from parley.services.sessions import COOKIE_LASTS

COOKIE_NAME = "parley_session"


def init_app(app: Flask) -> None:
    """Sign cookies by the chat's secret key."""
    app.extensions["cookies"] = URLSafeSerializer(secret_key(app.config), salt=COOKIE_NAME)


def written(session_id: int, key: str) -> str:
    """The cookie of a session."""
    return _cookies().dumps([session_id, key])


def sent_with(asked: Request) -> str | None:
    """The cookie that a request brings, as it was written (`asked.cookies` walks all headers)."""
    return parse_cookie(asked.environ).get(COOKIE_NAME)


def read(cookie: str) -> tuple[int, str] | None:
    """The session and the key that a cookie holds, or None where it is not ours.

    Only one spelling counts: a signature has several, and each would be known by heart.
    """
    try:
        session_id, key = _cookies().loads(cookie)
    except BadData:
        return None
    return (session_id, key) if written(session_id, key) == cookie else None


def give(response: Response, cookie: str) -> None:
    """Give a browser its cookie; an empty one takes it back."""
    response.set_cookie(
        COOKIE_NAME,
        cookie,
        max_age=int(COOKIE_LASTS.total_seconds()) if cookie else 0,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def _cookies() -> URLSafeSerializer:
    return current_app.extensions["cookies"]
