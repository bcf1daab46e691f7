"""Passkeys belong to the host of the page, however its name is written."""

import pytest
from werkzeug import Response
from werkzeug.test import create_environ, run_wsgi_app

from tests.authenticator import Authenticator
from tests.cast import COOKIE_NAME, PASSWORD

NONE = ["", "[", "a b", ":80", "[]", "[v1.x]", "x:abc"]
OWN, SIGN_IN = "/api/account/passkeys", "/api/session/passkey"


@pytest.fixture
def ask(chat):
    """Ask on a host, past the test client, which some of them are too much for."""

    def ask(host, path, body, person=None):
        headers = {"Host": host, "Sec-Fetch-Site": "same-origin"}
        headers |= {"Cookie": f"{COOKIE_NAME}={person.cookie}"} if person else {}
        environ = create_environ(path, method="POST", headers=headers, json=body)
        return Response(*run_wsgi_app(chat.app, environ, buffered=True))

    return ask


@pytest.mark.parametrize("host", ["chat.example", "xn--mnchen-3ya.example", "chat.example:8443"])
def test_browsers_sign_for_its_name_in_ascii(bob, ask, host):
    asked = ask(host, f"{OWN}/options", {"password": PASSWORD}, bob).json
    assert asked["options"]["rp"]["id"] == host.partition(":")[0]
    device = Authenticator(f"http://{host}")
    credential = device.make(asked["options"])
    made = {"ticket": asked["ticket"], "name": "Phone", "credential": credential}
    assert ask(host, OWN, made, bob).status_code == 201
    asked = ask(host, f"{SIGN_IN}/options", {}).json
    shown = {"ticket": asked["ticket"], "credential": device.show(asked["options"])}
    assert ask(host, SIGN_IN, shown).json["id"] == bob.id


@pytest.mark.parametrize("host", ["xn--a", "xn--" + "a" * 59])
def test_a_name_that_stands_for_no_letters_is_a_name_all_the_same(bob, ask, host):
    assert ask(host, f"{SIGN_IN}/options", {}).json["options"]["rpId"] == host
    assert ask(host, f"{OWN}/options", {"password": PASSWORD}, bob).status_code == 200


@pytest.mark.parametrize("host", NONE)
def test_without_a_host_there_is_no_passkey(bob, ask, host):
    for path, body in ((f"{SIGN_IN}/options", {}), (f"{OWN}/options", {"password": PASSWORD})):
        answer = ask(host, path, body, bob)
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json["errors"]] == ["Host"]
