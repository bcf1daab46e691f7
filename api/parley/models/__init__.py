"""The tables: columns, constraints, named selections."""

from parley.models.feed_state import FeedState
from parley.models.message import Message
from parley.models.room import Room
from parley.models.user import User

__all__ = ["FeedState", "Message", "Room", "User"]
