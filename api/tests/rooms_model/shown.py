"""What the endpoints answered, in the terms of views.py."""


def _but(shown, *names):
    return {name: value for name, value in shown.items() if name not in names}


def face(person):
    return _but(person, "avatar")


def message(said):
    extra = ("revision", "client_id", "created_at", "edited_at", "deleted_at")
    changed = {"author": face(said["author"]), "is_deleted": said["deleted_at"] is not None}
    return _but(said, *extra) | changed


def messages(answer):
    return [message(each) for each in answer["messages"]]


def room(seen):
    """A room as somebody sees it who is in it."""
    me = seen["me"]
    return _but(seen, "archived_at", "created_at") | {
        "is_archived": seen["archived_at"] is not None,
        "people": [face(each) for each in seen["people"]],
        "me": _but(me, "muted_until") | {"is_mute": me["muted_until"] is not None},
    }


def rooms(answer):
    return [room(each) for each in answer["rooms"]]


def member(known):
    is_mute = known["muted_until"] is not None
    return _but(face(known), "muted_until", "presence") | {"is_mute": is_mute}


def members(answer):
    return answer | {"members": [member(each) for each in answer["members"]]}
