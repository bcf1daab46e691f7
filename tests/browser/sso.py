"""Other services where people sign in, and what is done on their pages."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page

from tests.oidc.provider import INSTALLED, Provider

LONG_NAME = "Donaudampfschifffahrtsgesellschaft Österreich-Ungarn Identity & Access Portal"
LOGINS = ("ada", "bo", "cleo", "dora", "eve", "finn", "gus", "hana")


@contextmanager
def providers(url: str, away: int) -> Iterator[dict[str, str]]:
    """Gives the settings of a chat at `url`: of the providers "Corp" makes accounts, the one with the
    long name does not, and "Gone" does not answer: nobody listens at the port `away`.
    """
    if not INSTALLED.exists():
        reason = "the provider is not installed: make test-browser"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    backs = [f"{url}/sign-in/via/{id}" for id in ("corp", "portal")]
    gone = {"id": "gone", "name": "Gone", "client_id": "x", "client_secret": "y"}
    gone["discovery_url"] = f"http://127.0.0.1:{away}/.well-known/openid-configuration"
    with Provider(*backs, accounts={login: claims(login) for login in LOGINS}) as provider:
        corp = provider.setting("corp", name="Corp", sign_up=True)
        portal = provider.setting("portal", name=LONG_NAME)
        yield {"OIDC_PROVIDERS": json.dumps([corp, portal, gone])}


def claims(login: str) -> dict:
    """What the provider says of a login: that it has confirmed a mail address, for one."""
    mail = f"{login}@corp.example"
    return {"email": mail, "email_verified": True, "preferred_username": login}


def button(page: Page, name: str) -> Locator:
    """The way to a provider."""
    return page.get_by_role("button", name=f"Continue with {name}", exact=True)


def be_let_in(page: Page, login: str) -> None:
    """Sign in on the provider's own pages."""
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()
