"""Times of day, as people say them."""

import re

_SHAPE = r"([01][0-9]|2[0-3]):[0-5][0-9]"
PATTERN = f"^{_SHAPE}$"


def clean(text: str) -> str:
    """A time of day as it is kept: HH:MM.

    Raises:
        ValueError: it is none.
    """
    if not re.fullmatch(_SHAPE, text):
        raise ValueError("Give a time of day from 00:00 to 23:59.")
    return text
