"""Single sign-on."""

from typing import Annotated

from pydantic import BaseModel, Field

from parley.schemas.factors import Ticket
from parley.schemas.fields import Request

PROVIDER_MAX_CHARS = 32
STATE_MAX_CHARS = 200
CODE_MAX_CHARS = 8_000  # some providers put a whole token into it

ProviderId = Annotated[str, Field(strict=True, min_length=1, max_length=PROVIDER_MAX_CHARS)]
State = Annotated[str, Field(strict=True, min_length=1, max_length=STATE_MAX_CHARS)]
Code = Annotated[str, Field(strict=True, min_length=1, max_length=CODE_MAX_CHARS)]
Issuer = Annotated[str, Field(strict=True, max_length=2_000)]


class SsoQuestion(Request):
    """Who is to sign me in, by its id."""

    provider: ProviderId


class SsoOptions(BaseModel):
    """Where to send the browser, and what it has to bring back with the answer."""

    address: str
    ticket: str


class SsoAnswer(Request):
    """What the provider gave the browser, and the ticket of the question."""

    provider: ProviderId
    ticket: Ticket
    code: Code
    state: State
    iss: Issuer | None = None
