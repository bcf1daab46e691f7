"""What may be said of a room: its topic, its description, its icon. Its name is a name as any."""

import re

from parley.domain import content, names
from parley.domain.invisible import is_invisible

TOPIC_MAX_CHARS = 120
DESCRIPTION_MAX_CHARS = 1_000
ICON_MAX_CHARS = 16  # the longest emoji that keyboards offer has ten code points

# The blocks in which all pictographs are (Unicode Technical Standard #51, emoji-data.txt), those of
# tomorrow included: Python's own table may be older than the emoji that people have.
_PICTOGRAPH = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2934\u2935"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
)
_SHADE = "[\ufe0f\U0001f3fb-\U0001f3ff]"  # in colour, or in the colour of a skin
_TAGS = "[\U000e0020-\U000e007e]+\U000e007f"  # the flags of Scotland and others
_ELEMENT = f"{_PICTOGRAPH}{_SHADE}?(?:{_TAGS})?"
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_KEYCAP = "[0-9#*]\ufe0f?\u20e3"
_EMOJI = re.compile(f"{_FLAG}|{_KEYCAP}|{_ELEMENT}(?:\u200d{_ELEMENT})*")


def topic(text: str) -> str:
    """The topic as it is kept: one line; empty where there is none.

    Raises:
        ValueError: it is too long, has several lines, or holds what hides or reorders others.
    """
    return _or_nothing(names.line(text, TOPIC_MAX_CHARS, "A topic"))


def description(text: str) -> str:
    """The description as it is kept; empty where there is none.

    Raises:
        ValueError: it is too long, or holds NUL or a lone surrogate.
    """
    return _or_nothing(content.lines(text, "A description", DESCRIPTION_MAX_CHARS))


def icon(text: str) -> str:
    """The icon as it is kept: one emoji; empty where there is none.

    Raises:
        ValueError: it is anything else.
    """
    text = text.strip()
    if text and (len(text) > ICON_MAX_CHARS or not _EMOJI.fullmatch(text)):
        raise ValueError("An icon is one emoji.")
    return text


def _or_nothing(text: str) -> str:
    """The text, unless there is nothing to see in it."""
    return "" if all(is_invisible(character) for character in text) else text
