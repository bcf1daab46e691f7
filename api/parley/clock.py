"""The only source of time."""

from datetime import UTC, datetime


def utcnow() -> datetime:
    """The present, aware and in UTC, to the millisecond: the finest time the contract shows."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
