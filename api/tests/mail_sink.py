"""A mail server that keeps what it gets, for tests: real SMTP on a port of 127.0.0.1.

It imports nothing of these tests, so that others load it by its path.
"""

import re
import socket
import ssl
import time
import warnings
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session

PATIENCE_S = 30
USERNAME, PASSWORD = "parley", "the mail server's secret"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MailSink:
    """A mail server to start and stop; `messages` is what it took, the oldest first.

    `security` is what SMTP_SECURITY has to be for it, `asks_login` whether one must sign in. To
    `answers`, by recipient, it says that line instead of taking a mail.
    """

    def __init__(
        self, folder: Path | None = None, security: str = "none", asks_login: bool = False
    ) -> None:
        self.port = free_port()
        self.security, self.asks_login = security, asks_login
        self.messages: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.logins: list[str] = []  # who tried to sign in
        self.certificate = make_certificate(folder) if security != "none" else None
        self._controller: Controller | None = None

    def settings(self, public_url: str) -> dict[str, str]:
        """What makes a chat send its mail here."""
        return {
            "PUBLIC_URL": public_url,
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(self.port),
            "SMTP_SECURITY": self.security,
            "MAIL_FROM": "chat@example.org",
            **({"SMTP_USERNAME": USERNAME, "SMTP_PASSWORD": PASSWORD} if self.asks_login else {}),
            # OpenSSL's own way to say who is to be trusted.
            **({"SSL_CERT_FILE": str(self.certificate)} if self.certificate else {}),
        }

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.stop()

    def start(self) -> None:
        """Take mail."""
        warnings.filterwarnings(
            "ignore", "Requiring AUTH while not requiring TLS"
        )  # we do, earlier
        context = self.certificate and _context(self.certificate)
        self._controller = Controller(
            self,
            hostname="127.0.0.1",
            port=self.port,
            ready_timeout=PATIENCE_S,
            ssl_context=context if self.security == "tls" else None,
            tls_context=context if self.security == "starttls" else None,
            require_starttls=self.security == "starttls",
            authenticator=self._knows if self.asks_login else None,
            auth_required=self.asks_login,
            auth_require_tls=self.security == "starttls",
        )
        self._controller.start()

    def stop(self) -> None:
        """Be away; what was taken stays."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def wait(self, count: int = 1, to: str | None = None) -> list[EmailMessage]:
        """At least so many messages (to this address), the oldest first."""
        deadline = time.monotonic() + PATIENCE_S
        while len(found := self.to(to)) < count:
            assert time.monotonic() < deadline, f"{len(found)} of {count} mails came"
            time.sleep(0.02)
        return found

    def to(self, address: str | None) -> list[EmailMessage]:
        """What came for an address; None is every one."""
        return [each for each in self.messages if address in (None, each["X-Rcpt-To"])]

    async def handle_EHLO(self, _server, session: Session, _envelope, hostname: str, responses):
        """aiosmtpd asks: somebody says hello."""
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, _server, _session, envelope: Envelope, address: str, _options):
        """aiosmtpd asks: may this one get mail?"""
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session: Session, envelope: Envelope) -> str:
        """aiosmtpd asks: here it is."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        message["X-Mail-From"], message["X-Helo"] = envelope.mail_from, session.host_name
        (message["X-Rcpt-To"],) = envelope.rcpt_tos
        self.messages.append(message)
        return "250 OK"

    def _knows(self, _server, _session, _envelope, _mechanism, data) -> AuthResult:
        self.logins.append(data.login.decode())
        is_right = (data.login, data.password) == (USERNAME.encode(), PASSWORD.encode())
        return AuthResult(success=is_right, handled=False)


def link_in(message: EmailMessage) -> str:
    """The one link with a token in a mail."""
    (link,) = re.findall(r"\S+#\w+=\S+", message.get_content())
    return link


def token_in(message: EmailMessage) -> str:
    """The token of that link."""
    return link_in(message).partition("=")[2].partition("&")[0]


def make_certificate(folder: Path) -> Path:
    """A file with a certificate for 127.0.0.1, which vouches for itself, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    kept = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path = folder / "mail.pem"
    path.write_bytes(certificate.public_bytes(pem) + key.private_bytes(pem, *kept))
    return path


def _context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
