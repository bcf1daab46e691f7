"""Mentions: where a text may mean somebody, and the text with a token wherever it does.

People write `@name`, `@username`, `@room`; kept are the tokens `<@ID>` and `<@room>`.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from parley.domain import code_spans, names
from parley.domain.cursors import REVISION_MAX
from parley.domain.names import NAME_MAX_CHARS

MENTIONS_MAX = 50  # places in one message; what follows stays the text it is
NAMES_MAX = 20  # that may begin at one place: as many as a name of that length has words and points

EVERYBODY = "room"

# An address of the web holds no mention, nor does one of mail: no letter stands before the @.
_PLACE = re.compile(r"https?://\S+|<@([1-9][0-9]{0,18}|room)>|(?<![\w\\<])@(?=\S)")
_JOINERS = {"\u200c", "\u200d"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text may mean somebody: by a token, or else by one of these names.

    `names` are folded, each with where it ends, the longest first.
    """

    start: int
    end: int
    token: str | None
    names: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Found:
    """A text, and the places where it may mean somebody."""

    text: str
    places: tuple[Place, ...]

    @cached_property
    def ids(self) -> set[int]:
        """Whom its tokens may mean."""
        tokens = {place.token for place in self.places} - {None, EVERYBODY}
        return {id for id in map(int, tokens) if id <= REVISION_MAX}

    @cached_property
    def names(self) -> set[str]:
        """What those may be called whom it means by name."""
        return {name for place in self.places for _, name in place.names}


@dataclass(frozen=True, slots=True)
class Meant:
    """A text with its tokens, the people that it means in the order in which it does, and whether
    it means everybody."""

    content: str
    people: tuple[int, ...] = ()
    everybody: bool = False


def find(text: str) -> Found:
    """The places where a text may mean somebody: the first MENTIONS_MAX, none of them in code."""
    if "@" not in text:
        return Found(text, ())
    places: list[Place] = []
    for start, end in _prose(text):
        for match in _PLACE.finditer(text, start, end):
            if len(places) == MENTIONS_MAX:
                break
            if not match[0].startswith("http"):
                places.append(_place(text, match))
    return Found(text, tuple(places))


def rewrite(found: Found, tokens: Collection[str], called: Mapping[str, str]) -> Meant:
    """The text with a token wherever it means somebody.

    Tokens of others than `tokens` are left, and mean nobody. `called` says by which folded name
    which token is meant; EVERYBODY is one of both where everybody may be meant.
    """
    meant: dict[str, None] = {}
    parts, done = [], 0
    for place in found.places:
        end, token = _meant(place, tokens, called)
        if token is not None and place.start >= done:  # or it is part of a name before it
            meant[token] = None
            parts += [found.text[done : place.start], f"<@{token}>"]
            done = end
    people = tuple(int(token) for token in meant if token != EVERYBODY)
    return Meant("".join((*parts, found.text[done:])), people, EVERYBODY in meant)


def _prose(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that are not code."""
    done = 0
    for start, end in code_spans.find(text):
        yield done, start
        done = end
    yield done, len(text)


def _place(text: str, match: re.Match[str]) -> Place:
    start, end = match.span()
    return Place(start, end, match[1], () if match[1] else _names(text, end))


def _names(text: str, start: int) -> tuple[tuple[int, str], ...]:
    """The names that may begin here: each ends where a word does."""
    line = text[start : start + NAME_MAX_CHARS].partition("\n")[0]
    ends = [end for end in range(start + 1, start + len(line) + 1) if _is_end(text, end)]
    return tuple((end, _folded(text[start:end])) for end in ends[:NAMES_MAX][::-1])


def _folded(name: str) -> str:
    return names.folded(" ".join(name.split()))


def _is_end(text: str, end: int) -> bool:
    """Whether what ends here is not cut in the middle of a word, a letter or a picture."""
    last, following = text[end - 1], text[end : end + 1]
    if last.isspace() or not following:
        return not last.isspace()
    is_joined = following in _JOINERS or unicodedata.category(following).startswith("M")
    return not is_joined and not (_is_of_word(last) and _is_of_word(following))


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _meant(
    place: Place, tokens: Collection[str], called: Mapping[str, str]
) -> tuple[int, str | None]:
    """Whom a place means, and where the words for them end."""
    if place.token is not None:
        return place.end, place.token if place.token in tokens else None
    for end, name in place.names:
        if name in called:
            return end, called[name]
    return place.end, None
