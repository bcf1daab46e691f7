"""The file by which nginx answers an empty poll: there if, and only if, its name is the newest
cursor that was committed.

Whoever calls this holds the database's write lock, so the file and the commit cannot disagree.
"""

import os
from contextlib import suppress
from pathlib import Path

from parley import render
from parley.domain import cursors
from parley.domain.cursors import Cursor

_UNFINISHED = ".unfinished"  # nginx asks only for names that are cursors


class CursorFiles:
    """The directory that nginx reads. Where it is missing, the API answers every poll itself."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def is_published(self, cursor: Cursor) -> bool:
        """Whether nginx answers this cursor already."""
        return os.path.exists(self._path(cursor))  # where that cannot be told, it is not

    def publish(self, cursor: Cursor) -> None:
        """Let nginx say "nothing new" to this cursor.

        Raises:
            OSError: it could not be written; nginx then goes on asking the API.
        """
        unfinished = self._directory / _UNFINISHED
        with suppress(FileNotFoundError):
            unfinished.write_bytes(render.feed((), cursor))
            unfinished.chmod(0o644)  # nginx is another user
            unfinished.replace(self._path(cursor))

    def withdraw(self, cursor: Cursor) -> None:
        """Let nginx ask the API about this cursor again.

        Raises:
            OSError: the file is there and cannot be removed, so nothing may be committed.
        """
        with suppress(FileNotFoundError):
            self._path(cursor).unlink()

    def clear(self) -> None:
        """Withdraw whatever an earlier life of the process left."""
        with suppress(FileNotFoundError):
            for name in os.listdir(self._directory):
                if name == _UNFINISHED or _is_cursor(name):
                    (self._directory / name).unlink()

    def _path(self, cursor: Cursor) -> Path:
        return self._directory / str(cursor)


def _is_cursor(name: str) -> bool:
    with suppress(ValueError):
        cursors.parse(name)
        return True
    return False
