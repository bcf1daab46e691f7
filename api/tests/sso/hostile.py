"""A provider that says whatever a test wants, to see what is believed."""

import hmac
import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "parley"
DRIP_S = 0.05
WELL_KNOWN = "/.well-known/openid-configuration"


class Hostile:
    """It lets everybody in at once, as `subject`, and puts `claims` into the ID token.

    `sign` makes the ID token of the claims; `metadata`, `userinfo` and `given` are what its other
    answers have beside what is right, `bodies` what whole answers are instead, `moved` where they lead.
    `on_token` is called before a code is answered; while `is_away`, nothing is, and while it
    `drips`, for ever.
    """

    def __init__(self) -> None:
        self.key = _key()
        self.metadata: dict = {}
        self.claims: dict = {}
        self.userinfo: dict = {}
        self.given: dict = {}
        self.bodies: dict[str, bytes] = {}
        self.moved: dict[str, str] = {}
        self.is_away = self.drips = False
        self.asked: dict[str, str] = {}  # the nonce that belongs to each code
        self.paths: list[str] = []
        self.codes = 0
        self.shown: list[tuple[str | None, dict]] = []  # how clients said who they are
        self.sign: Callable[[dict], str] = self.signed
        self.on_token: Callable[[], None] = lambda: None
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()

    def stop(self) -> None:
        """End it."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def setting(self, id: str = "corp", **fields: object) -> dict:
        """What OIDC_PROVIDERS says of it."""
        address = f"{self.issuer}{WELL_KNOWN}"
        known = {"id": id, "name": id.title(), "discovery_url": address, "client_id": CLIENT}
        return known | fields

    def signed(self, claims: dict, key: RSAKey | None = None, **header: object) -> str:
        """An ID token as it should be."""
        key = key or self.key
        return jwt.encode({"alg": "RS256", "kid": key.kid} | header, claims, key)

    def walk(self, address: str) -> dict[str, str]:
        """What a browser that is sent there is sent back by."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        self.codes += 1
        code = f"code-{self.codes}"
        self.asked[code] = asked["nonce"]
        return {"code": code, "state": asked["state"]}

    def _answer(self, path: str, authorization: str | None, body: dict[str, list[str]]) -> dict:
        self.paths.append(path)
        if path == "/token":
            self.shown.append((authorization, body))
            self.on_token()
            return self._tokens(body["code"][0])
        return {
            WELL_KNOWN: self._says(),
            "/keys": {"keys": [self.key.as_dict(private=False)]},
            "/userinfo": {"sub": "mallory"} | self.userinfo,
        }[path]

    def _says(self) -> dict:
        places = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "keys"}
        says = {name: f"{self.issuer}/{place}" for name, place in places.items()}
        return says | {"issuer": self.issuer} | self.metadata

    def _tokens(self, code: str) -> dict:
        now = int(time.time())
        right = {"iss": self.issuer, "sub": "mallory", "aud": CLIENT, "nonce": self.asked[code]}
        right |= {"iat": now, "exp": now + 60, "name": "Mallory"} | self.claims
        claims = {name: value for name, value in right.items() if value is not None}
        tokens = {"access_token": "a", "token_type": "Bearer", "id_token": self.sign(claims)}
        return tokens | self.given

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        hostile = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._send({})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._send(parse_qs(body))

            def _send(self, body: dict[str, list[str]]) -> None:
                if hostile.is_away:
                    self.close_connection = True
                    return
                path = urlsplit(self.path).path
                answer = hostile._answer(path, self.headers["Authorization"], body)
                content = hostile.bodies.get(path, json.dumps(answer).encode())
                self.send_response(302 if path in hostile.moved else 200)
                if path in hostile.moved:
                    self.send_header("Location", hostile.moved[path])
                self.send_header("Content-Type", "application/json")
                if not hostile.drips:
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                while hostile.drips and content:
                    self.wfile.write(b" ")
                    time.sleep(DRIP_S)
                self.wfile.write(content)

            def log_message(self, *_arguments: object) -> None:
                pass

        return Handler


@cache
def _key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})


def unsigned(claims: dict) -> str:
    """A token with the algorithm "none" (RFC 7515, appendix A.5)."""
    return f"{_part({'alg': 'none'})}.{_part(claims)}."


def with_hmac(claims: dict, key: RSAKey) -> str:
    """A token signed as if the public key, which everybody has, were a shared secret.

    By hand, since no library would do it.
    """
    signed = f"{_part({'alg': 'HS256', 'kid': key.kid})}.{_part(claims)}"
    signature = hmac.digest(key.as_pem(private=False), signed.encode(), "sha256")
    return f"{signed}.{_text(signature)}"


def _part(part: dict) -> str:
    return _text(json.dumps(part).encode())


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()
