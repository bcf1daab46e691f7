"""Lists by name, as parts of a selection."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_


def by_name(name: Any) -> Any:
    """What a list is in the order of; two of the same name follow each other by their ids.

    Not the key of the name, which tells apart and does not sort: in it an "m" is "rn".
    """
    return func.lower(name)


def following(name: Any, id: Any, last: Select[Any], last_id: int) -> ColumnElement[bool]:
    """What comes after one in such a list; `last` gives that one's name, or nothing, as if the list
    ended there."""
    last_name = last.scalar_subquery()
    is_next = and_(by_name(name) == last_name, id > last_id)
    return or_(by_name(name) > last_name, is_next)


def holds(column: Any, part: str) -> ColumnElement[bool]:
    """Whether a text holds another (not LIKE: a pattern has wildcards, and ends at a NUL)."""
    return func.instr(column, part) > 0


def is_called(name: Any, name_key: Any, words: tuple[str, str]) -> ColumnElement[bool]:
    """Whether a name holds what is looked for, in whatever case; `words` are its key and its text
    in small letters.

    SQLite knows the case of ASCII alone; what else there is, the keys know. For ASCII they are of
    no use: what looks alike is one to them, "m" and "rn" too.
    """
    key, text = words
    return holds(func.lower(name), text) if text.isascii() else holds(name_key, key)
