"""Who may do what to whom, as one table.

Each role may all that the one before it may. What a route asks for stands beside its address in
`routes/__init__.py`; what is left to decide about two people stands here.
"""

ANYBODY = "anybody"
GUEST = "guest"
MEMBER = "member"
ADMINISTRATOR = "administrator"
OWNER = "owner"

ROLES = (GUEST, MEMBER, ADMINISTRATOR, OWNER)
# What a token may, each scope what the one before it may; on top of that its person's role counts.
SCOPES = ("read", "post", "manage")

_RANK = {role: rank for rank, role in enumerate((ANYBODY, *ROLES))}


def is_at_least(role: str, needed: str) -> bool:
    """Whether a role may what `needed` may."""
    return _RANK[role] >= _RANK[needed]


NOBODY, ADMINISTRATORS, EVERYBODY = "nobody", "administrators", "everybody"


def is_asked_for_factor(role: str, asked_of: str) -> bool:
    """Whether somebody of this role has to have a second factor, where it is asked of those."""
    least = {NOBODY: None, ADMINISTRATORS: ADMINISTRATOR, EVERYBODY: MEMBER}[asked_of]
    return least is not None and is_at_least(role, least)


def scope_allows(scope: str, needed: str | None) -> bool:
    """Whether a token of this scope may call what needs that one (None: nothing by token)."""
    return needed is not None and SCOPES.index(scope) >= SCOPES.index(needed)


def may_act_on(actor: str, subject: str) -> bool:
    """Whether the actor's role may suspend somebody of the subject's role, or sign them in anew.

    Administrators act on those below them, owners on everybody.
    """
    return actor == OWNER or (actor == ADMINISTRATOR and not is_at_least(subject, ADMINISTRATOR))


def may_change_role(actor: str, present: str, wanted: str) -> bool:
    """Whether the actor's role may turn one role into the other."""
    return may_act_on(actor, present) and may_act_on(actor, wanted)


# What one may do in a room: by the kind of room, the least room role that may (None: nobody).
# Who runs the chat counts as an owner of the public rooms they are in.
MODERATOR = "moderator"
ROOM_ROLES = (MEMBER, MODERATOR, OWNER)
POST, MENTION_ROOM, ADD, INVITE = "post", "mention_room", "add", "invite"
EDIT, REMOVE, MODERATE, MANAGE = "edit", "remove", "moderate", "manage"
OPEN, LEAVE = "open", "leave"

ACTIONS = {
    #              public     private    direct
    POST:         (MEMBER,    MEMBER,    MEMBER),  # or what the room asks for: announcements
    MENTION_ROOM: (MODERATOR, MEMBER,    MEMBER),
    ADD:          (MEMBER,    MODERATOR, None),
    INVITE:       (MODERATOR, MODERATOR, None),  # by a link, which administrators make
    EDIT:         (MODERATOR, MODERATOR, None),  # its name, topic, description, icon
    REMOVE:       (MODERATOR, MODERATOR, None),
    MODERATE:     (MODERATOR, MODERATOR, None),  # delete messages of others, mute people
    MANAGE:       (OWNER,     OWNER,     None),  # roles, who posts, archive, delete
    OPEN:         (OWNER,     None,      None),  # to guests and newcomers; only owners of the chat
    LEAVE:        (MEMBER,    MEMBER,    None),
}  # fmt: skip
ROOM_KINDS = ("public", "private", "direct")
OF_GUESTS = (POST, LEAVE)
OF_THE_CHAT = {INVITE: ADMINISTRATOR, OPEN: OWNER}  # what else it takes: a role in the chat

_ROOM_RANK = {role: rank for rank, role in enumerate(ROOM_ROLES)}


def room_role(kind: str, role: str, chat_role: str) -> str:
    """The role that somebody has in a room, by the one they were given and the one in the chat."""
    return OWNER if kind == "public" and is_at_least(chat_role, ADMINISTRATOR) else role


def may_in_room(action: str, kind: str, posting: str, role: str, chat_role: str) -> bool:
    """Whether somebody who is in a room may do something there.

    `posting` is the least room role that the room lets post, `role` the one they were given.
    """
    least = ACTIONS[action][ROOM_KINDS.index(kind)]
    if least is None or (chat_role == GUEST and action not in OF_GUESTS):
        return False
    if not is_at_least(chat_role, OF_THE_CHAT.get(action, GUEST)):
        return False
    needed = max(_ROOM_RANK[least], _ROOM_RANK[posting] if action == POST else 0)
    return _ROOM_RANK[room_role(kind, role, chat_role)] >= needed


def may_act_on_in_room(actor: str, subject: str) -> bool:
    """Whether one room role may remove or mute somebody of another: those below, owners all."""
    return actor == OWNER or _ROOM_RANK[actor] > _ROOM_RANK[subject]
