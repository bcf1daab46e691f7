"""Bans of addresses."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from parley.domain import networks
from parley.schemas.fields import Request
from parley.schemas.people import Maker

HOURS_MAX = 365 * 24

NetworkText = Annotated[
    str,
    Field(
        strict=True,
        max_length=networks.TEXT_MAX_CHARS,
        description="An IP address, or a network in CIDR notation.",
    ),
    AfterValidator(networks.network),
]


class NewBan(Request):
    """What to ban, and for how long."""

    address: NetworkText
    hours: Annotated[int, Field(strict=True, ge=1, le=HOURS_MAX)]


class Ban(BaseModel):
    """A ban that holds."""

    id: int
    network: str
    created_at: datetime
    expires_at: datetime
    created_by: Maker | None


class Bans(BaseModel):
    """All of them, the newest first."""

    bans: list[Ban]
