"""Backups of a chat that goes on running, and the way back."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine

from parley import migrations
from parley.db import Model, db, tune
from parley.domain.cursors import EPOCH_BYTES, Cursor
from parley.errors import Invalid
from parley.services import feed

PATIENCE_S = 30  # the live chat's writes take milliseconds


def save(target: Path) -> None:
    """Write a consistent copy of the database, readable by its owner alone.

    Raises:
        OSError: the target cannot be written.
    """
    with saved(target.absolute().parent) as copy:
        copy.replace(target)


@contextmanager
def saved(folder: Path | None = None) -> Iterator[Path]:
    """A consistent copy of the database, for as long as the block lasts."""
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
    """
    with TemporaryDirectory(dir=_database().parent, prefix=".restore-") as scratch:
        copy = Path(scratch) / "parley.db"
        copy.write_bytes(source.read_bytes())
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
    except sqlite3.DatabaseError:
        raise Invalid("The file is not a backup of Parley.") from None
    except migrations.UnknownVersion:
        raise Invalid("The backup is from a newer version of Parley: upgrade first.") from None


def _replace_by(copy: Path) -> None:
    with closing(sqlite3.connect(_database())) as live:
        tune(live)
        live.execute(f"PRAGMA busy_timeout = {PATIENCE_S * 1000}")
        live.execute("ATTACH DATABASE ? AS copy", (os.fspath(copy),))
        live.execute("BEGIN IMMEDIATE")
        try:
            before = Cursor(*live.execute("SELECT epoch, revision FROM feed_state").fetchone())
            _pour_over(live)
            feed.current().files.withdraw(before)
            live.execute("COMMIT")
        except BaseException:
            live.execute("ROLLBACK")
            raise


def _pour_over(live: sqlite3.Connection) -> None:
    tables = Model.metadata.sorted_tables
    for table in reversed(tables):
        live.execute(f"DELETE FROM main.{table.name}")
    for table in tables:
        columns = ", ".join(column.name for column in table.columns)
        live.execute(
            f"INSERT INTO main.{table.name} ({columns}) SELECT {columns} FROM copy.{table.name}"
        )
    live.execute("UPDATE main.feed_state SET epoch = ?", (secrets.token_hex(EPOCH_BYTES),))
