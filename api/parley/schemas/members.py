"""The members of a room as clients see and change them, and my own membership."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from parley.schemas.fields import Request
from parley.schemas.messages import Author
from parley.schemas.rooms import Level, RoomRole, Switch
from parley.schemas.signals import Presence

MUTED_MAX_MINUTES = 30 * 24 * 60


class Member(Author):
    """Somebody in a room; who runs the chat counts as an owner of public ones."""

    role: RoomRole
    muted_until: datetime | None
    presence: Presence


class Members(BaseModel):
    """Members by name; `more` says whether others follow, `hidden` that guests do not see them."""

    members: list[Member]
    more: bool
    hidden: bool


class AddedMembers(BaseModel):
    """Those who were to be added, as members."""

    members: list[Member]


class MemberChange(Request):
    """What to change about a member; `muted_minutes` 0 lets them speak again."""

    role: RoomRole | None = None
    muted_minutes: Annotated[int, Field(strict=True, ge=0, le=MUTED_MAX_MINUTES)] | None = None


class OwnChange(Request):
    """What I want to hear of a room, and whether I like it; what is left out stays."""

    level: Level | None = None
    is_favourite: Switch | None = None
