"""Bans of addresses: networks from which no guest may come for a time."""

from datetime import datetime, timedelta
from ipaddress import ip_network
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from parley import clock
from parley.db import db, write
from parley.domain import networks
from parley.domain.networks import Network
from parley.domain.permissions import ADMINISTRATOR
from parley.errors import AddressBanned, NotFound
from parley.models import AddressBan
from parley.models.address_ban import bans_with_makers
from parley.services import audit, feed, feed_memory, sessions
from parley.services.sessions import Caller, Person


def show() -> list[dict[str, Any]]:
    """The bans that hold, the newest first."""
    rows = db.session.execute(bans_with_makers(clock.utcnow()))
    return [_record(*row) for row in rows]


def ban(actor: Person, caller: Caller, network: str, hours: int) -> dict[str, Any]:
    """Keep guests from a network out for so many hours, whatever held for it before.

    Raises:
        NotSignedIn, NotAllowed.
    """
    now = clock.utcnow()
    with write() as session:
        actor = sessions.require_present(session, actor, ADMINISTRATOR)
        session.execute(delete(AddressBan).where(AddressBan.network == network))
        made = AddressBan(
            network=network,
            made_by=actor.id,
            created_at=now,
            expires_at=now + timedelta(hours=hours),
        )
        session.add(made)
        session.flush()
        feed.change_rights(session)
        details = {"network": network, "hours": hours}
        audit.record(session, "address-banned", caller, actor=actor.id, **details)
    return _record(made, actor.name)


def lift(actor: Person, caller: Caller, ban_id: int) -> None:
    """End a ban before its time.

    Raises:
        NotFound: there is none of this id that holds.
        NotSignedIn, NotAllowed.
    """
    with write() as session:
        sessions.require_present(session, actor, ADMINISTRATOR)
        found = session.get(AddressBan, ban_id)
        if found is None or found.expires_at <= clock.utcnow():
            raise NotFound("There is no such ban.")
        session.delete(found)
        session.flush()
        feed.change_rights(session)
        details = {"network": found.network}
        audit.record(session, "address-ban-lifted", caller, actor=actor.id, **details)


def require_unbanned(address: str) -> None:
    """Insist that guests may come from an address.

    Raises:
        AddressBanned: they may not, for a time.
    """
    bans = feed_memory.remember(("bans",), _all)
    known = networks.address(address) if bans else None
    if known is not None:
        now = clock.utcnow()
        if any(known in network and now < expires_at for network, expires_at in bans):
            raise AddressBanned()


def forget_expired(session: Session) -> None:
    """Forget the bans whose time is over, inside a write."""
    session.execute(delete(AddressBan).where(AddressBan.expires_at <= clock.utcnow()))


def _all() -> list[tuple[Network, datetime]]:
    bans = db.session.scalars(AddressBan.holding(clock.utcnow()))
    return [(ip_network(ban.network), ban.expires_at) for ban in bans]


def _record(ban: AddressBan, maker: str | None) -> dict[str, Any]:
    return {
        "id": ban.id,
        "network": ban.network,
        "created_at": ban.created_at,
        "expires_at": ban.expires_at,
        "created_by": {"id": ban.made_by, "name": maker} if ban.made_by and maker else None,
    }
