"""Second factors."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from parley.schemas.fields import Name, Password, Request

TICKET_MAX_CHARS = 1_000
CODE_MAX_CHARS = 40

Ticket = Annotated[str, Field(strict=True, min_length=1, max_length=TICKET_MAX_CHARS)]
Code = Annotated[str, Field(strict=True, min_length=1, max_length=CODE_MAX_CHARS)]
# Its shape is the W3C's, and the library's to check; the body's size bounds it.
Credential = Annotated[dict[str, Any], Field(description="As the browser gives it, by toJSON().")]


class Pending(BaseModel):
    """The first factor was right; one of these has to follow, with the ticket."""

    ticket: str
    factors: list[Literal["totp", "passkey", "recovery"]]


class SecondStep(Request):
    """The code of the app, or a recovery code."""

    ticket: Ticket
    code: Code


class PasskeyQuestion(Request):
    """The ticket of a first factor; without one, the passkey is the only factor."""

    ticket: Ticket | None = None


class ShownPasskey(Request):
    """What the browser answered."""

    ticket: Ticket
    credential: Credential


class Proof(Request):
    """The present password; an account without one has come lately instead."""

    password: Password | None = None


class NewTotp(BaseModel):
    """A secret for an app: as text, and as the URI of a QR code."""

    secret: str
    uri: str
    ticket: str


class RecoveryCodes(BaseModel):
    """Codes that each work once, shown this once."""

    recovery_codes: list[str]


class PasskeyOptions(BaseModel):
    """What the browser's WebAuthn wants to know."""

    ticket: str
    options: dict[str, Any]


class NewPasskey(Request):
    """A passkey that the browser made, and what to call it."""

    ticket: Ticket
    name: Name
    credential: Credential


class Passkey(BaseModel):
    """A passkey."""

    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


class MadePasskey(BaseModel):
    """The passkey, and recovery codes where it is the first factor."""

    passkey: Passkey
    recovery_codes: list[str] | None


class Factors(BaseModel):
    """What is set up."""

    totp: bool
    recovery_codes_left: int
    passkeys: list[Passkey]
