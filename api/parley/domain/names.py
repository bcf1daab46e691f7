"""What a person may be called, and when two names are too alike to tell apart."""

import json
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from parley.domain.invisible import is_invisible

NAME_MAX_CHARS = 40
FORMER_MEMBER, FORMER_GUEST = "Former member", "Former guest"  # whoever is here no more

_NFC_SHRINKS_BY = 4  # at most: no character is composed of more (UAX #15, table 5)

# General categories that have no place in a name: controls, surrogates, private use,
# unassigned, and line or paragraph separators.
_REFUSED_CATEGORIES = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}

# Joiners shape letters in several scripts and hold emoji together; every other invisible
# format character only serves to deceive (the bidirectional controls of UAX #9 above all).
_JOINERS = {"\u200c", "\u200d"}

_DIRECTION_MARK = "\u200e"


def clean(text: str) -> str:
    """The name as it is kept: one line with something to see in it.

    Raises:
        ValueError: it is empty, too long, or holds characters that hide or reorder others.
    """
    name = line(text, NAME_MAX_CHARS, "A name")
    if not _skeleton(name):
        raise ValueError("A name needs at least one visible character.")
    return name


def line(text: str, limit: int, what: str) -> str:
    """One line as it is kept: NFC, trimmed, inner white space single; it may be empty.

    Raises:
        ValueError: it is too long, or holds characters that hide or reorder others.
    """
    text = text.strip()
    # Normalising takes quadratic time, which a long row of accents would make the others feel.
    if len(text) > limit * _NFC_SHRINKS_BY:
        raise ValueError(f"{what} has at most {limit} characters.")
    if any(_refused(character) for character in text):
        raise ValueError(f"{what} cannot hold control, invisible or direction-changing characters.")
    kept = " ".join(unicodedata.normalize("NFC", text).split())
    if len(kept) > limit:
        raise ValueError(f"{what} has at most {limit} characters.")
    return kept


def fitted(text: str) -> str | None:
    """A name made of what others call somebody; None where nothing of it can be shown."""
    shown = "".join(char for char in text[:NAME_MAX_CHARS] if not _refused(char))
    try:
        return clean(shown)
    except ValueError:
        return None


def numbered(name: str, number: int) -> str:
    """The name with a number, for who is not the first to be called so."""
    end = f" {number}"
    return name[: NAME_MAX_CHARS - len(end)].rstrip() + end


def _refused(character: str) -> bool:
    category = unicodedata.category(character)
    return category in _REFUSED_CATEGORIES or (category == "Cf" and character not in _JOINERS)


def keys(name: str) -> tuple[str, str]:
    """The two texts that tell names apart: what no other person's name may share.

    The first ignores case, the second ignores what looks alike (the skeleton of Unicode
    Technical Standard #39, section 4); each forgives a little of the other too. One key cannot
    do both: "I" looks like "l" and is the same letter as "i", yet "i" and "l" differ.
    """
    return case_key(name), _skeleton(name).casefold()


def case_key(name: str) -> str:
    """The first of the keys."""
    return _skeleton(name.casefold()).casefold()


def folded(name: str) -> str:
    """What two spellings of one name share; only in case, normal form and white space may they
    differ (the canonical caseless match of the Unicode Standard, 3.13)."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold()).strip()


def is_of_the_gone(name: str) -> bool:
    """Whether a name could be mistaken for what those are called who are here no more."""
    return any(set(keys(name)) & set(keys(gone)) for gone in (FORMER_MEMBER, FORMER_GUEST))


def _skeleton(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    alike = unicodedata.normalize("NFKD", decomposed.translate(_prototypes()))
    return "".join(character for character in alike if not is_invisible(character))


@cache
def _prototypes() -> dict[int, str]:
    """Each confusable character's prototype, from Unicode's table (read once, when first used)."""
    # By way of one text: kept as they are found, these small strings would hold in memory the
    # whole of the table that they were found in, several times their size.
    return {ord(line[0]): line[1:] for line in _characters_and_prototypes().split("\n")}


def _characters_and_prototypes() -> str:
    """Lines of a character and what it looks like.

    The package gives the table as pairs in both directions, some wrapped in direction marks;
    characters that are alike form a star whose centre is the prototype.
    """
    table = files("confusable_homoglyphs").joinpath("confusables.json").read_text("utf-8")
    table = table.replace(_DIRECTION_MARK, "")
    alike = {char: set(others) for char, others in json.loads(table, object_hook=_char).items()}
    lines = []
    for group in _groups(alike):
        centre = max(group, key=lambda char: (len(alike[char]), char.isascii(), char))
        lines += [char + centre for char in group if len(char) == 1]
    return "\n".join(lines)


def _char(entry: dict[str, Any]) -> Any:
    """Of each entry its character alone, as it is read: the names are most of the table."""
    return entry["c"] if entry.keys() == {"c", "n"} else entry


def _groups(alike: dict[str, set[str]]) -> list[set[str]]:
    groups, seen = [], set()
    for start in alike:
        if start in seen:
            continue
        group, queue = set(), [start]
        while queue:
            char = queue.pop()
            if char not in group:
                group.add(char)
                queue.extend(alike[char])
        seen |= group
        groups.append(group)
    return groups
