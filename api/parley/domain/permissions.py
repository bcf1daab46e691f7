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
