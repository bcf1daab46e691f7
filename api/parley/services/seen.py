"""When each session was last in use, exact to a few minutes."""

import time
from contextlib import suppress
from typing import Any

from sqlalchemy import Engine, update

from parley import clock
from parley.db import db, write
from parley.errors import Busy
from parley.models import Session
from parley.services.feed_memory import MEMORY_MAX

EVERY_S = 300


class _Seen:
    """When each session was last written down as seen, by this process's clock."""

    def __init__(self, _engine: Engine, _settings: dict[str, Any]) -> None:
        self.at: dict[int, float] = {}


def mark(session_id: int) -> None:
    """Take it that this session was just written down as seen."""
    at = db.companion(_Seen).at
    if len(at) >= MEMORY_MAX:
        at.clear()
    at[session_id] = time.monotonic()


def saw(session_id: int) -> None:
    """Remember that a session is in use; written down now and then, when nobody else writes."""
    last = db.companion(_Seen).at.get(session_id, 0.0)
    if time.monotonic() - last < EVERY_S:
        return
    mark(session_id)
    is_it = update(Session).where(Session.id == session_id)
    with suppress(Busy), write(patience_s=0) as database:
        database.execute(is_it.values(last_seen_at=clock.utcnow()))
