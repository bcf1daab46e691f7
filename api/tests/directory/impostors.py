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
        self.present = self.most_at_once = 0
        self._answer = answer
        self._changing = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                visitor, _ = self._door.accept()
            except OSError:  # closed
                return
            threading.Thread(target=self._listen, args=(visitor,), daemon=True).start()

    def _listen(self, visitor: socket.socket) -> None:
        self._came(1)
        with closing(visitor):
            try:
                while part := visitor.recv(65_536):
                    self.received += part
                    if self._answer:
                        visitor.sendall(self._answer)
            except OSError:
                pass
        self._came(-1)

    def _came(self, change: int) -> None:
        with self._changing:
            self.visitors += max(change, 0)
            self.present += change
            self.most_at_once = max(self.most_at_once, self.present)

    def close(self) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
