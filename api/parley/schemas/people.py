"""People as administrators see them, and the links that they make."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from parley.schemas.fields import Id, IdText, Limit, Query, Request

Role = Literal["guest", "member", "administrator", "owner"]
AccountRole = Literal["member", "administrator", "owner"]
SEARCH_MAX_CHARS = 100


class PeopleQuery(Query):
    """Whom to list."""

    search: Annotated[str, Field(max_length=SEARCH_MAX_CHARS)] = ""
    role: Role | None = None
    before: IdText | None = None
    limit: Limit | None = None


class PersonChange(Request):
    """What to change about a person."""

    role: AccountRole | None = None
    suspended: Annotated[bool, Field(strict=True)] | None = None


class Nothing(Request):
    """An empty object: there is nothing to say."""


class PersonRecord(BaseModel):
    """Somebody, as administrators see them; `address` is where a guest came from last."""

    id: int
    name: str
    username: str | None
    role: Role
    is_guest: bool
    created_at: datetime
    last_seen_at: datetime | None
    suspended_at: datetime | None
    avatar: str | None
    mail: str | None
    has_factor: bool
    directory: bool
    address: str | None


class People(BaseModel):
    """Those who came last first; `more` says whether there are others."""

    people: list[PersonRecord]
    more: bool


class SignInLink(BaseModel):
    """The token of a link that signs a person in once, shown this once."""

    token: str
    expires_at: datetime


class NewInvitation(Request):
    """How many may use it, for how long, and into which room it leads, if into one."""

    uses: Annotated[int, Field(strict=True, ge=1, le=1_000)]
    days: Annotated[int, Field(strict=True, ge=1, le=365)]
    room_id: Id | None = None


class InvitedInto(BaseModel):
    """The room of an invitation."""

    id: int
    name: str


class MadeInvitation(BaseModel):
    """An invitation with its token, shown this once."""

    id: int
    token: str
    expires_at: datetime
    uses_left: int
    room: InvitedInto | None


class Maker(BaseModel):
    """Who made it."""

    id: int
    name: str


class Invitation(BaseModel):
    """An invitation that is good yet."""

    id: int
    created_at: datetime
    expires_at: datetime
    uses_left: int
    created_by: Maker
    room: InvitedInto | None


class Invitations(BaseModel):
    """All of them, the newest first."""

    invitations: list[Invitation]
