"""What the claims of an OpenID Connect provider say about a person, as far as they can be used."""

from collections.abc import Collection, Mapping
from typing import Any

from parley.domain import usernames
from parley.domain.mail_addresses import MAIL_MAX_CHARS
from parley.domain.permissions import ADMINISTRATOR, MEMBER, OWNER

_MAIL = ("email", "email_verified")
_CALLED_BY = ("preferred_username", "email", "name")


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


def username(claims: Mapping[str, Any]) -> str | None:
    """What an account may be called, the most fitting first."""
    texts = (claims.get(name) for name in _CALLED_BY)
    fitting = (usernames.fitted(text) for text in texts if isinstance(text, str))
    return next((name for name in fitting if name), None)


def name(claims: Mapping[str, Any]) -> str | None:
    """What the person is called."""
    given = claims.get("name")
    return given if isinstance(given, str) else None
