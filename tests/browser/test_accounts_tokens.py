"""Tokens of scripts: made in the page, used by a program, taken back in the page."""

import re

import requests
from playwright.sync_api import expect

from tests.browser import accounts
from tests.browser.accounts import give_session, go, send
from tests.browser.conftest import GENEROUS, running


def test_a_script_comes_in_by_a_token_until_it_is_taken_back(arrive, new_stack):
    with running(new_stack(settings=GENEROUS)) as stack:
        bob = accounts.member(stack, "bob")
        visitor = arrive(stack=stack, is_open=False)
        give_session(visitor, bob)
        page = go(visitor, "/account")
        send(page, "token", name="Deploys", password=accounts.PASSWORD)
        token = page.get_by_label("The new token")
        expect(token).to_have_value(re.compile("^parley_"))
        bearer = {"Authorization": f"Bearer {token.input_value()}"}
        who = requests.get(f"{stack.url}/api/session", headers=bearer, timeout=10)
        assert who.json()["id"] == bob.id
        page.reload()
        row = page.locator("[data-token-list] li")
        expect(row).to_contain_text("Deploys")
        expect(row).to_contain_text("last used")
        expect(token).to_be_hidden()
        row.get_by_role("button", name="Take back the token Deploys").click()
        page.get_by_role("dialog").get_by_role("button", name="Take back").click()
        expect(row).to_have_count(0)
        who = requests.get(f"{stack.url}/api/session", headers=bearer, timeout=10)
        assert who.status_code == 401
