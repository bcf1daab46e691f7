"""The audit log as owners see it."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from parley.schemas.fields import IdText, Limit, Query

ACT_MAX_CHARS = 50


class AuditFilter(Query):
    """Which acts: of one kind, by or to one person."""

    act: Annotated[str, Field(max_length=ACT_MAX_CHARS)] | None = None
    person_id: IdText | None = None


class AuditQuery(AuditFilter):
    """A part of them, before an id."""

    before: IdText | None = None
    limit: Limit | None = None


class Somebody(BaseModel):
    """Who did it, or to whom, by the present name."""

    id: int
    name: str


class AuditEntry(BaseModel):
    """One act; nobody as the actor is the command line, or who did not get in."""

    id: int
    at: datetime
    act: str
    actor: Somebody | None
    subject: Somebody | None
    address: str | None
    details: dict[str, Any]


class AuditLog(BaseModel):
    """The newest first; `more` says whether there are older ones."""

    entries: list[AuditEntry]
    more: bool
