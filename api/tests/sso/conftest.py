"""Two certified providers, Corp and Club, and one that lies; Charlie, outside, knows them all."""

import json
import os
import sys

import pytest

from tests.sso.hostile import Hostile
from tests.stage import API, UNLIMITED

OIDC = API.parent / "tests" / "oidc"
sys.path.insert(0, str(OIDC))

from provider import INSTALLED, Provider, walk

PUBLIC_URL = "http://chat.test"
ACCOUNTS = {
    "ada": {
        "name": "Ada Lovelace",
        "preferred_username": "ada",
        "email": "Ada@Corp.example",
        "email_verified": True,
    },
    "eve": {"email": "bob@corp.example", "email_verified": False},
    "yes": {"email": "bob@corp.example", "email_verified": "true"},
    "bob": {"email": "BOB@corp.example", "email_verified": True},
    "boss": {"groups": ["staff", "bosses"]},
    "lead": {"groups": ["bosses"], "email": "lead@corp.example", "email_verified": True},
    "chef": {"groups": "owners"},
    "sub": {"email": "x@sub.corp.example", "email_verified": True},
    "out": {"email": "x@elsewhere.example", "email_verified": True},
}


def providers(*settings: dict) -> dict[str, str]:
    """The settings of a chat with these providers."""
    listed = json.dumps(settings)
    return UNLIMITED | {"PUBLIC_URL": PUBLIC_URL, "OIDC_PROVIDERS": listed}


def _started(**options):
    if not INSTALLED.exists():
        reason = "the provider is not installed: make test-api"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    back = (f"{PUBLIC_URL}/sign-in/via/{id}" for id in ("corp", "club"))
    return Provider(*back, accounts=ACCOUNTS, **options)


@pytest.fixture(scope="session")
def corp():
    """A provider that tells what scopes stand for at its userinfo endpoint."""
    with _started() as provider:
        yield provider


@pytest.fixture(scope="session")
def club():
    """Another, which tells it in the ID token."""
    with _started(claims_in_id_token=True) as provider:
        yield provider


@pytest.fixture
def hostile():
    provider = Hostile()
    yield provider
    provider.stop()


class Door:
    """A browser in front of the chat, on its way through single sign-on."""

    def __init__(self, client, provider: str = "corp") -> None:
        self.client, self.provider = client, provider

    def ask(self):
        """Begin: {address, ticket}."""
        body = {"provider": self.provider}
        answer = self.client.send("POST", "/api/session/sso/options", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json

    def answer(self, ticket: str, back: dict[str, str], **other: object):
        """Come back with what the provider gave."""
        body = {"provider": self.provider, "ticket": ticket} | back | other
        body = {name: value for name, value in body.items() if value is not None}
        return self.client.send("POST", "/api/session/sso", json=body)

    def there(self, address: str, login: str) -> dict[str, str]:
        """What a certified provider gives to who signs in there by this login."""
        return walk(address, login, f"{PUBLIC_URL}/sign-in/via/{self.provider}")

    def enter(self, login: str, **other: object):
        """All of it, by a certified provider."""
        asked = self.ask()
        return self.answer(asked["ticket"], self.there(asked["address"], login), **other)

    def enter_by(self, hostile: Hostile, **other: object):
        """All of it, by the one that lies."""
        asked = self.ask()
        return self.answer(asked["ticket"], hostile.walk(asked["address"]), **other)


@pytest.fixture
def door():
    """Make a door for a browser."""
    return Door
