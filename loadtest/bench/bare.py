"""The limit of the polls with news: a Flask route that returns constant bytes, and no more.

Run by the same gunicorn, with the same kind of worker as the API.
"""

import os
from pathlib import Path

from flask import Flask, Response

BODY = Path(os.environ["BENCH_BODY_FILE"]).read_bytes()


def create_app() -> Flask:
    """One route, one answer."""
    app = Flask(__name__)

    @app.get("/api/messages")
    def messages():
        return Response(BODY, mimetype="application/json", headers={"Cache-Control": "no-store"})

    return app
