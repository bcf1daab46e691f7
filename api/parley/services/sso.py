"""Single sign-on by OpenID Connect: the way to a provider, and the way back."""

import secrets
from typing import Any

from parley.db import db, write
from parley.errors import SsoRefused, Suspended
from parley.services import audit, id_tokens, identities, pace, providers, tickets
from parley.services.entering import Pending
from parley.services.sessions import Caller, Person, SignedIn

GONE_OUT = "single sign-on"
RANDOM_BYTES = 32  # RFC 7636, 4.1


def begin(caller: Caller, provider_id: str) -> dict[str, str]:
    """Where to send the browser, and the ticket that it has to bring back: {address, ticket}.

    Raises:
        NotFound: there is no such provider.
        ProviderUnreachable, TooFast.
    """
    pace.spend_try(caller.address)
    provider = providers.find(provider_id)
    asked = {name: secrets.token_urlsafe(RANDOM_BYTES) for name in ("state", "nonce", "verifier")}
    with providers.reached(provider) as session:
        address = providers.authorization_address(session, provider, **asked)
    return {
        "address": address,
        "ticket": tickets.issue(GONE_OUT, {"provider": provider.id} | asked),
    }


def sign_in(
    former: Person | None,
    caller: Caller,
    *,
    provider: str,
    ticket: str,
    code: str,
    state: str,
    iss: str | None = None,
) -> SignedIn | Pending:
    """Sign in by what a provider gave the browser, or begin to, for who has a second factor.

    Raises:
        SsoRefused: it is no answer to what this browser asked, or the person may not come in.
        TicketExpired: it was asked too long ago, or answered before.
        NotFound: there is no such provider any more.
        ProviderUnreachable, SignUpClosed, Suspended, TooFast, NotSignedIn.
    """
    pace.spend_try(caller.address)
    asked = tickets.read(GONE_OUT, ticket)
    tickets.require_unspent(db.session, ticket)
    newcomer = None
    try:
        _require_answer(asked, provider, state)
        newcomer = _arrived(asked, code, iss)
        return identities.enter(newcomer, former, caller, ticket)
    except (SsoRefused, Suspended):
        _record_failure(caller, asked["provider"], newcomer)
        raise


def _require_answer(asked: dict[str, Any], provider: str, state: str) -> None:
    """Insist that this browser asked this provider, and this is what it asked."""
    is_asked = secrets.compare_digest(state.encode(), asked["state"].encode())
    if provider != asked["provider"] or not is_asked:
        raise SsoRefused()


def _arrived(asked: dict[str, Any], code: str, iss: str | None) -> identities.Visitor:
    provider = providers.find(asked["provider"])
    expected = {"verifier": asked["verifier"], "nonce": asked["nonce"]}
    with providers.reached(provider) as session:
        providers.require_issuer(session, provider, iss)
        says = id_tokens.claims_for(session, provider, code=code, **expected)
    return identities.visitor(provider, says)


def _record_failure(caller: Caller, provider: str, newcomer: identities.Visitor | None) -> None:
    with write() as session:
        subject = newcomer and identities.holder(session, newcomer)
        audit.record(session, "sign-in-failed", caller, subject=subject, provider=provider)
