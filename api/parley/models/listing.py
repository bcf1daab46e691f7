"""Lists by name, as parts of a selection."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_


def by_name(name: Any) -> Any:
    """What a list is in the order of; two of the same name follow each other by their ids."""
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
