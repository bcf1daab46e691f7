"""The stage: one chat on an SQLite file of its own, and the ways to look behind it."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from flask import Flask
from sqlalchemy import event

from parley import clock, create_app
from parley.db import db, write
from parley.domain.permissions import MEMBER
from parley.models import Message, User
from parley.models.message import TEXT
from parley.services import administration, feed, sessions, tokens, upkeep
from parley.services.sessions import HOST
from tests.cast import LOBBY, Client

API = Path(__file__).parents[1]
PATIENCE_S = 30  # for what must happen, on a machine that is busy with other things
UNLIMITED = {"POSTS_MAX": "1000000", "SIGN_INS_PER_MINUTE": "1000000"}


class Chat:
    """A chat in a folder: the app, its directories, and the people in front of it."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.data_dir, self.feed_dir = folder / "data", folder / "feed"
        self.feed_dir.mkdir(parents=True, exist_ok=True)
        self.database = self.data_dir / "parley.db"
        self.environ = {
            "DATA_DIR": str(self.data_dir),
            "FEED_DIR": str(self.feed_dir),
            "LOG_LEVEL": "error",
        } | settings
        self.app: Flask = create_app(self.environ)

    def prepare(self) -> None:
        """What entrypoint.sh does before each start."""
        self.run(upkeep.prepare)

    def run(self, function, *args):
        """Call a service as a request would: in a context of its own."""
        with self.app.app_context():
            return function(*args)

    def stranger(self) -> Client:
        """A browser that was never here."""
        return Client(self.app)

    def guest(self, name: str) -> Client:
        """Someone who became a guest by this name."""
        newcomer = self.stranger()
        answer = newcomer.become_guest(name)
        assert answer.status_code == 201, answer.text
        newcomer.id = answer.json["id"]
        return newcomer

    def account(self, name: str, role: str = MEMBER) -> Client:
        """Someone who signed up by this name, and was given this role."""
        newcomer = self.stranger()
        answer = newcomer.sign_up(name.lower(), name=name)
        assert answer.status_code == 201, answer.text
        newcomer.id = answer.json["id"]
        if role != MEMBER:
            with self.app.app_context(), write() as session:
                user = session.get_one(User, newcomer.id)
                administration.set_role(session, user, role, HOST, None)
        return newcomer

    def suspend(self, person: Client) -> None:
        """Shut somebody out, as whoever hosts the chat."""
        with self.app.app_context(), write() as session:
            user = session.get_one(User, person.id)
            administration.suspend(session, user, HOST, None, is_suspended=True)

    def another_browser(self, person: Client) -> Client:
        """Another browser in which somebody is signed in too; no password is hashed for it."""
        other = self.stranger()
        with self.app.app_context(), write() as session:
            entered = sessions.begin(session, person.id, HOST)
        cookies = self.app.extensions["cookies"]
        other.cookie = cookies.dumps([entered.person.session_id, entered.key])
        other.id = person.id
        return other

    def token(self, person: Client, scope: str) -> str:
        """The text of a token of somebody's; no password is asked for it."""
        with self.app.app_context(), write() as session:
            more = {"by_link": False, "name": "Robot", "scope": scope}
            token, key = sessions.add(session, person.id, HOST, **more)
            return f"{tokens.PREFIX}_{token.id}_{key}"

    def fill(self, author: Client, count: int, room_id: int = LOBBY) -> list[int]:
        """Post "1" to "count" in one change, and give the ids."""
        with self.app.app_context(), feed.change() as draft:
            texts = [a_text(author, str(n), room_id) for n in range(1, count + 1)]
            messages = [draft.publish(text) for text in texts]
        return [message.id for message in messages]

    def crowd(self, count: int, prefix: str = "p") -> list[int]:
        """Accounts of so many people, made behind the back of the API; gives their ids."""
        columns = "name, name_key, look_key, username, role, created_at"
        return [
            self.sql(
                f"INSERT INTO users ({columns}) VALUES (?, ?, ?, ?, 'member', '2026-01-02')"
                " RETURNING id",
                *(4 * [f"{prefix}{number:04}"]),
            )[0][0]
            for number in range(count)
        ]

    def room(self, *people: Client, kind: str = "private", name: str = "Vault") -> int:
        """Another room with these people in it, made behind the back of the API; gives its id."""
        ((room_id,),) = self.sql(
            "INSERT INTO rooms (name, kind, created_at, member_count)"
            " VALUES (?, ?, '2026-01-02', ?) RETURNING id",
            *(name, kind, len(people)),
        )
        for person in people:
            self.sql(
                "INSERT INTO memberships VALUES (?, ?, 'member', 'all', 0, 0, ?)",
                *(person.id, room_id, "2026-01-02 00:00:00.000000"),
            )
        self.sql("UPDATE feed_state SET rights = rights + 1")
        return room_id

    def set_room_role(self, person: Client, room_id: int, role: str) -> None:
        """Give somebody another role in a room, behind the back of the API."""
        is_theirs = "WHERE user_id = ? AND room_id = ?"
        self.sql(f"UPDATE memberships SET role = ? {is_theirs}", role, person.id, room_id)
        self.sql("UPDATE feed_state SET rights = rights + 1")

    def sql(self, statement: str, *values: object) -> list[tuple]:
        """Ask the file itself, or change it, as another process would."""
        with closing(sqlite3.connect(self.database, timeout=PATIENCE_S)) as connection:
            rows = connection.execute(statement, values).fetchall()
            connection.commit()
            return rows

    def statements(self, call) -> int:
        """How many statements the database gets from a call."""
        seen = []
        with self.app.app_context():
            engine = db.engine

        def note(*told):
            seen.append(told[2])

        event.listen(engine, "before_cursor_execute", note)
        try:
            call()
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    def price(self, call) -> int:
        """How many it gets where nothing is known by heart."""
        with self.app.app_context():
            feed.current().memory.clear()
        return self.statements(call)

    def newest(self) -> str:
        """The newest committed cursor, as the file has it."""
        return "{}-{}".format(*self.sql("SELECT epoch, revision FROM feed_state")[0])

    def cursor_files(self) -> dict[str, bytes]:
        """What nginx would find."""
        names = [name for name in os.listdir(self.feed_dir) if not name.startswith(".")]
        return {name: (self.feed_dir / name).read_bytes() for name in names}

    def command(self, *words: str, given: bytes = b"") -> subprocess.CompletedProcess:
        """`flask --app parley …` in a process of its own."""
        return self.python("-m", "flask", "--app", "parley", *words, given=given)

    def run_command(self, *words: str):
        """The same without the time that starting a process takes: in another app on the files."""
        app = create_app(self.environ)
        done = app.test_cli_runner().invoke(args=words)
        with app.app_context():
            db.engine.dispose()
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    def python(self, *words: str, given: bytes = b"") -> subprocess.CompletedProcess:
        """Another process of Python in this chat's environment."""
        return subprocess.run(
            [sys.executable, *words],
            cwd=API,
            env=self.environment(),
            input=given,
            capture_output=True,
            timeout=2 * PATIENCE_S,
            check=False,
        )

    def environment(self) -> dict[str, str]:
        """The environment of this chat's processes."""
        return {"PATH": os.environ["PATH"], "PYTHONPATH": str(API)} | self.environ

    def close(self) -> None:
        """Let go of the files (Python 3.13 warns of connections that nobody closed)."""
        with self.app.app_context():
            if (watch := feed.current()._watch) is not None:
                watch.close()
            db.engine.dispose()


def a_text(author: Client, content: str, room_id: int = LOBBY, **more: object) -> Message:
    """A message for `feed.change()`."""
    return Message(
        room_id=room_id,
        author_id=author.id,
        kind=TEXT,
        content=content,
        created_at=clock.utcnow(),
        **more,
    )


def made_once(folder: Path) -> Path:
    """A migrated database to copy: migrating for each test would take most of the time."""
    chat = Chat(folder)
    chat.prepare()
    return put_away(chat)


def put_away(chat: Chat) -> Path:
    """Close a chat, and give the folder to copy it from."""
    chat.close()
    with closing(sqlite3.connect(chat.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return chat.data_dir


def copied(template: Path, folder: Path, **settings: str) -> Chat:
    """A chat that begins with a copy of that database."""
    shutil.copytree(template, folder / "data")
    return Chat(folder, **settings)
