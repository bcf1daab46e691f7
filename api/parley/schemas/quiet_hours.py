"""When somebody does not want to be disturbed."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from parley.domain import times_of_day
from parley.schemas.fields import Request

Time = Annotated[
    str,
    Field(
        strict=True,
        description="A time of day where the person lives, as HH:MM.",
        json_schema_extra={"pattern": times_of_day.PATTERN},
    ),
    AfterValidator(times_of_day.clean),
]


class NewQuietHours(Request):
    """From when to when, over midnight too; null for both is for never."""

    since: Time | None = Field(alias="from")
    until: Time | None = Field(alias="to")

    @field_validator("until")
    @classmethod
    def _goes_with_since(cls, until: str | None, info: ValidationInfo) -> str | None:
        if "since" not in info.data:  # it is wrong by itself
            return until
        since = info.data["since"]
        if (since is None) != (until is None):
            raise PydanticCustomError("one_time", "Give both times, or null for both.")
        if since is not None and since == until:
            raise PydanticCustomError("no_time", "Take two times that differ.")
        return until


class QuietHours(BaseModel):
    """From when to when, as it is kept."""

    since: str | None = Field(alias="from")
    until: str | None = Field(alias="to")
