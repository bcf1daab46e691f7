"""The secret that signs cookies."""

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

from parley.readers import SECRET_MIN_CHARS
from parley.settings import BadSetting

SECRET_NAME = "secret_key"
SECRET_BYTES = 48


def secret_key(settings: dict[str, Any]) -> str:
    """The secret from the settings, or else the one that the first start makes in `DATA_DIR`.

    The file is readable by the app alone, appears whole or not at all, and is never replaced.

    Raises:
        BadSetting: the folder cannot hold it, or the file holds something else.
    """
    if settings["SECRET_KEY"]:
        return settings["SECRET_KEY"]
    path = settings["DATA_DIR"] / SECRET_NAME
    try:
        if not path.exists():
            _make(path)
        return _read(path)
    except OSError as error:
        raise BadSetting(
            f"DATA_DIR cannot be {str(path.parent)!r}: {error.strerror}. "
            "It must be a folder that this process may write to."
        ) from None


def _read(path: Path) -> str:
    text = path.read_bytes().decode("ascii", "replace")
    if len(text) < SECRET_MIN_CHARS or not text.isprintable() or not text.isascii():
        raise BadSetting(
            f"{path} is damaged: it must hold at least {SECRET_MIN_CHARS} characters of ASCII. "
            "Remove it to have another one made, which signs everybody out."
        )
    return text


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Of a name of its own: a start that was killed half way, perhaps with our process id, left one.
    descriptor, unfinished = tempfile.mkstemp(prefix=f".{SECRET_NAME}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, path)
    except FileExistsError:
        pass  # another start was first; its secret is the one
    finally:
        os.unlink(unfinished)
