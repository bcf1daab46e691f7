"""What the gate refuses whoever sends it: other sites' doing, other bodies, repetition."""

from urllib.parse import urlsplit

from flask import Request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from parley.errors import CrossSite, Invalid, MalformedJson, UnsupportedMediaType

IMAGE_MAX_BYTES = 4 * 1024 * 1024  # nginx lets as much through at the same addresses
IMAGE_TYPES = {"image/png", "image/jpeg", "image/webp", "image/gif"}
SAME_SITE = {"same-origin", "none"}  # W3C Fetch Metadata; "none" is the person's own doing


def other_sites(asked: Request) -> None:
    """Refuse what another site made a browser send: OWASP's check against CSRF.

    Fetch Metadata tells, or else Origin. Who sends neither is no browser; a script that has the
    cookie is its owner.

    Raises:
        CrossSite.
    """
    site, origin = asked.headers.get("Sec-Fetch-Site"), asked.headers.get("Origin")
    if site is not None:
        is_ours = site in SAME_SITE
    else:
        is_ours = origin is None or _host_of(origin) == asked.host
    if not is_ours:
        raise CrossSite()


def other_bodies(asked: Request) -> None:
    """Refuse a body that is not one JSON object; to delete something takes none.

    Raises:
        UnsupportedMediaType, MalformedJson, Invalid: it is something else.
        RequestEntityTooLarge: there is too much of it.
    """
    if asked.mimetype != "application/json":
        raise UnsupportedMediaType()
    if asked.method == "DELETE" and not asked.content_length:
        return
    try:
        body = asked.get_json()
    except RequestEntityTooLarge:
        raise
    except (BadRequest, UnicodeDecodeError, RecursionError):
        raise MalformedJson() from None
    if not isinstance(body, dict):
        raise Invalid(errors=[{"field": "", "message": "Send one JSON object."}])


def other_images(asked: Request) -> None:
    """Refuse a body that is no image; of one, more may come than of JSON.

    Raises:
        UnsupportedMediaType: it says that it is something else.
        RequestEntityTooLarge: there is too much of it.
    """
    if asked.mimetype not in IMAGE_TYPES:
        raise UnsupportedMediaType("Send the picture itself, as PNG, JPEG, WebP or GIF.")
    asked.max_content_length = IMAGE_MAX_BYTES
    if (asked.content_length or 0) > IMAGE_MAX_BYTES:
        raise RequestEntityTooLarge()


def repetition(asked: Request) -> None:
    """Refuse a query that says something twice.

    Raises:
        Invalid: it names the parameter.
    """
    if not asked.query_string:
        return
    for name, values in asked.args.lists():
        if len(values) > 1:
            raise Invalid(errors=[{"field": name, "message": "Give this once."}])


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc or None
    except ValueError:  # "http://[", say
        return None
