"""Who may join: what the owners decided, or else the settings."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from parley.db import db, write
from parley.domain.permissions import OWNER
from parley.models import Joining, User
from parley.models.joining import THE_ROW
from parley.services import audit, feed, feed_memory, sessions
from parley.services.sessions import Caller, Person

OPEN, BY_INVITATION, CLOSED = "open", "invite", "closed"


@dataclass(frozen=True, slots=True)
class Rules:
    """How accounts are made ("open", "invite", "closed"), whether guests may come, who must have a
    second factor ("nobody", "administrators", "everybody"), and whether guests see who is in their
    rooms."""

    sign_up: str
    guests: bool
    second_factor: str
    members_visible_to_guests: bool = True


class _Settings:
    """What holds until an owner decides otherwise, and what else leads in."""

    def __init__(self, _engine: Engine, settings: dict[str, Any]) -> None:
        self.rules = Rules(settings["SIGN_UP"], settings["GUESTS"], settings["SECOND_FACTOR"])
        self.ways = {
            "mail": bool(settings["SMTP_HOST"]),
            "directory": bool(settings["LDAP_URL"]),
            "providers": [{"id": one.id, "name": one.name} for one in settings["OIDC_PROVIDERS"]],
        }


def rules(session: Session) -> Rules:
    """What holds at present."""
    default = db.companion(_Settings).rules
    decided = session.get_one(Joining, THE_ROW)
    return Rules(
        decided.sign_up or default.sign_up,
        default.guests if decided.guests is None else decided.guests,
        decided.second_factor or default.second_factor,
        decided.members_visible_to_guests is not False,
    )


def shows_members_to_guests() -> bool:
    """Whether guests see who is in their rooms, at the price of a look-up in memory."""
    known = ("joining", "members_visible_to_guests")
    return feed_memory.remember(known, lambda: rules(db.session).members_visible_to_guests)


def show() -> dict[str, Any]:
    """What everybody may know of it.

    Returns:
        {sign_up, guests, second_factor, members_visible_to_guests, has_owner, mail, directory,
        providers}.
    """
    return _shown(db.session)


def decide(owner: Person, caller: Caller, **rules: str | bool | None) -> dict[str, Any]:
    """Change what is given, of `sign_up`, `guests`, `second_factor` and
    `members_visible_to_guests`.

    Raises:
        NotAllowed: an owner no more.
        NotSignedIn: the session has ended.
    """
    decisions = {name: value for name, value in rules.items() if value is not None}
    with write() as session:
        sessions.require_present(session, owner, OWNER)
        decided = session.get_one(Joining, THE_ROW)
        for name, value in decisions.items():
            setattr(decided, name, value)
        session.flush()
        if decisions:
            audit.record(session, "joining-changed", caller, actor=owner.id, **decisions)
            feed.change_rights(session)
        return _shown(session)


def _shown(session: Session) -> dict[str, Any]:
    present = rules(session)
    has_owner = session.scalar(User.owners()) > 0
    return asdict(present) | {"has_owner": has_owner} | db.companion(_Settings).ways
