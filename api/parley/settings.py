"""Every setting as data: who reads it, its name, type, default and one sentence.

`.env.example` lists the same names and defaults; a test keeps the two equal.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley.readers import (
    anything,
    attribute,
    directory,
    dn,
    folder,
    host,
    ldap_filter,
    mail_address,
    network,
    oidc_providers,
    one_of,
    origin,
    secret,
    single_worker,
    switch,
    whole,
)

VERSION = "0.1.0"
LOG_LEVELS = ("debug", "info", "warning", "error")


class BadSetting(ValueError):
    """A setting has a value that Parley cannot work with; the text is for the operator."""


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
    Setting(
        "POSTS_MAX",
        "20",
        whole(1, 1_000_000),
        "Posts and changes of rooms by one person in a window, and new rooms in an hour.",
    ),
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
    Setting("PUBLIC_URL", "", origin, "The address people open; mail and single sign-on need it."),
    Setting("SMTP_HOST", "", host, "The mail server; empty: no mail is sent."),
    Setting("SMTP_PORT", "587", whole(1, 65_535), "Its port."),
    Setting(
        "SMTP_SECURITY",
        "starttls",
        one_of("starttls", "tls", "none"),
        "How the way to it is encrypted.",
    ),
    Setting("SMTP_USERNAME", "", anything, "What it knows Parley by; empty: it asks nobody."),
    Setting("SMTP_PASSWORD", "", anything, "The password that goes with it.", is_secret=True),
    Setting("MAIL_FROM", "", mail_address, "The address that mail comes from."),
    Setting(
        "OIDC_PROVIDERS",
        "",
        oidc_providers,
        "Who else signs people in (OpenID Connect), as JSON.",
        is_secret=True,
    ),
    Setting(
        "LDAP_URL",
        "",
        directory,
        "A directory that signs people in: ldaps://, or ldap:// with StartTLS.",
    ),
    Setting(
        "LDAP_CA", "", anything, "The certificates that vouch for it, as PEM; empty: the system's."
    ),
    Setting("LDAP_BIND_DN", "", dn, "Who searches it; empty: anybody may."),
    Setting("LDAP_BIND_PASSWORD", "", anything, "The password that goes with it.", is_secret=True),
    Setting("LDAP_BASE", "", dn, "Where in it people are."),
    Setting("LDAP_FILTER", "(uid={username})", ldap_filter, "Which of them may come in."),
    Setting("LDAP_NAME", "cn", attribute, "The attribute that holds a person's name."),
    Setting("LDAP_MAIL", "mail", attribute, "The attribute that holds the mail address."),
    Setting("LDAP_ID", "entryUUID", attribute, "The attribute that never changes."),
    Setting("LDAP_ADMINISTRATORS", "", dn, "The group whose members are administrators."),
    Setting("LDAP_OWNERS", "", dn, "The group whose members are owners."),
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

# What does not work without what.
NEEDS = (
    ("SMTP_HOST", "PUBLIC_URL"),
    ("SMTP_HOST", "MAIL_FROM"),
    ("OIDC_PROVIDERS", "PUBLIC_URL"),
    ("LDAP_URL", "LDAP_BASE"),
)


def load(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The API's settings by name, read from the environment and from `NAME_FILE`.

    Raises:
        BadSetting: names the setting, what it was, and what would be right.
    """
    environ = os.environ if environ is None else environ
    values = {s.name: _value(s, environ) for s in SETTINGS if "api" in s.reader}
    for name, needs in NEEDS:
        if values[name] and not values[needs]:
            raise BadSetting(f"{name} needs {needs}, which is empty.")
    return values


def _value(setting: Setting, environ: Mapping[str, str]) -> Any:
    text = _text(setting, environ)
    try:
        return setting.read(text)
    except ValueError as right:
        was = "what it is" if setting.is_secret else repr(text)
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
