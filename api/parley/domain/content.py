"""What a message may say."""

from parley.domain.invisible import is_invisible

CONTENT_MAX_CHARS = 4000


def clean(text: str) -> str:
    """The message as it is kept: trimmed, with one kind of line end.

    Raises:
        ValueError: nothing is left, it is too long, or it holds NUL or a lone surrogate.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if all(is_invisible(character) for character in text):
        raise ValueError("Write something first: the message is empty.")
    if len(text) > CONTENT_MAX_CHARS:
        raise ValueError(f"A message has at most {CONTENT_MAX_CHARS:,} characters.")
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("A message cannot hold NUL characters or lone surrogates.")
    return text
