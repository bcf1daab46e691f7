"""What is forgotten with time: guests who stay away, cookies, links, bans and mutes that have run
out, who left which room long ago, and what was in rooms that are no more."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session as Database

from parley import clock
from parley.db import db, write
from parley.domain.names import FORMER_GUEST
from parley.models import Departure, FeedState, Link, Mail, RoomMute, Session, User
from parley.models.session import idle_guests
from parley.services import bans, feed, memberships, purging, sessions

MAILS_KEPT = timedelta(days=7)  # longer than they are tried for: where no mail is sent any more
AT_ONCE = 100  # guests in one write, so that nobody waits long for a turn


class _Settings:
    """For how many days a guest who stays away is kept; 0 is for good."""

    def __init__(self, _engine: Engine, settings: dict[str, Any]) -> None:
        self.days = settings["GUESTS_KEPT_DAYS"]


def tidy(purging_s: float | None = None) -> int:
    """Forget what has run out; take away what was in deleted rooms, for so many seconds at most
    (None: to the end).

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
    count = 0
    while days and (some := _forget_some(now - timedelta(days=days))):
        count += some
    purging.purge(purging_s)
    return count


def _forget_departures(session: Database) -> None:
    """Forget who left which room so long ago that no feed goes back there."""
    newest = session.execute(FeedState.newest()).one().revision
    session.execute(delete(Departure).where(Departure.revision < newest - feed.REPLAY_MAX))


def _forget_some(idle_since: datetime) -> int:
    with write() as session:
        rows = list(session.execute(idle_guests(idle_since, AT_ONCE)))
        for guest, has_spoken in rows:
            _forget(session, guest, has_spoken=has_spoken)
        if rows:
            session.flush()
            feed.change_rights(session)
    if any(has_spoken for _, has_spoken in rows):
        feed.forget_changes()  # they carry the former names
    return len(rows)


def _forget(session: Database, guest: User, *, has_spoken: bool) -> None:
    session.execute(delete(Session).where(Session.user_id == guest.id))
    memberships.forget(session, guest.id)
    if has_spoken:
        guest.become_former(FORMER_GUEST, clock.utcnow())
    else:
        session.delete(guest)
