"""The secret that signs cookies."""

import os
import secrets
from pathlib import Path
from typing import Any

from parley.settings import BadSetting

SECRET_NAME = "secret_key"
SECRET_BYTES = 48


def secret_key(settings: dict[str, Any]) -> str:
    """The secret from the settings, or else the one that the first start makes in `DATA_DIR`.

    The file is readable by the app alone, appears whole or not at all, and is never replaced.

    Raises:
        BadSetting: the folder cannot hold it.
    """
    if settings["SECRET_KEY"]:
        return settings["SECRET_KEY"]
    path = settings["DATA_DIR"] / SECRET_NAME
    try:
        if not path.exists():
            _make(path)
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise BadSetting(
            f"DATA_DIR cannot be {str(path.parent)!r}: {error.strerror}. "
            "It must be a folder that this process may write to."
        ) from None


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{SECRET_NAME}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, path)
    except FileExistsError:
        pass  # another start was first; its secret is the one
    finally:
        unfinished.unlink()
