"""/api/health."""

from flask import Response

from parley.routes.contract import answers, send
from parley.schemas.health import Health
from parley.services import health


@answers(Health, problems=("503",))
def show() -> Response:
    """200 when the database answers."""
    health.check()
    return send({"status": "ok"})
