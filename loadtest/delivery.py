"""Delivery: from the moment a post was acknowledged to the moment another person had it.

Everybody who was following the chat when the post was acknowledged has to get it. Whoever does
gives one measurement; a post that somebody still lacks after LOST_AFTER_SECONDS is a failure.
People of another Locust process are not known here, so each process measures its own posts.
"""

from collections.abc import Callable
from dataclasses import dataclass

LOST_AFTER_SECONDS = 5.0  # ten polls
KEEP_UNKNOWN = 1_000  # messages read before (or without) their acknowledgement here


class NotDelivered(Exception):
    """An acknowledged post that did not reach everybody."""


@dataclass
class _Post:
    acknowledged: float
    lacking: set[object]


class Deliveries:
    """Who still lacks which post. `record(milliseconds, error)` takes each measurement."""

    def __init__(self, record: Callable[[float, Exception | None], None]):
        self._record = record
        self._present: set[object] = set()
        self._posts: dict[int, _Post] = {}
        self._early: dict[int, set[object]] = {}

    def join(self, person: object) -> None:
        """From now on this person follows the chat."""
        self._present.add(person)

    def leave(self, person: object) -> None:
        """This person follows no longer and lacks nothing."""
        self._present.discard(person)
        for message_id in list(self._posts):
            self._settle(message_id, person)

    def acknowledged(self, message_id: int, author: object, now: float) -> None:
        """The author's post was acknowledged. Some may have read it before the author knew."""
        early = self._early.pop(message_id, set()) - {author}
        for _ in early:
            self._record(0.0, None)
        lacking = self._present - early - {author}
        if lacking:
            self._posts[message_id] = _Post(now, lacking)
        self.give_up(now)

    def had(self, message_id: int, person: object, now: float) -> None:
        """The person has the message now."""
        post = self._posts.get(message_id)
        if post is None:
            self._remember(message_id, person)
        elif person in post.lacking:
            self._record((now - post.acknowledged) * 1000, None)
            self._settle(message_id, person)

    def give_up(self, now: float) -> None:
        """Record as failures the posts that are overdue."""
        for message_id, post in list(self._posts.items()):
            if now - post.acknowledged < LOST_AFTER_SECONDS:
                break  # posts stand in the order of their acknowledgement
            del self._posts[message_id]
            lost = f"a post had not reached everybody after {LOST_AFTER_SECONDS:.0f} s"
            self._record(LOST_AFTER_SECONDS * 1000, NotDelivered(lost))

    def _settle(self, message_id: int, person: object) -> None:
        post = self._posts[message_id]
        post.lacking.discard(person)
        if not post.lacking:
            del self._posts[message_id]

    def _remember(self, message_id: int, person: object) -> None:
        self._early.setdefault(message_id, set()).add(person)
        if len(self._early) > KEEP_UNKNOWN:
            del self._early[next(iter(self._early))]
