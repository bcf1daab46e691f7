"""Who may do what in a room: what README promises, written a second time and in another way.

Nothing here comes from the app: where one of the two is wrong, they differ.
"""

RANK = {"member": 0, "moderator": 1, "owner": 2}
ORDER = [
    "post",
    "mention_room",
    "add",
    "invite",
    "edit",
    "remove",
    "moderate",
    "manage",
    "open",
    "leave",
]

# What each role may besides what the role before it may; `invite` and `open` take a role in the
# chat too.
_PUBLIC = {
    "member": "post add leave",
    "moderator": "mention_room invite edit remove moderate",
    "owner": "manage open",
}
_PRIVATE = {
    "member": "post mention_room leave",
    "moderator": "add invite edit remove moderate",
    "owner": "manage",
}
_DIRECT = {"member": "post mention_room", "moderator": "", "owner": ""}
_TABLES = {"public": _PUBLIC, "private": _PRIVATE, "direct": _DIRECT}

RUNS_THE_CHAT = ("administrator", "owner")
LOBBY = 1


def role_in(room, person):
    """The role that somebody who is in a room has there."""
    if room.kind == "public" and person.role in RUNS_THE_CHAT:
        return "owner"
    return room.seats[person.id].role


def all_of(room, person):
    """All that somebody may do in a room where they are, in the order in which it is told."""
    role = role_in(room, person)
    rights = set()
    for each, words in _TABLES[room.kind].items():
        if RANK[each] <= RANK[role]:
            rights |= set(words.split())
    if RANK[role] < RANK[room.posting]:
        rights.discard("post")
    if room.id == LOBBY:
        rights -= {"leave", "remove"}
    if person.role not in RUNS_THE_CHAT:
        rights.discard("invite")
    if person.role != "owner":
        rights.discard("open")
    if person.role == "guest":
        rights &= {"post", "leave"}
    return [right for right in ORDER if right in rights]


def is_above(room, actor, subject):
    """Whether somebody may remove or mute another: owners everybody, others those below them."""
    own, theirs = RANK[role_in(room, actor)], RANK[role_in(room, subject)]
    return own == RANK["owner"] or own > theirs
