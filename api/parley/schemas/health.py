"""A sign of life."""

from pydantic import BaseModel


class Health(BaseModel):
    """All is well."""

    status: str
