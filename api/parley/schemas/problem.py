"""Problems (RFC 9457)."""

from pydantic import BaseModel


class FieldError(BaseModel):
    """What is wrong with one field."""

    field: str
    message: str


class Problem(BaseModel):
    """What went wrong, for people (`detail`) and programs (`type`)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError] = []
