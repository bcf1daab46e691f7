"""What this process knows of one database's feed: the newest cursor, the newest changes, and what
holds until somebody is or may something else."""

import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine

from parley.db import db, look_afresh, sees_uncommitted, tune
from parley.domain.cursors import Cursor
from parley.services.cursor_files import CursorFiles
from parley.services.ring import Change, Ring

MEMORY_MAX = 10_000  # entries

T = TypeVar("T")


class FeedMemory:
    """What this process knows of one database's feed."""

    def __init__(self, engine: Engine, settings: dict[str, Any]) -> None:
        self.ring = Ring()
        self.files = CursorFiles(settings["FEED_DIR"])
        self.news = threading.Event()
        self.memory: dict[Hashable, Any] = {}
        self._forgot = 0  # another number whenever something known by heart holds no more
        # Between greenlets nothing here is interrupted; threads must not see the newest go back.
        self._turn = threading.Lock()
        self._database = Path(engine.url.database or "")
        self._watch: sqlite3.Connection | None = None
        self._seen_version: int | None = None
        self._seen_rights: int | None = None

    def newest(self) -> Cursor:
        """The newest committed cursor, whoever committed it.

        SQLite's data_version changes with each commit of another connection and costs next to
        nothing to read, so only after a commit is the row itself read.
        """
        with self._turn:
            version = self._version()
            if version != self._seen_version:
                state = "SELECT epoch, revision, rights FROM feed_state"
                epoch, revision, rights = self._watch.execute(state).fetchone()
                self._moved_to(Cursor(epoch, revision), rights)
                self._seen_version = version
            return self.ring.newest

    def _version(self) -> int:
        if self._watch is None:
            self._watch = sqlite3.connect(self._database, check_same_thread=False)
            tune(self._watch)
        return self._watch.execute("PRAGMA data_version").fetchone()[0]

    def _moved_to(self, newest: Cursor, rights: int) -> None:
        is_foreign = newest != self.ring.newest  # somebody else's change: the command line's
        if is_foreign or rights != self._seen_rights:
            self.memory.clear()
            self._forgot += 1
            self._seen_rights = rights
        if is_foreign:
            self.ring.restart(newest)
            self.wake()

    def took(
        self,
        before: Cursor,
        changes: list[Change],
        *,
        rewrites_history: bool,
        outdated: Iterable[Hashable],
        learned: Mapping[Hashable, Any],
    ) -> None:
        """Take in what this process has just committed after `before`."""
        with self._turn:
            if self.ring.newest != before:  # another process came in between
                self.memory.clear()
            self._forgot += 1
            for key in outdated:
                self.memory.pop(key, None)
            self._keep(learned)
            self.ring.append(before.epoch, changes)
            if rewrites_history:
                self.ring.restart(self.ring.newest)
            self._seen_version = None  # who came after us was perhaps seen before us
            self.wake()

    def known(self, key: Hashable) -> Any:
        """What is known by heart, or None."""
        self.newest()  # forgets what held before a change
        return self.memory.get(key)

    def remember(self, key: Hashable, make: Callable[[], T | None]) -> T | None:
        """What `make()` gives; kept only where nothing has changed meanwhile, or could be undone."""
        known = self.known(key)
        if known is not None:
            return known
        forgot = self._forgot
        look_afresh()  # what was read before goes on showing what held before a change
        made = make()
        is_settled = made is not None and not sees_uncommitted()
        with self._turn:
            if is_settled and forgot == self._forgot:
                self._keep({key: made})
        return made

    def _keep(self, some: Mapping[Hashable, Any]) -> None:
        if len(self.memory) + len(some) > MEMORY_MAX:
            self.memory.clear()
        self.memory.update(some)

    def restart(self) -> None:
        """Forget the newest changes, which look different now."""
        newest = self.newest()
        with self._turn:
            self.ring.restart(newest)

    def wake(self) -> None:
        """Rouse whoever waits for news."""
        roused, self.news = self.news, threading.Event()
        roused.set()


def current() -> FeedMemory:
    """What is known of the feed of the database in use."""
    return db.companion(FeedMemory)


def remember(key: Hashable, make: Callable[[], T | None]) -> T | None:
    """What `make()` gives; kept, unless it is None, until `feed.change_rights()` is called."""
    return current().remember(key, make)
