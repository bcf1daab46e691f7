"""What an account is called when signing in."""

import re
import unicodedata

from parley.domain import mail_addresses
from parley.domain.mail_addresses import MAIL_MAX_CHARS

USERNAME_MIN_CHARS, USERNAME_MAX_CHARS = 2, 32

NOBODY_IN_PARTICULAR = "member"

_OTHERS = re.compile(r"[^a-z0-9._-]")  # what no user name has
_SHAPE = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")


def clean(text: str) -> str:
    """The user name as it is kept: trimmed, in small letters.

    Raises:
        ValueError: it has another length or other characters.
    """
    username = text.strip().lower()
    if not _fits(username):
        raise ValueError(
            f"A user name has {USERNAME_MIN_CHARS} to {USERNAME_MAX_CHARS} characters."
        )
    if not _SHAPE.fullmatch(username):
        raise ValueError(
            "A user name has letters a to z, digits, dots, dashes and underscores, "
            "and begins and ends with a letter or digit."
        )
    return username


def is_one(text: str) -> bool:
    """Whether somebody can have this user name, as it is kept."""
    return _fits(text) and _SHAPE.fullmatch(text) is not None


def _fits(username: str) -> bool:
    return USERNAME_MIN_CHARS <= len(username) <= USERNAME_MAX_CHARS


def clean_or_mail(text: str) -> str:
    """A user name as it is kept, or the key of a mail address; only that has an @.

    Raises:
        ValueError: it can be neither.
    """
    text = text.strip()
    if "@" not in text:
        return clean(text)
    if len(text) > MAIL_MAX_CHARS:
        raise ValueError(f"A mail address has at most {MAIL_MAX_CHARS} characters.")
    return mail_addresses.key(text)


def fitted(text: str) -> str | None:
    """As much of what others call somebody as can stand in a user name; None where nothing can.

    Of a mail address it is what comes before the @.
    """
    local = text[:MAIL_MAX_CHARS].partition("@")[0].strip().replace(" ", ".")
    letters = _plain(local).encode("ascii", "ignore").decode()
    kept = _OTHERS.sub("", letters).strip("._-")[:USERNAME_MAX_CHARS].rstrip("._-")
    return kept if len(kept) >= USERNAME_MIN_CHARS else None


def numbered(username: str, number: int) -> str:
    """The user name with a number, for who is not the first to be called so."""
    return username[: USERNAME_MAX_CHARS - len(str(number))] + str(number)


def key(text: str) -> str:
    """What all spellings share that a directory may take for one name; tries are counted by it."""
    return "".join(char for char in _plain(text) if char.isalnum() or char in "@._-")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold().strip()
