"""Time zones by their IANA names, languages by their BCP 47 tags."""

import re
from functools import cache
from importlib.resources import files

LANGUAGE_MAX_CHARS = 35  # what RFC 5646, 4.4.1 asks everybody to have room for
TIME_ZONE_MAX_CHARS = 64

# RFC 5646, 2.1: language, script, region, variants, extensions, private use; or that alone.
_TAG = re.compile(
    r"(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})"
    r"(?:-[a-z]{4})?"
    r"(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+)"
)


def time_zone(name: str) -> str:
    """The name of a time zone, if it is one.

    Raises:
        ValueError: there is none of this name.
    """
    if name not in _time_zones():
        raise ValueError("This must be the name of a time zone, such as Europe/Berlin.")
    return name


def language(tag: str) -> str:
    """A language's tag as it is mostly written: en, pt-BR, zh-Hant-TW (RFC 5646, 2.1.1).

    Raises:
        ValueError: it is not formed like one, or too long.
    """
    lower = tag.lower()
    is_short = len(tag) <= LANGUAGE_MAX_CHARS and tag.isascii()
    if not is_short or not _TAG.fullmatch(lower) or _says_twice(lower):
        raise ValueError("This must be the tag of a language, such as en or pt-BR.")
    first, *others = lower.split("-")
    return "-".join([first, *_written(others, is_plain=len(first) > 1)])


def _says_twice(tag: str) -> bool:
    """Whether a variant or an extension is there twice (RFC 5646, 2.2.5 and 2.2.6)."""
    public = re.split(r"(?:^|-)x-", tag)[0].split("-")
    singles = [part for part in public if len(part) == 1]
    plain = public[: public.index(singles[0])] if singles else public
    variants = [part for part in plain[1:] if len(part) >= 5 or part[:1].isdigit()]
    return len(set(singles)) < len(singles) or len(set(variants)) < len(variants)


def _written(parts: list[str], *, is_plain: bool) -> list[str]:
    """Regions in capitals, scripts with one; what follows a single letter stays small."""
    written = []
    for part in parts:
        is_plain = is_plain and len(part) > 1
        is_region, is_script = len(part) == 2, len(part) == 4 and part.isalpha()
        shown = part.upper() if is_region else part.title() if is_script else part
        written.append(shown if is_plain else part)
    return written


@cache
def _time_zones() -> frozenset[str]:
    """All there are, whatever the machine has (read once, when first used)."""
    return frozenset(files("tzdata").joinpath("zones").read_text("utf-8").split())
