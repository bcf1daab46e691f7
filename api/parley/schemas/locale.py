"""Where and in which language a person lives."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from parley.domain import locales
from parley.schemas.fields import Request

TimeZone = Annotated[
    str,
    Field(strict=True, max_length=locales.TIME_ZONE_MAX_CHARS, description="An IANA name."),
    AfterValidator(locales.time_zone),
]
Language = Annotated[
    str,
    Field(strict=True, max_length=locales.LANGUAGE_MAX_CHARS, description="A BCP 47 tag."),
    AfterValidator(locales.language),
]


class NewLocale(Request):
    """Both, as they are to be from now on; null is for as the browser has it."""

    time_zone: TimeZone | None
    language: Language | None


class Locale(BaseModel):
    """Both, as they are kept."""

    time_zone: str | None
    language: str | None
