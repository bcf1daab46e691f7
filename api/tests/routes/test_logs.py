"""The log: one JSON line for each request, and never what people said."""

import io
import json
import sys

import pytest
import structlog

from parley import logs, problems
from parley.services import feed
from tests import cast, stage


@pytest.fixture
def log(monkeypatch):
    """Where the lines go. The loggers keep the stream they first wrote to, so they are new."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    for module in (logs, problems, feed):
        monkeypatch.setattr(module, "log", structlog.get_logger())
    return stream


@pytest.fixture
def chat(log, make_chat):
    return make_chat(LOG_LEVEL="info", **stage.UNLIMITED)


def lines(log):
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_each_request_is_one_line(alice, log):
    log.truncate(0)
    log.seek(0)
    alice.send("POST", "/api/messages", json={}, headers={"X-Request-Id": "4711"})
    (line,) = lines(log)
    assert line.pop("duration_ms") > 0
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "request",
        "level": "info",
        "request_id": "4711",
        "method": "POST",
        "route": "/api/messages",
        "status": 422,
        "person_id": alice.id,
    }


@pytest.mark.parametrize(
    ("method", "path", "route", "status"),
    [
        ("GET", "/api/health", "/api/health", 200),
        ("GET", "/api/rooms", "/api/rooms", 401),
        ("PUT", "/api/rooms", None, 405),
        ("GET", "/api/secret-address", None, 404),
        ("DELETE", "/api/session", "/api/session", 415),
    ],
)
def test_refusals_are_lines_too(charlie, log, method, path, route, status):
    charlie.send(method, path)
    (line,) = lines(log)
    assert (line["method"], line["route"], line["status"]) == (method, route, status)
    assert line["person_id"] is None
    assert "secret-address" not in log.getvalue()


def test_nothing_that_is_said_or_shown_is_logged(chat, log, monkeypatch):
    zaphod = chat.guest("Zaphod")
    zaphod.rename("Beeblebrox")
    zaphod.says("dolphins")
    zaphod.page()
    zaphod.poll(after=chat.newest())
    zaphod.send("POST", "/api/messages?dolphins=1", data="dolphins", content_type="text/dolphins")
    zaphod.get("/api/messages", dolphins="dolphins")
    zaphod.send("GET", "/api/session", headers={"User-Agent": "dolphins", "Referer": "dolphins"})
    cookie = zaphod.http.get_cookie("parley_session").value
    written = log.getvalue()
    assert len(lines(log)) == 8
    for secret in ("Zaphod", "Beeblebrox", "dolphins", cookie, "127.0.0.1"):
        assert secret not in written


def test_a_failure_of_the_database_tells_no_content_either(chat, log):
    """SQLAlchemy quotes a statement's values in its errors, unless told not to."""
    zaphod = chat.guest("Zaphod")
    chat.sql("ALTER TABLE messages RENAME COLUMN content TO lost")
    assert (
        zaphod.post_message(
            "dolphins", client_id="8c1b7a52-3f0e-4f9b-9d43-0a8f3c1f6a10"
        ).status_code
        == 500
    )
    assert zaphod.rename("Beeblebrox").status_code == 500
    failures = [line for line in lines(log) if line["event"] == "internal error"]
    assert len(failures) == 2
    assert all("OperationalError" in failure["exception"] for failure in failures)
    for secret in ("dolphins", "Beeblebrox", "8c1b7a52"):
        assert secret not in log.getvalue()


def test_a_failure_of_ours_is_logged_with_its_place_and_request(alice, log, monkeypatch):
    def fail(_person):
        raise RuntimeError("broken")

    monkeypatch.setattr("parley.services.rooms.own", fail)
    alice.send("GET", "/api/rooms", headers={"X-Request-Id": "4711"})
    failure, request = lines(log)[-2:]
    assert (failure["event"], failure["level"]) == ("internal error", "error")
    assert failure["request_id"] == request["request_id"] == "4711"
    assert "RuntimeError: broken" in failure["exception"]
    assert request["status"] == 500


@pytest.mark.parametrize(
    "request_id", ['x"}\n{"event":"forged"}', "a\r\nb", "\x1b[2J", "x" * 8000, "\xff\xfe", ""]
)
def test_a_forged_request_id_cannot_forge_a_line(charlie, log, request_id):
    environ = {"HTTP_X_REQUEST_ID": request_id}
    charlie.send("GET", "/api/health", environ_overrides=environ)
    (line,) = lines(log)
    assert line["event"] == "request"
    assert line["request_id"] == request_id
    assert log.getvalue().isascii() and "\x1b" not in log.getvalue()


def test_a_forged_method_cannot_forge_a_line(charlie, log):
    charlie.send("GET", "/", environ_overrides={"REQUEST_METHOD": 'X"\n{'})
    (line,) = lines(log)
    assert line["status"] in (404, 405)


def test_the_level_silences_what_is_less_serious(log, make_chat):
    client = cast.Client(make_chat(LOG_LEVEL="warning").app)
    assert client.get("/api/health").status_code == 200
    assert log.getvalue() == ""
