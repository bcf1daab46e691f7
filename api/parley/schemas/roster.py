"""People as the others see them."""

from typing import Annotated

from pydantic import BaseModel, Field

from parley.schemas.fields import IdText, Limit, Query
from parley.schemas.people import SEARCH_MAX_CHARS, Role
from parley.schemas.signals import Presence


class DirectoryQuery(Query):
    """Whom to list; `after` is the last person of the page before."""

    search: Annotated[str, Field(max_length=SEARCH_MAX_CHARS)] = ""
    after: IdText | None = None
    limit: Limit | None = None


class Profile(BaseModel):
    """Somebody's card."""

    id: int
    name: str
    username: str | None
    avatar: str | None
    is_guest: bool
    role: Role
    presence: Presence
    time_zone: str | None


class Directory(BaseModel):
    """Those who are here, by name; `more` says whether others follow."""

    people: list[Profile]
    more: bool
