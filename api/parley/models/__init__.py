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
from parley.models.mention import Mention
from parley.models.message import Message
from parley.models.report import Report
from parley.models.room import Departure, Membership, Room, RoomMute
from parley.models.session import Session
from parley.models.user import User

__all__ = [
    "AddressBan",
    "AuditEntry",
    "Avatar",
    "Departure",
    "FeedState",
    "Identity",
    "Joining",
    "Link",
    "Mail",
    "Membership",
    "Mention",
    "Message",
    "Passkey",
    "RecoveryCode",
    "Report",
    "Room",
    "RoomMute",
    "Session",
    "User",
]
