"""What people do to rooms, as a notice says it after the name of who did it.

`<@3>` stands for the person of that id, so that the notice follows when people are renamed.
"""

from collections.abc import Sequence

from parley.domain.permissions import MEMBER, MODERATOR, OWNER

CREATED = "created this room"
BEGAN = "began this conversation"
JOINED = "joined"
LEFT = "left"
DELETED = "deleted this room"

_ROLES = {OWNER: "an owner", MODERATOR: "a moderator", MEMBER: "a plain member"}
_POSTING = {
    OWNER: "lets only owners post here",
    MODERATOR: "lets only owners and moderators post here",
    MEMBER: "lets everybody post here",
}
_SWITCHES = {
    "is_archived": ("archived this room", "brought this room back"),
    "is_default": ("lets newcomers join this room", "lets newcomers join this room no more"),
    "is_open_to_guests": ("opened this room to guests", "closed this room to guests"),
}
_DAY, _HOUR = 24 * 60, 60  # in minutes


def named(people: Sequence[int]) -> str:
    """These people: "<@3>, <@5> and <@7>"."""
    tokens = [f"<@{id}>" for id in people]
    return " and ".join([", ".join(tokens[:-1]), tokens[-1]]) if len(tokens) > 1 else tokens[0]


def added(people: Sequence[int]) -> str:
    """Put these people into the room."""
    return f"added {named(people)}"


def invited_by(id: int) -> str:
    """Came into the room by this person's invitation."""
    return f"joined by an invitation of <@{id}>"


def removed(id: int) -> str:
    """Took somebody out of it."""
    return f"removed <@{id}>"


def gave(role: str, id: int, *, is_own: bool) -> str:
    """Gave somebody this role there, or took it themselves."""
    return f"became {_ROLES[role]}" if is_own else f"made <@{id}> {_ROLES[role]}"


def muted(id: int, minutes: int, *, is_own: bool) -> str:
    """Let somebody, or themselves, say nothing there for a time; 0: lets them speak again."""
    if is_own:
        return f"wants to say nothing for {_lasting(minutes)}" if minutes else "speaks again"
    return f"muted <@{id}> for {_lasting(minutes)}" if minutes else f"lets <@{id}> speak again"


def inherited(id: int) -> str:
    """What is said, without a name before it, of who owns the room next."""
    return f"<@{id}> owns this room now, since its last owner left the chat"


def changed(what: str, value: str | bool) -> str:
    """Gave one of the room's fields another value."""
    if what == "name":
        return f"renamed this room to “{value}”"
    if what == "posting":
        return _POSTING[value]
    if what in _SWITCHES:
        return _SWITCHES[what][0 if value else 1]
    return f"{'changed' if value else 'removed'} the {what}"


def _lasting(minutes: int) -> str:
    for unit, length in (("day", _DAY), ("hour", _HOUR), ("minute", 1)):
        count, rest = divmod(minutes, length)
        if count and not rest:
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    raise ValueError("no time at all")
