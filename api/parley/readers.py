"""Readers: each turns a setting's text into a value, or raises ValueError with what is right."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

SECRET_MIN_CHARS = 32  # RFC 7518, 3.2: a key at least as long as HMAC-SHA-256's output

_DIGITS_MAX = 20  # Python refuses to read thousands of them, in words of its own
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"  # RFC 5322, 3.2.3
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_PROVIDER_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


def whole(low: int, high: int) -> Callable[[str], int]:
    """A reader for whole numbers from `low` to `high`."""

    def read(text: str) -> int:
        is_number = text.isascii() and text.isdigit() and len(text) <= _DIGITS_MAX
        if not (is_number and low <= int(text) <= high):
            raise ValueError(f"a whole number from {low} to {high}")
        return int(text)

    return read


def one_of(*words: str) -> Callable[[str], str]:
    """A reader for one of a few words."""

    def read(text: str) -> str:
        if text not in words:
            raise ValueError(f"one of {', '.join(words)}")
        return text

    return read


def switch(text: str) -> bool:
    """Read "on" or "off"."""
    return one_of("on", "off")(text) == "on"


def folder(text: str) -> Path:
    """Read the absolute path of a folder (which need not exist yet)."""
    if not text.startswith("/") or "\0" in text:
        raise ValueError("an absolute path such as /data")
    return Path(text)


def secret(text: str) -> str | None:
    """Read a secret; empty means that one is made on the first start."""
    if text and len(text) < SECRET_MIN_CHARS:
        raise ValueError(f"at least {SECRET_MIN_CHARS} characters, or empty to have one made")
    return text or None


def single_worker(text: str) -> int:
    """Read the number of workers, of which SQLite serves one."""
    if text != "1":
        raise ValueError("1: SQLite is served by one worker; more need PostgreSQL, still to come")
    return 1


def network(text: str) -> str:
    """Read an address or a network in CIDR notation."""
    try:
        return str(ip_network(text))
    except ValueError:
        raise ValueError("an address or network such as 172.16.0.0/12") from None


def anything(text: str) -> str:
    """Read any text."""
    return text


def host(text: str) -> str:
    """Read the name or the address of a host."""
    if text and not re.fullmatch(r"[A-Za-z0-9._:-]+", text):
        raise ValueError("the name of a host such as mail.example.org")
    return text


def attribute(text: str) -> str:
    """Read the name of an attribute (RFC 4512, 2.5)."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", text):
        raise ValueError("the name of an attribute such as cn")
    return text


def dn(text: str) -> str:
    """Read a distinguished name (RFC 4514), as far as can be told without a directory."""
    if text and not re.match(r"[A-Za-z0-9.-]+=.", text):
        raise ValueError("a distinguished name such as ou=people,dc=example,dc=org")
    return text


def origin(text: str) -> str:
    """Read a scheme and a host, to which paths are added."""
    if not text:
        return ""
    parts = _split(text)
    is_origin = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username)
    if parts.scheme not in ("http", "https") or not parts.hostname or not is_origin:
        raise ValueError("an address such as https://chat.example.org, without a path")
    return text.rstrip("/")


def directory(text: str) -> str:
    """Read the address of an LDAP server."""
    if not text:
        return ""
    parts = _split(text)
    if parts.scheme not in ("ldap", "ldaps") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError("an address such as ldaps://ldap.example.org")
    return text.rstrip("/")


def ldap_filter(text: str) -> str:
    """Read a search filter (RFC 4515) with a place for the user name."""
    is_whole = text.startswith("(") and text.endswith(")") and text.count("(") == text.count(")")
    if not is_whole or "{username}" not in text:
        raise ValueError("a filter such as (uid={username})")
    return text


def mail_address(text: str) -> str:
    """Read one mail address."""
    if text and not _ADDRESS.fullmatch(text):
        raise ValueError("a mail address such as chat@example.org")
    return text


@dataclass(frozen=True, slots=True)
class Provider:
    """Somebody else who signs people in: OpenID Connect.

    `domains` are those of the mail addresses that may come in (none: all). The values that
    `role_claim` holds make administrators and owners. With `sign_up`, whoever the provider vouches
    for gets an account, whatever SIGN_UP says.
    """

    id: str
    name: str
    discovery_url: str
    client_id: str
    client_secret: str = ""
    scopes: str = "openid email profile"
    domains: tuple[str, ...] = ()
    role_claim: str = ""
    administrators: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    sign_up: bool = False


def oidc_providers(text: str) -> tuple[Provider, ...]:
    """Read a JSON list of providers."""
    if not text:
        return ()
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("a JSON list of objects") from None
    if not (isinstance(listed, list) and all(isinstance(each, dict) for each in listed)):
        raise ValueError("a JSON list of objects")
    providers = tuple(_provider(fields) for fields in listed)
    if len({each.id for each in providers}) != len(providers):
        raise ValueError("a list in which each id stands once")
    return providers


def is_sealed(address: str) -> bool:
    """Whether nobody on the way there can read or change what is said: https, or this machine.

    Raises:
        ValueError: it is no address.
    """
    parts = _split(address)
    is_here = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1")
    return bool(parts.hostname) and (parts.scheme == "https" or is_here)


def _provider(fields: dict[str, Any]) -> Provider:
    fields = {name: _field(name, value) for name, value in fields.items()}
    try:
        provider = Provider(**fields)
    except TypeError as error:  # a field is missing, or unknown: it says which
        reason = str(error).removeprefix("Provider.__init__() ")
        raise ValueError(f"right about its fields (a provider {reason})") from None
    if not _PROVIDER_ID.fullmatch(provider.id) or provider.id == "ldap":
        raise ValueError("a list whose ids are of a to z, digits and dashes, and not ldap")
    if not is_sealed(provider.discovery_url):
        raise ValueError(f"right about the discovery_url of {provider.id}: https://…")
    return provider


def _field(name: str, value: Any) -> Any:
    kinds = {"domains": list, "administrators": list, "owners": list, "sign_up": bool}
    kind = kinds.get(name, str)
    if type(value) is not kind:
        raise ValueError(f"right about {name!r}, a {kind.__name__}")
    if kind is not list:
        return value
    if not all(isinstance(each, str) for each in value):
        raise ValueError(f"right about {name!r}, a list of texts")
    return tuple(value)


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises where it is no number
    except ValueError:
        raise ValueError("an address") from None
    return parts
