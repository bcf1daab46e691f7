"""The tables: columns, constraints, named selections."""

from parley.models.address_ban import AddressBan
from parley.models.audit_entry import AuditEntry
from parley.models.avatar import Avatar
from parley.models.factor import Passkey, RecoveryCode
from parley.models.feed_state import FeedState
from parley.models.identity import Identity
from parley.models.joining import Joining
from parley.models.link import Link
from parley.models.mail import Mail
from parley.models.message import Message
from parley.models.room import Room
from parley.models.session import Session
from parley.models.user import User

__all__ = [
    "AddressBan",
    "AuditEntry",
    "Avatar",
    "FeedState",
    "Identity",
    "Joining",
    "Link",
    "Mail",
    "Message",
    "Passkey",
    "RecoveryCode",
    "Room",
    "Session",
    "User",
]
