"""Reports as members make them and administrators see them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from parley.schemas.fields import IdText, Limit, Query, Reason, Request
from parley.schemas.messages import Author, Mentioned


class NewReport(Request):
    """Why somebody should look at a message."""

    reason: Reason = ""


class OwnReport(BaseModel):
    """What I reported."""

    id: int
    message_id: int
    reason: str
    created_at: datetime


class ReportsQuery(Query):
    """Which reports: those still open, unless told otherwise."""

    state: Literal["open", "resolved"] = "open"
    before: IdText | None = None
    limit: Limit | None = None


class ReportChange(Request):
    """Whether it is dealt with."""

    is_resolved: Annotated[bool, Field(strict=True)]


class ReportedIn(BaseModel):
    """Where it was said; a conversation between few has no name."""

    id: int
    name: str


class Report(BaseModel):
    """A message with what it said when it was reported, and what became of the report."""

    id: int
    message_id: int
    room: ReportedIn
    author: Author
    reporter: Author
    content: str
    mentions: list[Mentioned]
    mentions_room: bool
    reason: str
    created_at: datetime
    resolved_at: datetime | None
    resolved_by: Author | None


class Reports(BaseModel):
    """The newest first; `more` says whether there are older ones."""

    reports: list[Report]
    more: bool
