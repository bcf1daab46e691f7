"""The tables: columns, constraints, named selections."""

from parley.models.audit_entry import AuditEntry
from parley.models.factor import Passkey, RecoveryCode
from parley.models.feed_state import FeedState
from parley.models.joining import Joining
from parley.models.link import Link
from parley.models.message import Message
from parley.models.room import Room
from parley.models.session import Session
from parley.models.user import User

__all__ = [
    "AuditEntry",
    "FeedState",
    "Joining",
    "Link",
    "Message",
    "Passkey",
    "RecoveryCode",
    "Room",
    "Session",
    "User",
]
