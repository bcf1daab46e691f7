"""An authenticator in software: makes and shows passkeys as a browser would send them."""

import hashlib
import json
import secrets
import struct
from base64 import urlsafe_b64encode

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

ORIGIN = "http://localhost"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40  # flags of W3C WebAuthn, 6.1


class Authenticator:
    """One passkey. `site` and `is_verified` may lie, to see whether the server notices."""

    def __init__(self, origin: str = ORIGIN) -> None:
        self.id = secrets.token_bytes(16)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.origin = origin
        self.uses = 0
        self.is_verified = True

    def make(self, options: dict) -> dict:
        """Answer the options of a registration (RegistrationResponseJSON)."""
        client = self._client("webauthn.create", options)
        data = self._data(options["rp"]["id"], ATTESTED)
        data += b"\0" * 16 + struct.pack(">H", len(self.id)) + self.id + self.public_key()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._credential(clientDataJSON=client, attestationObject=attestation)

    def show(self, options: dict) -> dict:
        """Answer the options of a sign-in (AuthenticationResponseJSON)."""
        self.uses += 1
        client = self._client("webauthn.get", options)
        data = self._data(options["rpId"])
        signed = data + hashlib.sha256(client).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._credential(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _client(self, kind: str, options: dict) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _data(self, host: str, more: int = 0) -> bytes:
        flags = PRESENT | more | (VERIFIED if self.is_verified else 0)
        return hashlib.sha256(host.encode()).digest() + struct.pack(">BI", flags, self.uses)

    def public_key(self) -> bytes:
        """As the chat is to keep it (RFC 9053)."""
        point = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})  # RFC 9053: EC2, ES256, P-256

    def _credential(self, **response: bytes) -> dict:
        shown = {name: _text(value) for name, value in response.items()}
        own = _text(self.id)
        return {
            "id": own,
            "rawId": own,
            "type": "public-key",
            "response": shown,
            "clientExtensionResults": {},
        }


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()
