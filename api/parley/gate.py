"""What every request passes before its route: same site, well-formed, by somebody who may.

Who may call a route stands beside its address in `routes/__init__.py`.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Request, Response, current_app, g, request
from flask.sessions import SessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from parley import cookies, refusals
from parley.domain.permissions import ANYBODY, GUEST, is_at_least, scope_allows
from parley.errors import GuestsClosed, Invalid, NotAllowed, NotSignedIn, SecondFactorRequired
from parley.services import bans, feed_memory, seen, sessions, tokens
from parley.services.passkeys import Site
from parley.services.sessions import Caller, Person, SignedIn

BODY_MAX_BYTES = 64 * 1024
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
_NOT_ASKED_YET = object()


class NoSession(SessionInterface):
    """Flask's own session stays unused: our cookie is read only where someone asks who is there."""

    def open_session(self, app: Flask, request: Request) -> None:
        return None


def init_app(app: Flask) -> None:
    """Stand before every route."""
    app.config["MAX_CONTENT_LENGTH"] = BODY_MAX_BYTES
    app.session_interface = NoSession()
    cookies.init_app(app)
    # Only nginx reaches the API's socket, and nginx replaces these headers.
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)
    app.before_request(_check)
    app.after_request(_finish)


def open_to(
    role: str, route: Callable[..., Any], scope: str | None = None, *, reads_image: bool = False
) -> None:
    """Open a route to everybody of this role or a higher one; ANYBODY is who is not signed in.

    `scope` is what a token needs for it; without one, no token opens it. Who sends it something
    sends JSON, or else an image, which is read by the route once it is known who sends it.
    """
    route.open_to, route.scope, route.reads_image = role, scope, reads_image


def is_public(route: Callable[..., Any]) -> bool:
    """Whether a route is open to people who are not signed in."""
    return route.open_to == ANYBODY


def person() -> Person:
    """Who is asking.

    Raises:
        NotSignedIn: nobody is.
    """
    return _somebody(request)


def person_or_none() -> Person | None:
    """Who is asking, if anybody is signed in; a token is for what needs somebody."""
    return None if _bearer(request) is not None else _recognised(request)


def caller() -> Caller:
    """Where the request comes from; nginx says the address, and replaces what others say of it."""
    return Caller(request.remote_addr or "", request.headers.get("User-Agent", ""))


def site() -> Site:
    """What the page's passkeys belong to; a forged host is one that no browser signs for.

    It is spelled as browsers do, in ASCII (RFC 5891): "xn--mnchen-3ya.example".

    Raises:
        Invalid: the request names no host.
    """
    host = _host_in(f"//{request.host}")
    if not host:
        raise Invalid(errors=[{"field": "Host", "message": "Name the host of this chat."}])
    return Site(host, f"{request.scheme}://{request.host}")


def _host_in(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:  # "//[", say
        return None


def sign_in(newcomer: SignedIn) -> None:
    """Give the browser the cookie by which this person is recognised."""
    g.person = newcomer.person
    g.cookie = cookies.written(newcomer.person.session_id, newcomer.key)


def sign_out() -> None:
    """Take the cookie back."""
    g.person = None
    g.cookie = ""


def _somebody(asked: Request) -> Person:
    known = _recognised(asked)
    if known is None:
        raise NotSignedIn()
    return known


def _recognised(asked: Request) -> Person | None:
    known = g.get("person", _NOT_ASKED_YET)
    if known is _NOT_ASKED_YET:
        known = g.person = _whoever_sent(asked)
    return known


def _whoever_sent(asked: Request) -> Person | None:
    token, cookie = _bearer(asked), cookies.sent_with(asked)
    if token is not None:
        return tokens.recognise(token)
    if cookie:
        return feed_memory.remember(("cookie", cookie), lambda: _person_of(cookie))
    return None


def _bearer(asked: Request) -> str | None:
    """The token of a script (RFC 6750, 2.1); who sends one is not looked up by a cookie too."""
    scheme, _, token = asked.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _person_of(cookie: str) -> Person | None:
    known = cookies.read(cookie)
    holder = known and sessions.recognise(*known)
    return holder if holder is not None and holder.scope is None else None


def _check() -> None:
    asked = request._get_current_object()  # each look through the proxy costs as much as a check
    if asked.routing_exception is not None:
        return  # an unknown address or a wrong method says so by itself
    route = current_app.view_functions[asked.endpoint]
    if asked.method not in SAFE_METHODS:
        if _bearer(asked) is None:  # no browser adds one to what another site makes it send
            refusals.other_sites(asked)
        if route.reads_image:
            refusals.other_images(asked)
        else:
            refusals.other_bodies(asked)
    refusals.repetition(asked)
    _require_rights(asked, route)


def _require_rights(asked: Request, route: Callable[..., Any]) -> None:
    if is_public(route):
        return
    known = _somebody(asked)
    if not is_at_least(known.role, route.open_to):
        raise NotAllowed()
    if known.scope is not None and not scope_allows(known.scope, route.scope):
        raise NotAllowed("It takes a token of another scope, or a browser.")
    if not route.is_entrance:
        _require_entrance(asked, known)
    seen.saw(known.session_id)


def _require_entrance(asked: Request, known: Person) -> None:
    if not known.is_welcome:
        raise GuestsClosed()
    if known.role == GUEST:
        bans.require_unbanned(asked.remote_addr or "")
    if known.needs_factor:
        raise SecondFactorRequired()


def _finish(response: Response) -> Response:
    response.headers.setdefault("Cache-Control", "no-store")
    if (cookie := g.get("cookie")) is not None:
        cookies.give(response, cookie)
    return response
