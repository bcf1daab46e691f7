"""/api/account/avatar: the picture of me; /api/avatars: everybody's, by their keys."""

from flask import Response, request

from parley import gate
from parley.routes.contract import answers, send
from parley.schemas.account import Avatar
from parley.services import avatars

# A key never names another picture. Those who are not signed in have no business with any.
_FOR_EVER = "private, max-age=31536000, immutable"
_REMOVING = ("400", "401", "403", "413", "415", "422", "429", "503")


@answers(Avatar, problems=("401", "403", "413", "415", "422", "429", "503"))
def change() -> Response:
    """Show a picture of me: its centre, as a square. The body is the picture itself."""
    return send({"avatar": avatars.change(gate.person(), lambda: request.get_data(cache=False))})


@answers(None, 204, problems=_REMOVING)
def remove() -> Response:
    """Show my initials again."""
    avatars.remove(gate.person())
    return Response(status=204)


@answers(None, 200, problems=("401", "403", "404"), media_type="image/webp")
def show(key: str) -> Response:
    """A picture of somebody, 256 by 256."""
    content = avatars.content(key)
    headers = {"Cache-Control": _FOR_EVER}
    return Response(content, content_type="image/webp", headers=headers)
