"""The way to a directory: encrypted and verified before anything is said, and never for long."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from gevent import Timeout
from ldap3 import IP_V4_PREFERRED, Connection, Server, Tls

CONNECT_S = 3  # for each of its addresses
RECEIVE_S = 5  # for each answer
CONVERSATION_S = 12  # for all of it, however slowly the answers drip


class Unusable(Exception):
    """The directory does not answer, or not as one that can be worked with; the text says why."""


@contextmanager
def connected(url: str, ca: str) -> Iterator[Connection]:
    """An encrypted connection to the server of this address, whom `ca` (or the system) vouches for.

    Raises:
        Unusable: it cannot be reached, is not who it should be, or breaks off.
    """
    address = urlsplit(url)
    server = Server(
        address.hostname,
        address.port,
        use_ssl=address.scheme == "ldaps",
        tls=_Verified(ca),
        get_info=None,
        connect_timeout=CONNECT_S,
        mode=IP_V4_PREFERRED,
    )
    _ = server.address_info  # looked up before the clock runs, which could not stop that thread
    connection = _connection(server)
    try:
        with Timeout(CONVERSATION_S):
            _open(connection)
            yield connection
    except Timeout:
        raise Unusable("it takes too long") from None
    except Unusable:
        raise
    except Exception as error:  # of a broken answer, whatever the library stumbled over
        raise Unusable(f"{type(error).__name__}: {error}") from error
    finally:
        _hang_up(connection)


class _Verified(Tls):
    """TLS whose server is verified by the standard library: its certificate and its name."""

    def __init__(self, ca: str) -> None:
        super().__init__(validate=ssl.CERT_REQUIRED)
        self._context = ssl.create_default_context(cadata=ca or None)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2

    def wrap_socket(self, connection: Connection, do_handshake: bool = False) -> None:
        """Shake hands on a connection, or fail."""
        connection.socket = self._context.wrap_socket(
            connection.socket, server_hostname=connection.server.host
        )


def _connection(server: Server) -> Connection:
    return Connection(
        server,
        receive_timeout=RECEIVE_S,
        auto_referrals=False,
        auto_range=False,
        check_names=False,
        read_only=True,
    )


def _hang_up(connection: Connection) -> None:
    connection.strategy.close()
    if connection.socket is not None:  # of a connection that came to nothing, it stays open
        connection.socket.close()


def _open(connection: Connection) -> None:
    connection.open(read_server_info=False)
    if not connection.server.ssl and not connection.start_tls(read_server_info=False):
        raise Unusable("it does not do StartTLS")
