"""A certified OpenID Connect provider in a process of its own, and a browser that signs in there.

    with Provider("http://127.0.0.1:8080/sign-in/via/corp", accounts=ACCOUNTS) as provider:
        settings = {"PUBLIC_URL": …, "OIDC_PROVIDERS": json.dumps([provider.setting("corp")])}

A script goes through its pages by `walk`, a real browser by `sign_in_at`.
"""

import json
import re
import subprocess
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qsl, urljoin, urlsplit

import requests

HERE = Path(__file__).resolve().parent
INSTALLED = HERE / "node_modules" / "oidc-provider"
SECRET = "s~ec+r/e:t%20"  # with what has to be encoded on the way
SCOPES = "openid email profile groups"
PATIENCE_S = 30
STEPS_MAX = 20  # of a walk through a provider's pages


class Provider:
    """The provider; `accounts` are the claims of each login, beside those that it makes up.

    Its clients: "parley" shows who it is by Basic, "parley-post" in the body, "parley-public" not at
    all. `claims_in_id_token`: not only at the userinfo endpoint.
    """

    def __init__(
        self,
        *redirect_uris: str,
        accounts: dict[str, dict] | None = None,
        port: int = 0,
        claims_in_id_token: bool = False,
    ) -> None:
        options = {
            "clients": [_client(*how, redirect_uris) for how in _CLIENTS],
            "accounts": accounts or {},
            "port": port,
            "claimsInIdToken": claims_in_id_token,
        }
        self.process = subprocess.Popen(
            ["node", HERE / "provider.js", json.dumps(options)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.issuer = self.process.stdout.readline().strip()
        assert self.issuer, f"the provider did not start: {self.process.wait(PATIENCE_S)}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    @property
    def port(self) -> int:
        """Where it listens."""
        return urlsplit(self.issuer).port

    def setting(self, id: str = "corp", client: str = "parley", **fields: object) -> dict:
        """What OIDC_PROVIDERS says of it."""
        known = {
            "id": id,
            "name": id.title(),
            "discovery_url": f"{self.issuer}/.well-known/openid-configuration",
            "client_id": client,
            "scopes": SCOPES,
        }
        secret = {} if client == "parley-public" else {"client_secret": SECRET}
        return known | secret | fields

    def stop(self) -> None:
        """End it."""
        self.process.stdin.close()
        self.process.wait(PATIENCE_S)
        self.process.stdout.close()


_CLIENTS = (
    ("parley", "client_secret_basic"),
    ("parley-post", "client_secret_post"),
    ("parley-public", "none"),
)


def _client(id: str, method: str, redirect_uris: tuple[str, ...]) -> dict:
    secret = {} if method == "none" else {"client_secret": SECRET}
    known = {"client_id": id, "token_endpoint_auth_method": method}
    return known | secret | {"redirect_uris": redirect_uris, "scope": SCOPES}


def walk(address: str, login: str, back: str) -> dict[str, str]:
    """Sign in at a provider as a browser would, by its forms; what it sends `back` by."""
    with requests.Session() as browser:
        browser.trust_env = False
        answer = browser.get(address, allow_redirects=False, timeout=PATIENCE_S)
        for _ in range(STEPS_MAX):
            if answer.is_redirect:
                address = urljoin(answer.url, answer.headers["Location"])
                if address.startswith(back):
                    return dict(parse_qsl(urlsplit(address).query))
                answer = browser.get(address, allow_redirects=False, timeout=PATIENCE_S)
            else:
                assert answer.status_code == 200, answer.text
                answer = _submit(browser, answer, login)
    raise AssertionError(f"the provider leads nowhere: {address}")


def sign_in_at(page: Any, login: str) -> None:
    """The same in a real browser (Playwright's page) that was sent there for the first time."""
    page.fill("[name=login]", login)
    page.fill("[name=password]", "any")
    page.click("button[type=submit]")
    page.click("button[type=submit]")  # yes, let the chat know


def _submit(browser: requests.Session, page: requests.Response, login: str) -> requests.Response:
    action = re.search(r'<form[^>]*action="([^"]+)"', page.text)
    assert action, page.text
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w*)"', page.text))
    if 'name="login"' in page.text:
        fields |= {"login": login, "password": "any"}
    return browser.post(
        urljoin(page.url, action[1]), fields, allow_redirects=False, timeout=PATIENCE_S
    )
