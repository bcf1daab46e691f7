"""What is long and goes to somebody slow: it waits in the API, and fills no disk of nginx's."""

import os
import socket
import sqlite3
import time
from pathlib import Path

from tests.stack import accounts
from tests.stack.people import PATIENCE_S

ENTRIES = 10_000  # 10 MB, more than what lies between two sockets
WATCH_S = 1.0  # nginx would have taken in the whole of it in less
ENTRY = """
INSERT INTO audit_entries (at, act, details, hash)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
SELECT '2026-01-01 00:00:00.000000', 'signed-in', printf('{"name": "%.*c"}', 1000, 'x'), ''
FROM numbers
"""


def temporary_files(stack) -> list[str]:
    """What nginx holds open of its temporary files, which have no name any more."""
    open_files = (
        open_file
        for pid in stack.pids["nginx"]
        for descriptor in Path(f"/proc/{pid}/fd").iterdir()
        for open_file in where_it_leads(descriptor)
    )
    return [each for each in open_files if str(stack.run_dir) in each and "(deleted)" in each]


def where_it_leads(descriptor: Path) -> list[str]:
    """The file that a descriptor stands for, unless it has just been closed."""
    try:
        return [os.readlink(descriptor)]
    except FileNotFoundError:
        return []


def test_an_audit_log_that_somebody_reads_slowly_fills_no_disk(new_stack):
    with new_stack() as stack:
        olga = accounts.owner(stack)
        with sqlite3.connect(stack.data_dir / "parley.db") as database:
            database.execute(ENTRY, (ENTRIES,))
        cookie = "; ".join(f"{name}={value}" for name, value in olga.http.cookies.items())
        request = f"GET /api/audit.csv HTTP/1.0\r\nHost: chat\r\nCookie: {cookie}\r\n\r\n"
        with socket.socket() as slow:
            slow.settimeout(PATIENCE_S)
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            slow.connect(("127.0.0.1", stack.port))
            slow.sendall(request.encode())
            assert slow.recv(1024).startswith(b"HTTP/1.1 200")
            until = time.monotonic() + WATCH_S
            while time.monotonic() < until:
                assert temporary_files(stack) == []
                time.sleep(0.05)
            table = olga.get("/api/audit.csv").text  # meanwhile, and to the end
        assert table.count(",signed-in,") == ENTRIES
