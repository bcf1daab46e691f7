"""Talking with providers of single sign-on (OpenID Connect): what they say of themselves, and the
exchange of a code for what they say of a person."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import quote

import gevent
import structlog
from sqlalchemy import Engine

from parley.db import db
from parley.errors import NotFound, ProviderUnreachable, SsoRefused
from parley.readers import Provider, is_sealed

WELL_KNOWN = "/.well-known/openid-configuration"
REMEMBERED_S = 600  # what a provider says of itself
ASKED_AGAIN_S = 60  # between two looks for a key that it did not name at first
SILENCE_S = 5  # how long it may say nothing
WHOLE_S = 15  # and how long all of a step may take
ANSWER_MAX_BYTES = 512 * 1024
CHUNK_BYTES = 16 * 1024
REASON_MAX_CHARS = 100

log = structlog.get_logger()


class Broken(ValueError):
    """A provider does what none should; the text is for the log."""


@dataclass(slots=True)
class Known:
    """What a provider says of itself, until then, and its keys once they were needed."""

    metadata: dict[str, Any]
    until: float
    keys: dict[str, Any] | None = None
    asked_again: float = field(default=float("-inf"))


class _Providers:
    """The providers of the settings, and what is known of them."""

    def __init__(self, _engine: Engine, settings: dict[str, Any]) -> None:
        self.by_id = {provider.id: provider for provider in settings["OIDC_PROVIDERS"]}
        self.public_url = settings["PUBLIC_URL"]
        self.known: dict[str, Known] = {}


def find(provider_id: str) -> Provider:
    """The provider of this id.

    Raises:
        NotFound: there is none.
    """
    provider = db.companion(_Providers).by_id.get(provider_id)
    if provider is None:
        raise NotFound("Nobody of this name signs people in here.")
    return provider


def is_known(provider_id: str) -> bool:
    """Whether the settings have a provider of this id."""
    return provider_id in db.companion(_Providers).by_id


def redirect_uri(provider: Provider) -> str:
    """Where the provider sends the browser back to: the one address, whatever was asked."""
    return f"{db.companion(_Providers).public_url}/sign-in/via/{provider.id}"


@contextmanager
def reached(provider: Provider) -> Iterator[Any]:
    """A conversation with a provider, while which nobody waits for us: gives an OAuth2Session.

    Whatever a stranger's server does wrong is one failure: it is logged, without what was said.

    Raises:
        ProviderUnreachable: it does not answer, or not as it should.
    """
    from authlib.common.errors import AuthlibBaseError  # large, and needed by few chats
    from requests import RequestException, Timeout
    from urllib3.exceptions import HTTPError

    db.session.rollback()  # nobody holds a connection while waiting
    failures = (RequestException, HTTPError, AuthlibBaseError, ValueError, TypeError, KeyError)
    try:
        with _session(provider) as session, gevent.Timeout(WHOLE_S, Timeout):
            yield session
    except (*failures, AttributeError, RecursionError) as error:
        log.warning("provider unreachable", provider=provider.id, reason=_reason(error))
        raise ProviderUnreachable() from None


def _reason(error: Exception) -> str:
    """Why, in words that are not a stranger's, but for an error's code (RFC 6749, 5.2)."""
    if isinstance(error, Broken):
        return str(error)
    return str(getattr(error, "error", None) or type(error).__name__)[:REASON_MAX_CHARS]


def metadata(session: Any, provider: Provider) -> dict[str, Any]:
    """What a provider says of itself (OpenID Connect Discovery 1.0, 4), in a conversation."""
    known = db.companion(_Providers).known
    present = known.get(provider.id)
    if present is None or present.until < time.monotonic():
        found = _fetched(session, provider.discovery_url)
        # Or one provider could speak in the name of another (section 4.3).
        if str(found["issuer"]).rstrip("/") + WELL_KNOWN != provider.discovery_url:
            raise Broken("its issuer does not fit the discovery_url")
        present = known[provider.id] = Known(found, time.monotonic() + REMEMBERED_S)
    return present.metadata


def authorization_address(
    session: Any, provider: Provider, *, state: str, nonce: str, verifier: str
) -> str:
    """Where to send the browser, in a conversation (with PKCE: RFC 7636)."""
    address = metadata(session, provider)["authorization_endpoint"]
    _require_sealed(address)
    asked = {"state": state, "nonce": nonce, "code_verifier": verifier}
    return session.create_authorization_url(address, **asked)[0]


def require_issuer(session: Any, provider: Provider, iss: str | None) -> None:
    """Insist, in a conversation, that an answer came from this provider (RFC 9207, 2.4).

    Raises:
        SsoRefused: it says another's name, or none though the provider always says its own.
    """
    says = metadata(session, provider)
    is_promised = says.get("authorization_response_iss_parameter_supported") is True
    if iss != says["issuer"] if iss is not None else is_promised:
        raise SsoRefused("The answer came from somebody else than the one who was asked.")


def keys(session: Any, provider: Provider, *, again: bool = False) -> dict[str, Any]:
    """A provider's keys (RFC 7517, 5), in a conversation; `again`: since one was not among them."""
    says = metadata(session, provider)
    known, now = db.companion(_Providers).known[provider.id], time.monotonic()
    is_due = again and now - known.asked_again >= ASKED_AGAIN_S
    if is_due:
        known.asked_again = now
    if known.keys is None or is_due:
        known.keys = _fetched(session, says["jwks_uri"])
    return known.keys


def exchange(session: Any, provider: Provider, code: str, verifier: str) -> Mapping[str, Any]:
    """What a provider gives for a code, in a conversation (OpenID Connect Core 1.0, 3.1.3).

    Raises:
        SsoRefused: the code is another's, was used, or is too old.
    """
    from authlib.integrations.base_client import OAuthError

    address = metadata(session, provider)["token_endpoint"]
    _require_sealed(address)
    session.token_endpoint_auth_method = _auth_method(session, provider)
    given = {"code": code, "code_verifier": verifier, "redirect_uri": redirect_uri(provider)}
    try:
        return session.fetch_token(address, grant_type="authorization_code", **given)
    except OAuthError as error:
        if error.error != "invalid_grant":  # not this person's fault
            raise
        raise SsoRefused() from None


def userinfo(session: Any, provider: Provider, access_token: str) -> dict[str, Any]:
    """What a provider says of a person beside the ID token, in a conversation."""
    address = metadata(session, provider).get("userinfo_endpoint")
    bearer = {"Authorization": f"Bearer {access_token}"}
    return _fetched(session, address, headers=bearer) if address else {}


def _auth_method(session: Any, provider: Provider) -> str:
    """How the client shows who it is; the session's id and secret are made ready for it."""
    supported = metadata(session, provider).get("token_endpoint_auth_methods_supported")
    if not provider.client_secret:
        return "none"
    if supported and "client_secret_basic" not in supported:
        return "client_secret_post"
    # RFC 6749, 2.3.1: encoded before they are put together, which Authlib leaves to us.
    session.client_id = quote(provider.client_id, safe="")
    session.client_secret = quote(provider.client_secret, safe="")
    return "client_secret_basic"


def _session(provider: Provider) -> Any:
    from authlib.integrations.requests_client import OAuth2Session

    session = OAuth2Session(
        client_id=provider.client_id,
        client_secret=provider.client_secret or None,
        scope=provider.scopes,
        redirect_uri=redirect_uri(provider),
        code_challenge_method="S256",
        default_timeout=SILENCE_S,
    )
    session.max_redirects = 0  # an address is what discovery says, not what comes after it
    session.hooks["response"].append(_bounded)
    return session


def _fetched(session: Any, address: str, **options: Any) -> dict[str, Any]:
    _require_sealed(address)
    answer = session.get(address, withhold_token=True, **options)
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise Broken("an answer that is no JSON object")
    return found


def _require_sealed(address: str) -> None:
    if not is_sealed(address):
        raise Broken("an address without https")


def _bounded(answer: Any, **_options: Any) -> None:
    """Read an answer as far as one may be long, before requests reads all of it."""
    content = b""
    for chunk in answer.raw.stream(CHUNK_BYTES, decode_content=True):
        content += chunk
        if len(content) > ANSWER_MAX_BYTES:
            answer.close()
            raise Broken("too long an answer")
    answer.raw = BytesIO(content)
