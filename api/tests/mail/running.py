"""The chat with its mail as it really runs: gunicorn, the outbox, SMTP to a real mail server."""

import os
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from tests.cast import PASSWORD
from tests.mail_sink import token_in
from tests.stage import PATIENCE_S

CHAT = "https://chat.example.org"
BOB = "Bob@mail.example.org"
CROWD = [f"person{number}" for number in range(60)]
GENEROUS = {"SIGN_INS_PER_MINUTE": "1000000"}


def settle(template, folder):
    """A chat's folder with people who have an address, and no password that must be hashed."""
    shutil.copytree(template, folder / "data")
    with closing(sqlite3.connect(folder / "data" / "parley.db")) as connection:
        for name in ("bob", "eve", *CROWD):
            mail = address(name)
            connection.execute(
                "INSERT INTO users (name, name_key, look_key, role, username, mail, mail_key, "
                "created_at) VALUES (?, ?, ?, 'member', ?, ?, ?, '2026-01-01 00:00:00.000000')",
                (name, name, name, name, mail, mail.lower()),
            )
        connection.commit()


def address(username):
    return f"{username.title()}@mail.example.org"


def crash(server):
    """Kill -9: the master and its worker, who would else go on for a moment."""
    pid = server.process.pid
    if server.process.poll() is None:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in (pid, *map(int, children)):
            os.kill(each, signal.SIGKILL)
        server.process.wait(PATIENCE_S)


def sign_up(server, username, mail, **headers):
    body = {"username": username, "password": PASSWORD, "mail": mail}
    status, headers, _ = server.ask("POST", "/api/account", body, **headers)
    assert status == 201
    return headers["Set-Cookie"].partition(";")[0]


def recover(server, account="bob", **headers):
    """Ask for the way back: what needs no password makes a mail at once."""
    assert server.ask("POST", "/api/recovery", {"account": account}, **headers)[0] == 202


def ring(server):
    """Call the postman, by a wish that makes no mail."""
    recover(server, f"nobody{time.monotonic_ns()}")


def confirm(server, letter):
    return server.ask("POST", "/api/account/mail/confirmation", {"token": token_in(letter)})


def enter(server, letter):
    return server.ask("POST", "/api/session/link", {"token": token_in(letter)})


def sql(server, statement, *values):
    path = server.data_dir / "parley.db"
    with closing(sqlite3.connect(path, timeout=PATIENCE_S)) as connection:
        rows = connection.execute(statement, values).fetchall()
        connection.commit()
        return rows


def wait_until(is_so, server):
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, server.log.read_text()
        time.sleep(0.02)


def outbox_is_empty(server):
    return lambda: sql(server, "SELECT * FROM mails") == []


def failures(server):
    return [line for line in server.lines() if line["event"] == "mail not sent"]
