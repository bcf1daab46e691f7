"""Who is meant by a message."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from parley.db import Model


class Mention(Model):
    """That a message means somebody, or (`user_id` nobody) everybody in its room.

    What is deleted has none. The room and the author stand here too, so that counting needs no
    look at the messages.
    """

    __tablename__ = "mentions"
    __table_args__ = (
        Index(None, "room_id", "user_id", "message_id", "author_id"),  # all that is counted by
        Index(None, "message_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"))
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)

    @classmethod
    def rows(
        cls, message_id: int, room_id: int, author_id: int, people: Iterable[int | None]
    ) -> list[dict[str, Any]]:
        """What to insert for a message that means these people (None: everybody)."""
        shared = {"message_id": message_id, "room_id": room_id, "author_id": author_id}
        return [shared | {"user_id": user_id} for user_id in people]
