"""Who may join: what the owners decided, or else the settings."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from parley.db import db, write
from parley.models import Joining, User
from parley.models.joining import THE_ROW
from parley.services import audit, feed, sessions
from parley.services.sessions import Caller, Person

OPEN, BY_INVITATION, CLOSED = "open", "invite", "closed"


@dataclass(frozen=True, slots=True)
class Rules:
    """How accounts are made ("open", "invite", "closed"), and whether guests may come."""

    sign_up: str
    guests: bool


class _Settings:
    """What holds until an owner decides otherwise."""

    def __init__(self, _engine: Engine, settings: dict[str, Any]) -> None:
        self.rules = Rules(settings["SIGN_UP"], settings["GUESTS"])


def rules(session: Session) -> Rules:
    """What holds at present."""
    default = db.companion(_Settings).rules
    decided = session.get_one(Joining, THE_ROW)
    return Rules(
        decided.sign_up or default.sign_up,
        default.guests if decided.guests is None else decided.guests,
    )


def show() -> dict[str, Any]:
    """What everybody may know of it: {sign_up, guests, has_owner}."""
    return _shown(db.session)


def decide(owner: Person, caller: Caller, *, sign_up: str | None, guests: bool | None) -> dict:
    """Change what is given.

    Raises:
        NotSignedIn: the session has ended.
    """
    given = {"sign_up": sign_up, "guests": guests}
    decisions = {name: value for name, value in given.items() if value is not None}
    with write() as session:
        sessions.require_present(session, owner)
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
    return {"sign_up": present.sign_up, "guests": present.guests, "has_owner": has_owner}
