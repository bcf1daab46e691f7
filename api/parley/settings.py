"""Every setting as data: who reads it, its name, type, default and one sentence.

`.env.example` lists the same names and defaults; a test keeps the two equal.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import Any

LOG_LEVELS = ("debug", "info", "warning", "error")
SECRET_MIN_CHARS = 32  # RFC 7518, 3.2: a key at least as long as HMAC-SHA-256's output
VERSION = "0.1.0"

_DIGITS_MAX = 20  # Python refuses to read thousands of them, in words of its own


class BadSetting(ValueError):
    """A setting has a value that Parley cannot work with; the text is for the operator."""


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


@dataclass(frozen=True)
class Setting:
    """One setting: `read` turns its text into a value or raises ValueError with what is right."""

    name: str
    default: str
    read: Callable[[str], Any]
    sentence: str
    reader: str = "api"
    is_secret: bool = False


SETTINGS = (
    Setting("DATA_DIR", "/data", folder, "Where the database and the generated secret live."),
    Setting("FEED_DIR", "/run/feed", folder, "Where the API and nginx meet: cursor files, socket."),
    Setting("SECRET_KEY", "", secret, "Signs the cookies; made on first start.", is_secret=True),
    Setting("LOG_LEVEL", "info", one_of(*LOG_LEVELS), "The least serious line the API logs."),
    Setting("WEB_CONCURRENCY", "1", single_worker, "Worker processes of the API."),
    Setting("POSTS_MAX", "20", whole(1, 1_000_000), "Messages one person may post in a window."),
    Setting("POSTS_WINDOW_SECONDS", "10", whole(1, 86_400), "The length of that window."),
    Setting("SIGN_UP", "open", one_of("open", "invite", "closed"), "Who may make an account."),
    Setting("GUESTS", "on", switch, "Whether one may talk without an account: on or off."),
    Setting(
        "SECOND_FACTOR",
        "nobody",
        one_of("nobody", "administrators", "everybody"),
        "Who must have a second factor.",
    ),
    Setting(
        "GUESTS_KEPT_DAYS",
        "30",
        whole(0, 36_500),
        "For how long a guest who stays away is remembered; 0 is for good.",
    ),
    Setting(
        "GUESTS_PER_MINUTE", "60", whole(1, 1_000_000), "New guests from one address.", "nginx"
    ),
    Setting(
        "SIGN_INS_PER_MINUTE",
        "60",
        whole(1, 1_000_000),
        "Tries to sign in, or to make an account, from one address.",
        "api nginx",
    ),
    Setting(
        "API_REQUESTS_PER_SECOND",
        "300",
        whole(1, 1_000_000),
        "Requests from one address that reach Python.",
        "nginx",
    ),
    Setting(
        "TRUSTED_PROXY",
        "0.0.0.0/32",
        network,
        "The TLS proxy whose X-Forwarded-For and -Proto are believed; 0.0.0.0/32 is nobody.",
        "nginx",
    ),
    Setting("BIND", "0.0.0.0", str, "The address that is published.", "compose"),
    Setting("PORT", "8080", whole(1, 65_535), "The port that is published.", "compose"),
)


def load(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The API's settings by name, read from the environment and from `NAME_FILE`.

    Raises:
        BadSetting: names the setting, what it was, and what would be right.
    """
    environ = os.environ if environ is None else environ
    return {s.name: _value(s, environ) for s in SETTINGS if "api" in s.reader}


def _value(setting: Setting, environ: Mapping[str, str]) -> Any:
    text = _text(setting, environ)
    try:
        return setting.read(text)
    except ValueError as right:
        was = "of that length" if setting.is_secret else repr(text)
        raise BadSetting(f"{setting.name} cannot be {was}: it must be {right}.") from None


def _text(setting: Setting, environ: Mapping[str, str]) -> str:
    path = environ.get(f"{setting.name}_FILE", "")
    if not path:
        return environ.get(setting.name, "").strip() or setting.default
    if environ.get(setting.name):
        raise BadSetting(f"{setting.name} and {setting.name}_FILE are both set: keep one.")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise BadSetting(f"{setting.name}_FILE cannot be {path!r}: {reason}.") from None
