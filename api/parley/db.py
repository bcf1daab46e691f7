"""The database: one engine, tuned for SQLite, and the one way to begin a write."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import URL, Connection, Engine, Result, event
from sqlalchemy.orm import DeclarativeBase, Session

from parley.errors import Busy

DATABASE_NAME = "parley.db"
BUSY_MS = 5_000  # how long a reader waits where SQLite cannot help it (recovery after a crash)
WRITE_PATIENCE_S = 10.0  # how long a writer waits for its turn, and then for other processes
WRITE_RETRY_S = 0.005

PRAGMAS = (
    f"busy_timeout = {BUSY_MS}",
    "journal_mode = WAL",
    "synchronous = FULL",  # an acknowledged message survives power loss
    "foreign_keys = ON",
)

T = TypeVar("T")

_COMPANIONS = "parley.companions"
_CHANGES_BEFORE = "parley.changes_before"  # how many rows a connection had changed before a write

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Model(DeclarativeBase):
    """The base of every table; constraints get names, so that migrations can name them."""

    def values(self) -> dict[str, Any]:
        """Its columns, but for the id, which the database gives.

        For what is inserted often: past the unit of work, which costs several times as much.
        """
        return {
            key: getattr(self, key)
            for column in self.__table__.columns
            if (key := column.key) != "id"
        }


Model.metadata.naming_convention = NAMING


class Database(SQLAlchemy):
    """Flask-SQLAlchemy, plus what lives and dies with a database (its feed, for one)."""

    def __init__(self) -> None:
        # What was just written stays readable after the commit, without asking the database again.
        super().__init__(model_class=Model, session_options={"expire_on_commit": False})

    def companion(self, make: Callable[[Engine, dict[str, Any]], T]) -> T:
        """The one object that `make(engine, settings)` made for the database in use."""
        companions = current_app.extensions[_COMPANIONS]
        if make not in companions:
            companions[make] = make(self.engine, current_app.config)
        return companions[make]


db = Database()


def init_app(app: Flask) -> None:
    """Open the database of `DATA_DIR`."""
    path = app.config["DATA_DIR"] / DATABASE_NAME
    app.config["SQLALCHEMY_DATABASE_URI"] = URL.create("sqlite", database=str(path))
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        "hide_parameters": True,  # an error of the database is logged, and would quote people
        "pool_use_lifo": True,  # the connection that wrote last still holds the newest pages
    }
    app.extensions[_COMPANIONS] = {}
    db.init_app(app)
    with app.app_context():
        event.listen(db.engine, "connect", _tune)
        event.listen(db.engine, "begin", _begin)


@contextmanager
def one_writer(patience_s: float | None = None) -> Iterator[None]:
    """Be the only one in this process who writes to the database in use.

    SQLite has few connections and waits inside C: whoever waits here for a turn holds none.

    Raises:
        Busy: others took too long.
    """
    db.session.rollback()  # ends the read that signed the request in
    lock = db.companion(_write_lock)
    if not lock.acquire(timeout=_patience(patience_s)):
        raise Busy()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def write(patience_s: float | None = None) -> Iterator[Session]:
    """Run one write, holding SQLite's write lock from before its first read to its commit.

    Leaving by an exception rolls everything back.

    Raises:
        Busy: others, in this process or another, held the lock for too long.
    """
    options = {"begin": "IMMEDIATE", "patience_s": patience_s}
    with one_writer(patience_s):
        try:
            db.session.connection(execution_options=options)
            yield db.session
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


def look_afresh() -> None:
    """Let what is read next be what was committed last, which it is inside a write anyway."""
    if not _is_writing():
        db.session.rollback()


def sees_uncommitted() -> bool:
    """Whether what is read shows changes of a write that may still be undone."""
    if not _is_writing():
        return False
    connection = db.session.connection()
    driver = connection.connection.dbapi_connection
    return driver.total_changes != connection.info[_CHANGES_BEFORE]


def _is_writing() -> bool:
    session = db.session()
    if not session.in_transaction():
        return False
    return session.connection().get_execution_options().get("begin") == "IMMEDIATE"


def dicts(rows: Result[Any]) -> list[dict[str, Any]]:
    """Rows as plain dicts, where many columns of many rows are asked for: that is much quicker."""
    names = tuple(rows.keys())
    return [dict(zip(names, row, strict=True)) for row in rows]


def _write_lock(_engine: Engine, _settings: dict[str, Any]) -> threading.RLock:
    return threading.RLock()


def _patience(patience_s: float | None) -> float:
    return WRITE_PATIENCE_S if patience_s is None else patience_s


def tune(connection: sqlite3.Connection) -> None:
    """Give a connection of the driver the settings that every connection has."""
    connection.isolation_level = None  # _begin() decides when a transaction begins, not the driver
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _tune(connection: sqlite3.Connection, _record: object) -> None:
    tune(connection)


def _begin(connection: Connection) -> None:
    driver = connection.connection.dbapi_connection
    options = connection.get_execution_options()
    if options.get("begin") == "IMMEDIATE":
        _begin_immediate(driver, _patience(options.get("patience_s")))
        connection.info[_CHANGES_BEFORE] = driver.total_changes
    else:
        driver.execute("BEGIN")


def _begin_immediate(driver: sqlite3.Connection, patience_s: float) -> None:
    """Take the write lock, waiting in small sleeps of our own.

    SQLite would wait inside C, where no other greenlet of the process could run meanwhile.

    Raises:
        Busy: another process held the lock for too long.
    """
    deadline = time.monotonic() + patience_s
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        while not _took_lock(driver):
            if time.monotonic() >= deadline:
                raise Busy()
            time.sleep(WRITE_RETRY_S)
    finally:
        driver.execute(f"PRAGMA busy_timeout = {BUSY_MS}")


def _took_lock(driver: sqlite3.Connection) -> bool:
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True
