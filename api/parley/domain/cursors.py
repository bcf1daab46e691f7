"""Cursors: `<epoch>-<revision>`, the place in the feed up to which a client knows everything."""

import re
from dataclasses import dataclass

EPOCH_BYTES = 8
REVISION_MAX = 2**63 - 1  # what an INTEGER column holds

_CURSOR = re.compile(r"([0-9a-f]{16})-(0|[1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A revision of one life of a database; `str()` gives what clients and files are told."""

    epoch: str
    revision: int

    def __str__(self) -> str:
        return f"{self.epoch}-{self.revision}"


def parse(text: str) -> Cursor:
    """Read a cursor that a client sent back.

    Raises:
        ValueError: the text never was a cursor.
    """
    match = _CURSOR.fullmatch(text)
    if match is None or int(match[2]) > REVISION_MAX:
        raise ValueError("This is not a cursor that Parley gave out.")
    return Cursor(match[1], int(match[2]))
