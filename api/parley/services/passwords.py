"""Passwords: which ones will do, and their hashes."""

import threading
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from parley.errors import WeakPassword
from parley.services import threads

PASSWORD_MIN_CHARS, PASSWORD_MAX_CHARS = 8, 200  # NIST SP 800-63B, 5.1.1.2
# Each holds 19 MiB and a core for as long as it takes. Two on one core would both take twice as long,
# and one would wait for the other while it keeps the interpreter from everybody.
AT_ONCE = min(2, threads.cores())

# argon2id as OWASP's Password Storage Cheat Sheet has it: 19 MiB, two passes, one lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_turns = threading.BoundedSemaphore(AT_ONCE)

T = TypeVar("T")


def require_good(password: str, username: str, field: str = "password") -> None:
    """Insist on a password that is not among the first that anybody would try.

    Raises:
        WeakPassword: it says why, beside `field`.
    """
    if not PASSWORD_MIN_CHARS <= len(password) <= PASSWORD_MAX_CHARS:
        raise WeakPassword(
            f"A password has {PASSWORD_MIN_CHARS} to {PASSWORD_MAX_CHARS} characters.", field
        )
    word = _normal(password).lower()
    if word in _common():
        raise WeakPassword("This is one of the commonest passwords: take another.", field)
    if word == username.lower():
        raise WeakPassword("The password must differ from the user name.", field)


def hashed(password: str) -> str:
    """The hash to keep, as a string that names its parameters."""
    return _elsewhere(_hasher.hash, _normal(password))


def matches(password: str, password_hash: str | None) -> bool:
    """Whether this is the password; takes as long where there is none."""
    is_right = _elsewhere(_verified, password_hash, _normal(password))
    return is_right and password_hash is not None


def _verified(password_hash: str | None, password: str) -> bool:
    try:
        return _hasher.verify(password_hash or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False


def _elsewhere(work: Callable[..., T], *args: object) -> T:
    with _turns:
        return threads.politely(work, *args)


def _normal(password: str) -> str:
    """The same text for every keyboard that can type it (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody has this password")


@cache
def _common() -> frozenset[str]:
    """The commonest passwords that are long enough to be taken otherwise."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # read once, when an account is made

    return frozenset(
        word for word in FREQUENCY_LISTS["passwords"] if len(word) >= PASSWORD_MIN_CHARS
    )
