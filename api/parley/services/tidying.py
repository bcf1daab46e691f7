"""What is forgotten with time: guests who stay away, cookies, links, bans and mutes that have run
out, who left which room long ago, and what was in rooms that are no more."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session as Database

from parley import clock
from parley.db import db, write
from parley.domain.names import FORMER_GUEST
from parley.models import Departure, FeedState, Link, Mail, RoomMute, Session, User
from parley.models.session import idle_guests
from parley.services import bans, feed, memberships, purging, sessions, turns

MAILS_KEPT = timedelta(days=7)  # longer than they are tried for: where no mail is sent any more
AT_ONCE = 100  # guests in one write, so that nobody waits long for a turn


class _Settings:
    """For how many days a guest who stays away is kept; 0 is for good."""

    def __init__(self, _engine: Engine, settings: dict[str, Any]) -> None:
        self.days = settings["GUESTS_KEPT_DAYS"]


def tidy(patience_s: float | None = None) -> int:
    """Forget what has run out; forget guests, and then take away what was in deleted rooms, each for
    so many seconds at most (None: to the end).

    Returns:
        How many guests were forgotten, or became former ones because they had said something.
    """
    now = clock.utcnow()
    with write() as session:
        sessions.forget_unused(session)
        session.execute(delete(Link).where(Link.expires_at < now))
        session.execute(delete(Mail).where(Mail.created_at < now - MAILS_KEPT))
        bans.forget_expired(session)
        session.execute(delete(RoomMute).where(RoomMute.until < now))
        _forget_departures(session)
    days = db.companion(_Settings).days
    count = turns.spread(_forget_guests(now - timedelta(days=days)), patience_s) if days else 0
    purging.purge(patience_s)
    return count


def _forget_departures(session: Database) -> None:
    """Forget who left which room so long ago that no feed goes back there."""
    newest = session.execute(FeedState.newest()).one().revision
    session.execute(delete(Departure).where(Departure.revision < newest - feed.REPLAY_MAX))


def _forget_guests(idle_since: datetime) -> Iterator[int]:
    """Forget some at each step, and say how many; a step begins where the one before ended."""
    last = 0
    while ids := _forget_some(idle_since, last):
        last = ids[-1]
        yield len(ids)


def _forget_some(idle_since: datetime, after: int) -> list[int]:
    with write() as session:
        rows = session.execute(idle_guests(idle_since, after, AT_ONCE)).all()
        ids = [row.id for row in rows]
        spoken = [row.id for row in rows if row.has_spoken]
        if rows:
            _forget(session, ids, spoken)
            feed.change_rights(session)
    if spoken:
        feed.forget_changes()  # they carry the former names
    return ids


def _forget(session: Database, ids: Collection[int], spoken: Collection[int]) -> None:
    """Forget these guests; those who have spoken stay, as former ones.

    All at once, table by table: for each of them alone, a room would be counted anew.
    """
    session.execute(delete(Session).where(Session.user_id.in_(ids)))
    memberships.forget(session, ids)
    now = clock.utcnow()
    for guest in session.scalars(select(User).where(User.id.in_(spoken))):
        guest.become_former(FORMER_GUEST, now)
    session.execute(delete(User).where(User.id.in_(set(ids) - set(spoken))))
