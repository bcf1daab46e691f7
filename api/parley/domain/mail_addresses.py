"""Mail addresses: which ones will do, and when two are one."""

from typing import Any

MAIL_MAX_CHARS = 254  # RFC 5321, 4.5.3.1.3, without the brackets

_WRONG = "This is not a mail address such as ada@example.org."


def clean(text: str) -> str:
    """The address as it is kept: trimmed, the part before the @ as it was written.

    Raises:
        ValueError: no mail could be sent to it.
    """
    parsed = _parsed(text.strip())
    return f"{parsed.local_part}@{parsed.domain}"


def fitted(text: str) -> str | None:
    """The address as it is kept, of what others say of somebody; None where it is none."""
    try:
        return clean(text)
    except ValueError:
        return None


def key(address: str) -> str:
    """What two ways to write an address share; also of a text that is none."""
    if address.isascii():
        return address.lower()
    try:
        return deliverable(address).lower()
    except ValueError:
        return address.lower()


def deliverable(address: str) -> str:
    """The address as every mail server understands it: in ASCII.

    Raises:
        ValueError: no mail could be sent to it.
    """
    return _parsed(address).ascii_email


def _parsed(text: str) -> Any:
    """What email-validator finds in an address, without asking anybody."""
    from email_validator import EmailNotValidError, validate_email  # with large tables

    if len(text) > MAIL_MAX_CHARS:
        raise ValueError(f"A mail address has at most {MAIL_MAX_CHARS} characters.")
    try:
        return validate_email(
            text,
            check_deliverability=False,
            allow_smtputf8=False,  # few servers take letters outside ASCII before the @
            globally_deliverable=False,  # a chat inside a company may have mail inside it
        )
    except EmailNotValidError:
        raise ValueError(_WRONG) from None
