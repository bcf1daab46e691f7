"""What the claims of an OpenID Connect provider say about a person, as far as they can be used."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from itertools import count
from typing import Any

from parley.domain import names, usernames
from parley.domain.permissions import ADMINISTRATOR, MEMBER, OWNER

MAIL_MAX_CHARS = 254  # RFC 5321, 4.5.3.1.3, less the brackets
NOBODY_IN_PARTICULAR = "member"

_OTHERS = re.compile(r"[^a-z0-9._-]")  # what no user name has
_MAIL = ("email", "email_verified")


def merged(id_token: Mapping[str, Any], userinfo: Mapping[str, Any]) -> dict[str, Any]:
    """Both as one; the ID token goes first.

    A mail address and whether it is verified come from the same of the two: what one says of its
    address is no word about the other's.
    """
    both = {**userinfo, **id_token}
    source = id_token if all(name in id_token for name in _MAIL) else userinfo
    return both | {name: source.get(name) for name in _MAIL}


def verified_mail(claims: Mapping[str, Any]) -> str | None:
    """The mail address that the provider has seen to be the person's own."""
    mail = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(mail, str):
        return None
    local, at, domain = mail.partition("@")
    is_one = local and at and domain and "@" not in domain and mail.isprintable()
    return mail if is_one and " " not in mail and len(mail) <= MAIL_MAX_CHARS else None


def mail_key(mail: str) -> str:
    """What two ways to write a mail address share."""
    return mail.lower()


def is_within(mail: str | None, domains: Collection[str]) -> bool:
    """Whether a mail address is of one of these domains; none given are all."""
    if not domains:
        return True
    domain = (mail or "").rpartition("@")[2].lower()
    return domain in {each.lower() for each in domains}


def role(value: object, administrators: Collection[str], owners: Collection[str]) -> str:
    """The role that a claim stands for: one text, or a list of them."""
    held = value if isinstance(value, list) else [value]
    texts = {each for each in held if isinstance(each, str)}
    if texts & set(owners):
        return OWNER
    return ADMINISTRATOR if texts & set(administrators) else MEMBER


def user_names(claims: Mapping[str, Any]) -> Iterator[str]:
    """User names for an account, the most fitting first, without end."""
    sources = (claims.get(name) for name in ("preferred_username", "email", "name"))
    fitting = (_as_username(text) for text in sources if isinstance(text, str))
    base = next((name for name in fitting if name), NOBODY_IN_PARTICULAR)
    return _numbered(base, usernames.USERNAME_MAX_CHARS, "")


def display_names(claims: Mapping[str, Any], username: str) -> Iterator[str]:
    """Names for a person, the most fitting first, without end."""
    given = claims.get("name")
    base = _as_name(given) if isinstance(given, str) else None
    for name in _numbered(base or username, names.NAME_MAX_CHARS, " "):
        yield names.clean(name)


def _as_username(text: str) -> str | None:
    """As much of a text as can stand in a user name; of a mail address what is before the @."""
    local = text[:MAIL_MAX_CHARS].partition("@")[0].strip().replace(" ", ".")
    plain = unicodedata.normalize("NFKD", local).encode("ascii", "ignore").decode()
    kept = _OTHERS.sub("", plain.lower())
    try:
        return usernames.clean(kept.strip("._-")[: usernames.USERNAME_MAX_CHARS].rstrip("._-"))
    except ValueError:
        return None


def _as_name(text: str) -> str | None:
    try:
        return names.clean(text[: names.NAME_MAX_CHARS])
    except ValueError:
        return None


def _numbered(base: str, max_chars: int, between: str) -> Iterator[str]:
    yield base
    for number in count(2):
        tail = f"{between}{number}"
        yield base[: max_chars - len(tail)] + tail
