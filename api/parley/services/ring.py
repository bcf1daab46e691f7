"""The newest changes, rendered once, so that news reaches everybody without the database."""

from collections.abc import Collection, Container
from dataclasses import dataclass

from parley.domain.cursors import Cursor

RING_SIZE = 1_000


@dataclass(frozen=True, slots=True)
class Change:
    """A message as it became with a revision."""

    revision: int
    message_id: int
    room_id: int
    json: bytes


class Ring:
    """Every change after `oldest` up to `newest`; of a message that changed twice, the last."""

    def __init__(self) -> None:
        self.newest: Cursor | None = None
        self._oldest = 0
        self._changes: dict[int, Change] = {}  # by message, in the order of revisions

    def restart(self, newest: Cursor) -> None:
        """Forget everything: what is known begins after `newest`."""
        self.newest, self._oldest = newest, newest.revision
        self._changes.clear()

    def append(self, epoch: str, changes: Collection[Change]) -> None:
        """Add the changes of one commit, which must follow the newest without a gap."""
        first = min(change.revision for change in changes)
        if self.newest != Cursor(epoch, first - 1):
            self.restart(Cursor(epoch, first - 1))
        for change in changes:
            self._changes.pop(change.message_id, None)
            self._changes[change.message_id] = change
            self.newest = Cursor(epoch, change.revision)
        while len(self._changes) > RING_SIZE:
            self._oldest = self._changes.pop(next(iter(self._changes))).revision

    def since(self, revision: int, room_ids: Container[int], limit: int) -> list[Change] | None:
        """Up to `limit` changes after a revision, oldest first; None where it reaches not so far
        back."""
        if revision < self._oldest:
            return None
        later = []
        for change in reversed(list(self._changes.values())):  # a thread may append meanwhile
            if change.revision <= revision:
                break
            if change.room_id in room_ids:
                later.append(change)
        return later[::-1][:limit]
