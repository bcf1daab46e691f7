"""Kinds of fields that several requests share."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from parley.domain import content, cursors, mail_addresses, names, usernames
from parley.domain.cursors import REVISION_MAX

PASSWORD_MAX_CHARS = 200
TOKEN_MAX_CHARS = 100
SIGN_IN_NAME_MAX_CHARS = 254  # as long as a mail address may be (RFC 5321, 4.5.3.1.3)


class Request(BaseModel):
    """A request's body or query; unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _without_null(schema: dict[str, Any]) -> None:
    for name, field in schema["properties"].items():
        schema["properties"][name] = field["anyOf"][0] if "anyOf" in field else field


class Query(Request):
    """A query; a parameter may be absent, but there is no way to write null in an address."""

    model_config = ConfigDict(json_schema_extra=_without_null)


def _digits(value: object) -> int:
    """A query's text as a number: digits and nothing else ("1.0" and "1_0" are typing errors)."""
    if not (isinstance(value, str) and value.isascii() and value.isdigit()):
        raise PydanticCustomError("int_parsing", "This must be a whole number.")
    return int(value) if len(value) < 20 else REVISION_MAX + 1


Id = Annotated[int, Field(strict=True, ge=1, le=REVISION_MAX)]
IdText = Annotated[int, Field(ge=1, le=REVISION_MAX), BeforeValidator(_digits)]
Limit = Annotated[int, Field(ge=1, le=200), BeforeValidator(_digits)]
ClientId = Annotated[UUID, Field(description="A UUID that the client made for this message.")]
CursorText = Annotated[
    str,
    Field(
        strict=True,
        description="The cursor of the last answer, as it was given.",
        json_schema_extra={"pattern": r"^[0-9a-f]{16}-(0|[1-9][0-9]{0,18})$"},
    ),
    AfterValidator(cursors.parse),
]
Content = Annotated[
    str,
    Field(strict=True, description=f"1 to {content.CONTENT_MAX_CHARS} characters after trimming."),
    AfterValidator(content.clean),
]
Reason = Annotated[
    str,
    Field(strict=True, description=f"Up to {content.REASON_MAX_CHARS} characters; may be empty."),
    AfterValidator(content.clean_reason),
]
Username = Annotated[
    str,
    Field(
        strict=True,
        description="2 to 32 of a to z, digits, dots, dashes and underscores.",
    ),
    AfterValidator(usernames.clean),
]
Account = Annotated[
    str,
    Field(strict=True, description="A user name, or the mail address of the account."),
    AfterValidator(usernames.clean_or_mail),
]
MailAddress = Annotated[
    str,
    Field(
        strict=True,
        description=f"A mail address of at most {mail_addresses.MAIL_MAX_CHARS} characters.",
    ),
    AfterValidator(mail_addresses.clean),
]
# What somebody signs in by may be the directory's, which has other rules.
SignInName = Annotated[str, Field(strict=True, max_length=SIGN_IN_NAME_MAX_CHARS, min_length=1)]
# How good a password is, is the service's to say; what is kept from it is a hash's whole memory.
Password = Annotated[str, Field(strict=True, max_length=PASSWORD_MAX_CHARS, min_length=1)]
Token = Annotated[str, Field(strict=True, max_length=TOKEN_MAX_CHARS, min_length=1)]
Name = Annotated[
    str,
    Field(strict=True, description=f"1 to {names.NAME_MAX_CHARS} characters after trimming."),
    AfterValidator(names.clean),
]
