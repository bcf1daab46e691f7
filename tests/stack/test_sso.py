"""Single sign-on through nginx, with a certified provider: the way out, the way back, the session."""

import json
import os

import pytest

from tests.oidc.provider import INSTALLED, Provider, walk
from tests.stack.people import Person


@pytest.fixture(scope="module")
def provider_and_chat(new_stack, free_port):
    if not INSTALLED.exists():
        reason = "the provider is not installed: make test-stack"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with Provider(f"{url}/sign-in/via/corp") as provider:
        settings = {"PUBLIC_URL": url, "OIDC_PROVIDERS": json.dumps([provider.setting()])}
        with new_stack(port=port, settings=settings) as stack:
            yield provider, stack


def test_who_goes_to_the_provider_comes_back_signed_in(provider_and_chat):
    _, stack = provider_and_chat
    ada = Person(stack.url)
    asked = ada.ask("POST", "/api/session/sso/options", json={"provider": "corp"}).json()
    way_back = f"{stack.url}/sign-in/via/corp"
    back = walk(asked["address"], "ada", way_back)
    page = ada.get("/sign-in/via/corp", params=back)
    assert page.status_code == 200 and "<title>sign-in</title>" in page.text
    body = {"provider": "corp", "ticket": asked["ticket"]} | back
    entered = ada.ask("POST", "/api/session/sso", json=body)
    assert (entered.status_code, entered.json()["username"]) == (201, "ada")
    assert ada.get("/api/session").json() == entered.json()
    for log in (stack.nginx_log, stack.api_log):
        assert not any(secret in log.read_text() for secret in (back["code"], asked["ticket"]))


def test_while_the_provider_is_away_the_chat_goes_on(provider_and_chat):
    provider, stack = provider_and_chat
    provider.stop()
    stack.restart_api()  # which knows nothing of it any more
    ada = Person(stack.url)
    answer = ada.ask("POST", "/api/session/sso/options", json={"provider": "corp"})
    assert (answer.status_code, answer.json()["type"]) == (503, "provider-unreachable")
    assert answer.headers["Retry-After"]
    assert ada.become_guest().status_code == 201
