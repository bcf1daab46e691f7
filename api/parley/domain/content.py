"""What a message may say, and the reason for a report."""

from parley.domain.invisible import is_invisible

CONTENT_MAX_CHARS = 4000
REASON_MAX_CHARS = 500


def clean(text: str) -> str:
    """The message as it is kept: trimmed, with one kind of line end.

    Raises:
        ValueError: nothing is left, it is too long, or it holds NUL or a lone surrogate.
    """
    text = _trimmed(text)
    if all(is_invisible(character) for character in text):
        raise ValueError("Write something first: the message is empty.")
    _require_sound(text, "A message", CONTENT_MAX_CHARS)
    return text


def clean_reason(text: str) -> str:
    """The reason as it is kept, in the same way; it may be empty.

    Raises:
        ValueError: it is too long, or it holds NUL or a lone surrogate.
    """
    return lines(text, "A reason", REASON_MAX_CHARS)


def lines(text: str, what: str, most: int) -> str:
    """Any other text of several lines as it is kept; it may be empty.

    Raises:
        ValueError: it is too long, or it holds NUL or a lone surrogate.
    """
    text = _trimmed(text)
    _require_sound(text, what, most)
    return text


def _trimmed(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _require_sound(text: str, what: str, most: int) -> None:
    if len(text) > most:
        raise ValueError(f"{what} has at most {most:,} characters.")
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError(f"{what} cannot hold NUL characters or lone surrogates.")
