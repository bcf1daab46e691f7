"""ID tokens: what a provider of single sign-on signed about a person (OpenID Connect Core 1.0)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import structlog

from parley import clock
from parley.domain import claims
from parley.errors import SsoRefused
from parley.readers import Provider
from parley.services import providers

# With a key pair each: "none" signs nothing, and for HMAC a public key would do.
ALGORITHMS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
)
LEEWAY_S = 60  # by which two clocks may differ
SUBJECT_MAX_CHARS = 255  # section 2
_WANTED = ("email", "email_verified", "name", "preferred_username")

log = structlog.get_logger()


def claims_for(
    session: Any, provider: Provider, *, code: str, verifier: str, nonce: str
) -> dict[str, Any]:
    """What a provider says about the person to whom it gave a code, in a conversation with it.

    Raises:
        SsoRefused: the code or the ID token is not for us, or not for what was asked.
    """
    given = providers.exchange(session, provider, code, verifier)
    said = _verified(session, provider, given["id_token"], nonce)
    wanted = (*_WANTED, provider.role_claim) if provider.role_claim else _WANTED
    if all(name in said for name in wanted):
        return said
    more = providers.userinfo(session, provider, given["access_token"])
    if more and more.get("sub") != said["sub"]:  # section 5.3.2: or it is about somebody else
        raise _refused(provider, "another subject in userinfo")
    return claims.merged(said, more)


def _verified(session: Any, provider: Provider, token: str, nonce: str) -> Mapping[str, Any]:
    """The claims of an ID token that is for us, now, and for this question (section 3.1.3.7)."""
    from authlib.oidc.core import CodeIDToken

    issuer = providers.metadata(session, provider)["issuer"]
    options = {
        "iss": {"essential": True, "value": issuer},
        "sub": {"essential": True},
        "aud": {"essential": True, "value": provider.client_id},
    }
    params = {"nonce": nonce, "client_id": provider.client_id}
    signed = _signed(session, provider, token)
    with _judging(provider):
        said = CodeIDToken(signed.claims, signed.header, options, params)
        said.validate(int(clock.utcnow().timestamp()), LEEWAY_S)
    if len(said["sub"]) > SUBJECT_MAX_CHARS:
        raise _refused(provider, "too long a subject")
    return said


def _signed(session: Any, provider: Provider, token: str) -> Any:
    """The token, whose signature is right; a key that is unknown is looked for once more."""
    from joserfc import jwt
    from joserfc.errors import InvalidKeyIdError

    known = providers.keys(session, provider)
    with _judging(provider), suppress(InvalidKeyIdError):
        return jwt.decode(token, _key_set(known), ALGORITHMS)
    newest = providers.keys(session, provider, again=True)
    with _judging(provider):
        return jwt.decode(token, _key_set(newest), ALGORITHMS)


@contextmanager
def _judging(provider: Provider) -> Iterator[None]:
    """Whatever is wrong with a token is one failure: no token of a stranger's is half right."""
    from joserfc.errors import JoseError

    try:
        yield
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise _refused(provider, getattr(error, "error", type(error).__name__)) from None


def _key_set(keys: dict[str, Any]) -> Any:
    """The keys that sign; one that is not understood stands in no other's way (RFC 7517, 5)."""
    from joserfc.errors import JoseError
    from joserfc.jwk import JWKRegistry, KeySet

    known = []
    for key in keys["keys"]:
        with suppress(JoseError, ValueError, TypeError, KeyError, AttributeError):
            if key.get("use", "sig") == "sig":
                known.append(JWKRegistry.import_key(key))
    return KeySet(known)


def _refused(provider: Provider, reason: str) -> SsoRefused:
    log.warning("sign-on refused", provider=provider.id, reason=reason)
    return SsoRefused()
