"""Sends what is in the outbox, beside the requests, in the process that serves."""

import gevent
import structlog
from flask import Flask

from parley.services import outbox

LOOK_S = 15  # how often what nobody rang for is looked for: what is due again

log = structlog.get_logger()


def start(app: Flask) -> None:
    """Send mail from now on, where the chat sends any."""
    if app.config["SMTP_HOST"]:
        gevent.spawn(_forever, app)


def _forever(app: Flask) -> None:
    _begin(app)
    while True:
        post(app)
        with app.app_context():
            outbox.wait(LOOK_S)


def _begin(app: Flask) -> None:
    try:
        with app.app_context():
            outbox.hurry()
    except Exception:
        log.exception("what waits in the outbox waits on")


def post(app: Flask) -> None:
    """Send what is due; a failure is logged, and the next round tries again."""
    from parley.services import posting  # a chat without mail does without it
    from parley.services.smtp import Courier

    try:
        with app.app_context():
            courier = Courier()
        goes_on = True
        while goes_on:
            with app.app_context():  # each piece in a session of its own: nothing is known by heart
                goes_on = posting.post_next(courier)
    except Exception:
        log.exception("sending mail failed")
