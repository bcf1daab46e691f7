"""SMTP: handing a letter to the mail server (RFC 5321), by the standard library."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import gevent
from sqlalchemy import Engine

from parley import clock
from parley.db import db
from parley.services.letters import Letter

if TYPE_CHECKING:  # else imported where it is needed: a chat without mail does without it
    import smtplib
    import ssl
    from email.message import EmailMessage

STEP_S = 20.0  # for each answer of the server
WHOLE_S = 60.0  # for a whole letter, however little the server says at a time


class Refused(Exception):
    """The server will never take this letter."""


class Deferred(Exception):
    """The server does not take this letter now."""


class Unreachable(Exception):
    """The server takes no letter at all now: it is away, or what the settings say of it is wrong."""


class _Server:
    """The server that the settings name, and who writes."""

    def __init__(self, _engine: Engine, settings: dict[str, Any]) -> None:
        self.place = settings["SMTP_HOST"], settings["SMTP_PORT"]
        self.security = settings["SMTP_SECURITY"]
        self.login = settings["SMTP_USERNAME"], settings["SMTP_PASSWORD"]
        self.sender = settings["MAIL_FROM"]
        self.host = urlsplit(settings["PUBLIC_URL"]).hostname or "localhost"


class Courier:
    """Takes letters to the server, each by a connection of its own."""

    def __init__(self) -> None:
        self._server = db.companion(_Server)

    def take(self, letter: Letter) -> None:
        """Hand over one letter; whoever calls this holds nothing that others wait for.

        Raises:
            Refused, Deferred, Unreachable.
        """
        message = _message(letter, self._server)
        with _judged(), gevent.Timeout(WHOLE_S, TimeoutError("it took too long")):
            connection = self._connect()
            try:
                connection.send_message(message, self._server.sender, [letter.to])
            finally:
                _hang_up(connection)

    def _connect(self) -> "smtplib.SMTP":
        """A connection over which letters may go: encrypted and signed in as the settings say."""
        import smtplib

        (host, port), security = self._server.place, self._server.security
        options = {"local_hostname": _greeting(self._server.host), "timeout": STEP_S}
        if security == "tls":
            connection = smtplib.SMTP_SSL(host, port, context=self._tls, **options)
        else:
            connection = smtplib.SMTP(host, port, **options)
        try:
            if security == "starttls":
                connection.starttls(context=self._tls)
            if self._server.login[0]:
                connection.login(*self._server.login)
        except BaseException:
            connection.close()
            raise
        return connection

    @cached_property
    def _tls(self) -> "ssl.SSLContext":
        """What checks certificates and names. Reading all authorities takes long: not on the loop."""
        import ssl

        return gevent.get_hub().threadpool.apply(ssl.create_default_context)


@contextmanager
def _judged() -> Iterator[None]:
    """Tell whether the server, or only this letter, is what failed."""
    import smtplib

    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        ((code, _text),) = error.recipients.values()
        raise _verdict(code) from None
    except smtplib.SMTPDataError as error:
        raise _verdict(error.smtp_code) from None
    except smtplib.SMTPResponseException as error:  # its text may name people
        raise Unreachable(f"{type(error).__name__} {error.smtp_code}") from None
    except (OSError, UnicodeEncodeError) as error:  # smtplib's others are of OSError
        raise Unreachable(f"{type(error).__name__}: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    return "not ASCII" if isinstance(error, UnicodeEncodeError) else str(error)


def _verdict(code: int) -> Exception:
    return Refused(str(code)) if 500 <= code < 600 else Deferred(str(code))


def _hang_up(connection: "smtplib.SMTP") -> None:
    """Say goodbye; whether a letter was taken does not depend on it any more."""
    with suppress(OSError):
        connection.quit()
    connection.close()


def _greeting(host: str) -> str:
    """What the chat's host calls itself (RFC 5321, 4.1.3)."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return f"[{host}]" if address.version == 4 else f"[IPv6:{host}]"


def _message(letter: Letter, server: _Server) -> "EmailMessage":
    """The letter as a message; a line break in what becomes a header is an error there."""
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.utils import format_datetime, make_msgid

    message = EmailMessage()
    message["From"] = Address("Parley", addr_spec=server.sender)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(clock.utcnow())
    message["Message-ID"] = make_msgid(domain=server.host)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer, please
    message.set_content(letter.text)
    return message
