"""Backups of a chat that goes on running, and the way back."""

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Table, create_engine
from sqlalchemy.exc import DatabaseError

from parley import migrations
from parley.db import Model, db, tune
from parley.domain.cursors import EPOCH_BYTES, Cursor
from parley.errors import Busy, Invalid
from parley.services import feed

PATIENCE_S = 30  # the live chat's writes take milliseconds

# The audit log is whole where its last row is the last one given, so both come from the backup.
_ITS_COUNT = "sqlite_sequence WHERE name = 'audit_entries'"
COUNT_OF_THE_LOG = (
    f"DELETE FROM main.{_ITS_COUNT}",
    f"INSERT INTO main.sqlite_sequence SELECT * FROM copy.{_ITS_COUNT}",
)


def save(target: Path) -> None:
    """Write a consistent copy of the database, readable by its owner alone.

    Raises:
        OSError: there is no database, or the target cannot be written.
    """
    with saved(target.absolute().parent) as copy:
        copy.replace(target)


@contextmanager
def saved(folder: Path | None = None) -> Iterator[Path]:
    """A consistent copy of the database, for as long as the block lasts."""
    _database().stat()  # or SQLite would make an empty one, and we a backup of nothing
    with TemporaryDirectory(dir=folder or _database().parent, prefix=".backup-") as scratch:
        copy = Path(scratch) / "parley.db"
        copy.touch(mode=0o600)
        with closing(sqlite3.connect(_database())) as live, closing(sqlite3.connect(copy)) as new:
            live.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
        yield copy


def restore(source: Path) -> None:
    """Replace everything by what a backup holds, in one transaction, under a new epoch.

    The backup may be of an older version: it is brought up to this one first, on a copy.

    Raises:
        Invalid: the file is no backup of Parley, or of a newer version; nothing was changed.
        Busy: the chat is writing all the time.
    """
    migrations.upgrade(db.engine)  # a chat that never started has no tables yet
    with TemporaryDirectory(dir=_database().parent, prefix=".restore-") as scratch:
        copy = Path(scratch) / "parley.db"
        shutil.copyfile(source, copy)
        _bring_up_to_date(copy)
        _replace_by(copy)


def _database() -> Path:
    return Path(db.engine.url.database)


def _bring_up_to_date(copy: Path) -> None:
    try:
        with closing(sqlite3.connect(copy)) as connection:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            connection.execute("SELECT epoch FROM feed_state").fetchone()
        if verdict != "ok":
            raise Invalid(f"The backup is damaged: {verdict}.")
        engine = create_engine(f"sqlite:///{copy}")
        migrations.upgrade(engine)
        engine.dispose()
        _examine(copy)
    except (sqlite3.DatabaseError, DatabaseError):
        raise Invalid("The file is not a backup of Parley.") from None
    except migrations.UnknownVersion:
        raise Invalid("The backup is from a newer version of Parley: upgrade first.") from None


def _examine(copy: Path) -> None:
    """Insist on what the chat relies on: every table, one state, references that lead somewhere."""
    with closing(sqlite3.connect(copy)) as connection:
        for table in Model.metadata.sorted_tables:
            connection.execute(f"SELECT {_columns(table)} FROM {table.name} LIMIT 1")
        (states,) = connection.execute("SELECT count(*) FROM feed_state").fetchone()
        if states != 1 or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise Invalid("The backup is damaged: it is not complete.")


def _replace_by(copy: Path) -> None:
    with closing(sqlite3.connect(_database())) as live:
        tune(live)
        live.execute(f"PRAGMA busy_timeout = {PATIENCE_S * 1000}")
        live.execute("ATTACH DATABASE ? AS copy", (os.fspath(copy),))
        _begin(live)
        try:
            before = Cursor(*live.execute("SELECT epoch, revision FROM feed_state").fetchone())
            with _unguarded(live):
                _pour_over(live)
            feed.current().files.withdraw(before)
            live.execute("COMMIT")
        except BaseException:
            live.execute("ROLLBACK")
            raise


def _begin(live: sqlite3.Connection) -> None:
    try:
        live.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise Busy() from None
        raise


@contextmanager
def _unguarded(live: sqlite3.Connection) -> Iterator[None]:
    """Without the triggers that keep the audit log from being changed, inside the transaction."""
    is_one = "FROM main.sqlite_master WHERE type = 'trigger'"
    triggers = live.execute(f"SELECT name, sql {is_one}").fetchall()
    for name, _sql in triggers:
        live.execute(f'DROP TRIGGER main."{name}"')
    yield
    for _name, sql in triggers:
        live.execute(sql)


def _pour_over(live: sqlite3.Connection) -> None:
    tables = Model.metadata.sorted_tables
    for table in reversed(tables):
        live.execute(f"DELETE FROM main.{table.name}")
    for table in tables:
        columns = _columns(table)
        live.execute(
            f"INSERT INTO main.{table.name} ({columns}) SELECT {columns} FROM copy.{table.name}"
        )
    for statement in COUNT_OF_THE_LOG:
        live.execute(statement)
    live.execute("UPDATE main.feed_state SET epoch = ?", (secrets.token_hex(EPOCH_BYTES),))


def _columns(table: Table) -> str:
    return ", ".join(column.name for column in table.columns)
