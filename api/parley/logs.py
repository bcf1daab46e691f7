"""Logs: JSON, a line each; of a request what was asked and how long it took, never what was said."""

import logging
import sys
import time

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger()


def init_app(app: Flask) -> None:
    """Log one line for each request."""
    level = logging.getLevelNamesMapping()[app.config["LOG_LEVEL"].upper()]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stdout),
        cache_logger_on_first_use=True,
    )
    app.before_request(_start)
    app.after_request(_log_request)


def _start() -> None:
    g.started = time.perf_counter()


def _log_request(response: Response) -> Response:
    now = time.perf_counter()
    person, asked = g.get("person"), request._get_current_object()
    log.info(
        "request",
        request_id=asked.headers.get("X-Request-Id"),  # made by nginx
        method=asked.method,
        route=asked.url_rule and asked.url_rule.rule,
        status=response.status_code,
        duration_ms=round((now - g.get("started", now)) * 1000, 2),
        person_id=person and person.id,
    )
    return response
