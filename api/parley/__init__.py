"""Parley's API: team chat that one person can host."""

import sys
from collections.abc import Mapping

from apiflask import APIFlask

from parley import cli, db, errors, gate, logs, routes, settings


def create_app(environ: Mapping[str, str] | None = None) -> APIFlask:
    """Build the API from the environment. Tests pass one of their own; nothing else does.

    Raises:
        SystemExit: a setting has a value that Parley cannot work with; a sentence says why.
    """
    app = APIFlask(
        "parley",
        title="Parley",
        version=settings.VERSION,
        spec_path="/api/openapi.json",
        docs_path=None,
        json_errors=False,
        static_folder=None,
    )
    try:
        app.config.update(settings.load(environ))
        for module in (logs, errors, db, gate, routes, cli):
            module.init_app(app)
    except settings.BadSetting as bad:
        sys.exit(f"parley: {bad}")
    return app
