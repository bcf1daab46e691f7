"""What notices say, each person by a token."""

_ROLES = {"owner": "an owner", "moderator": "a moderator", "member": "a plain member"}
_SWITCHES = {
    ("posting", "owner"): "lets only owners post here",
    ("posting", "moderator"): "lets only owners and moderators post here",
    ("posting", "member"): "lets everybody post here",
    ("is_archived", True): "archived this room",
    ("is_archived", False): "brought this room back",
    ("is_default", True): "lets newcomers join this room",
    ("is_default", False): "lets newcomers join this room no more",
    ("is_open_to_guests", True): "opened this room to guests",
    ("is_open_to_guests", False): "closed this room to guests",
}
_LASTING = {1: "1 minute", 5: "5 minutes", 60: "1 hour", 90: "90 minutes", 2880: "2 days"}
MINUTES = (*_LASTING, 0)


def token(person_id):
    return f"<@{person_id}>"


def added(people):
    """ "added A, B and C": in the order of their ids."""
    *most, last = map(token, sorted(people))
    return f"added {', '.join(most)} and {last}" if most else f"added {last}"


def changed(what, value):
    if what == "name":
        return f"renamed this room to “{value}”"
    if (what, value) in _SWITCHES:
        return _SWITCHES[what, value]
    return f"changed the {what}" if value else f"removed the {what}"


def gave(role, person_id, is_own):
    return f"became {_ROLES[role]}" if is_own else f"made {token(person_id)} {_ROLES[role]}"


def muted(person_id, minutes, is_own):
    if is_own:
        return f"wants to say nothing for {_LASTING[minutes]}" if minutes else "speaks again"
    if minutes:
        return f"muted {token(person_id)} for {_LASTING[minutes]}"
    return f"lets {token(person_id)} speak again"
