"""Servers that are no directory: they hang, refuse, or say what no directory would."""

import socket
import threading
from contextlib import closing

# An answer to the first request, which is StartTLS: LDAPMessage, extendedResp (RFC 4511, 4.14).
STARTED = bytes.fromhex("300c02010178070a010004000400")
REFUSED = bytes.fromhex("300c02010178070a010204000400")
GARBAGE = b"HTTP/1.1 400 Bad Request\r\n\r\n"


class Impostor:
    """Answers whoever connects with the same bytes, or with none, and keeps what they send."""

    def __init__(self, answer: bytes = b"") -> None:
        self.received = b""
        self.visitors = 0
        self.most_at_once = 0
        self._answer = answer
        self._connected: set[socket.socket] = set()
        self._changing = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def present(self) -> int:
        """How many are connected."""
        with self._changing:
            return self._present()

    def _serve(self) -> None:
        while True:
            try:
                visitor, _ = self._door.accept()
            except OSError:  # closed
                return
            self._welcome(visitor)
            threading.Thread(target=self._listen, args=(visitor,), daemon=True).start()

    def _welcome(self, visitor: socket.socket) -> None:
        with self._changing:
            self.visitors += 1
            self._connected.add(visitor)
            self.most_at_once = max(self.most_at_once, self._present())

    def _listen(self, visitor: socket.socket) -> None:
        try:
            while part := visitor.recv(65_536):
                self.received += part
                if self._answer:
                    visitor.sendall(self._answer)
        except OSError:
            pass
        with self._changing, closing(visitor):
            self._connected.remove(visitor)

    def _present(self) -> int:
        return sum(not _has_hung_up(visitor) for visitor in self._connected)

    def close(self) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()


def _has_hung_up(visitor: socket.socket) -> bool:
    """Whether the other side has, though the thread that listens to it may not have run since."""
    try:
        return visitor.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
