"""Parley's API: team chat that one person can host."""

import sys
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from apiflask import APIFlask

from parley import cli, db, gate, logs, problems, routes, settings

Function = TypeVar("Function", bound=Callable[..., Any])


class Api(APIFlask):
    """The application; every function in it is an ordinary one."""

    def ensure_sync(self, func: Function) -> Function:
        """Flask asks this of each hook and route, at each request; here is no coroutine."""
        return func


def create_app(environ: Mapping[str, str] | None = None) -> APIFlask:
    """Build the API from the environment. Tests pass one of their own; nothing else does.

    Raises:
        SystemExit: a setting has a value that Parley cannot work with; a sentence says why.
    """
    app = Api(
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
        for module in (logs, problems, db, gate, routes, cli):
            module.init_app(app)
    except settings.BadSetting as bad:
        sys.exit(f"parley: {bad}")
    return app
