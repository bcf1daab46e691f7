"""TOTP replay: a code that was seen, on the running server, with everybody at the same moment."""

import time

import pyotp
import pytest

from tests.cast import PASSWORD
from tests.races import CROWD, at_once
from tests.server import running

STEP_S = 30


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running(tmp_path_factory.mktemp("replay")) as server:
        yield server


@pytest.fixture(params=["code of the app", "recovery code"])
def entry(request, server):
    """A user name with an app, and a code that signs its person in once."""
    username = request.param.split()[0]
    account = {"username": username, "password": PASSWORD}
    _, headers, _ = server.ask("POST", "/api/account", account)
    cookie = headers["Set-Cookie"].partition(";")[0]
    _, _, begun = server.ask("POST", "/api/account/totp", {"password": PASSWORD}, cookie)
    app = pyotp.TOTP(begun["secret"])
    step = {"ticket": begun["ticket"], "code": app.at(time.time())}
    status, _, made = server.ask("PUT", "/api/account/totp", step, cookie)
    assert status == 200, made
    # The code of this moment confirmed the app; the next one is good already.
    is_code = request.param == "code of the app"
    return username, app.at(time.time() + STEP_S) if is_code else made["recovery_codes"][0]


def first_step(server, username):
    given = {"username": username, "password": PASSWORD}
    status, _, pending = server.ask("POST", "/api/session", given)
    assert status == 202, pending
    return pending["ticket"]


def test_totp_replay(server, entry):
    """Everybody has the password and saw the code: it lets in one of them, and nobody later."""
    username, code = entry
    tickets = [first_step(server, username) for _ in range(CROWD + 1)]

    def show(ticket):
        return server.ask("POST", "/api/session/second-factor", {"ticket": ticket, "code": code})

    answers = at_once(*(lambda ticket=ticket: show(ticket) for ticket in tickets[:CROWD]))
    assert sorted(status for status, *_ in answers) == [201] + [422] * (CROWD - 1)
    refused = [body["errors"] for status, _, body in answers if status == 422]
    assert {error["field"] for errors in refused for error in errors} == {"code"}
    assert show(tickets[CROWD])[0] == 422
