"""Single sign-on: ID tokens and userinfo that are forged, foreign, or about somebody else."""

import json
import time

import pytest
from joserfc.jwk import ECKey, RSAKey

from tests.claims import problem
from tests.sso.conftest import providers
from tests.sso.hostile import unsigned, with_hmac


@pytest.fixture
def chat(make_chat, hostile):
    return make_chat(**providers(hostile.setting()))


def nobody_came(chat):
    return chat.sql("SELECT count(*) FROM identities") == [(0,)]


def test_a_missing_nonce_is_refused(chat, hostile, door):
    hostile.claims = {"nonce": None}
    problem(door(chat.stranger()).enter_by(hostile), 401, "sso-refused")
    assert nobody_came(chat)


@pytest.mark.parametrize("nonce", ["another", "", 7, [], True])
def test_a_wrong_nonce_is_refused(chat, hostile, door, nonce):
    hostile.claims = {"nonce": nonce}
    problem(door(chat.stranger()).enter_by(hostile), 401, "sso-refused")
    assert nobody_came(chat)


def test_a_nonce_is_the_whole_claim_and_not_one_of_several(chat, hostile, door):
    def several(claims):
        return hostile.signed(claims | {"nonce": [claims["nonce"], "another"]})

    hostile.sign = several
    problem(door(chat.stranger()).enter_by(hostile), 401, "sso-refused")


FORGED = {
    "no algorithm": lambda hostile, claims: unsigned(claims),
    "no signature": lambda hostile, claims: hostile.signed(claims).rpartition(".")[0] + ".",
    "another's key": lambda hostile, claims: hostile.signed(
        claims, RSAKey.generate_key(2048, {"kid": "one"})
    ),
    "another kind of key": lambda hostile, claims: hostile.signed(
        claims, ECKey.generate_key("P-256", {"kid": "one"}), alg="ES256"
    ),
    "HMAC by the public key": lambda hostile, claims: with_hmac(claims, hostile.key),
    "an unknown key": lambda hostile, claims: hostile.signed(claims, kid="two"),
    "changed claims": lambda hostile, claims: ".".join(
        [
            *hostile.signed(claims).split(".")[:1],
            hostile.signed(claims | {"sub": "bob"}).split(".")[1],
            *hostile.signed(claims).split(".")[2:],
        ]
    ),
    "no token": lambda hostile, claims: "swordfish",
    "no text": lambda hostile, claims: "é.é.é",
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_id_token_is_refused(chat, hostile, door, how):
    hostile.sign = lambda claims: FORGED[how](hostile, claims)
    problem(door(chat.stranger()).enter_by(hostile), 401, "sso-refused")
    assert nobody_came(chat)


NOW = int(time.time())
FOREIGN = [
    *({"aud": "another"}, {"aud": ["another"]}, {"aud": None}, {"aud": []}, {"aud": {}}),
    *({"aud": ["parley", "another"]}, {"aud": ["parley", "x"], "azp": "x"}, {"azp": "another"}),
    *({"exp": NOW - 3600}, {"exp": None}, {"exp": "soon"}, {"exp": True}, {"exp": float("nan")}),
    *({"iat": NOW + 3600}, {"iat": None}, {"nbf": NOW + 3600}),
    *({"iss": "https://evil.example"}, {"iss": None}, {"iss": ["x"]}),
    *({"sub": None}, {"sub": ""}, {"sub": 7}, {"sub": "x" * 256}, {"sub": ["mallory"]}),
]


# Named without their values: all who run these tests at once must call them the same.
@pytest.mark.parametrize("claims", FOREIGN, ids=[" and ".join(claims) for claims in FOREIGN])
def test_an_id_token_for_others_or_another_time_is_refused(chat, hostile, door, claims):
    hostile.claims = claims
    problem(door(chat.stranger()).enter_by(hostile), 401, "sso-refused")
    assert nobody_came(chat)


@pytest.mark.parametrize(
    "claims", [{}, {"aud": ["parley"]}, {"aud": ["parley", "x"], "azp": "parley"}], ids=str
)
def test_an_id_token_for_us_is_believed(chat, hostile, door, claims):
    hostile.claims = claims
    assert door(chat.stranger()).enter_by(hostile).status_code == 201


STRANGE_KEYS = [
    {"kty": "EC", "crv": "BP-256", "x": "AA", "y": "AA"},
    {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"},
    {"kty": "RSA", "n": "AQAB"},
    {"kty": "AKP", "alg": "ML-DSA-44", "pub": "AA"},
    {"kty": 7},
    {},
    "key",
    None,
]


@pytest.mark.parametrize("key", STRANGE_KEYS, ids=str)
def test_a_key_that_is_not_understood_stands_in_no_others_way(chat, hostile, door, key):
    """A provider may sign for others by algorithms of its own."""
    keys = [key, hostile.key.as_dict(private=False)]
    hostile.bodies["/keys"] = json.dumps({"keys": keys}).encode()
    assert door(chat.stranger()).enter_by(hostile).status_code == 201


def test_userinfo_about_somebody_else_is_refused(chat, hostile, door):
    hostile.metadata = {"userinfo_endpoint": f"{hostile.issuer}/userinfo"}
    hostile.userinfo = {"sub": "bob", "email": "bob@corp.example", "email_verified": True}
    problem(door(chat.stranger()).enter_by(hostile), 401, "sso-refused")
    assert nobody_came(chat)


def test_a_word_about_one_mail_address_does_not_vouch_for_another(chat, hostile, door):
    bob = chat.account("Bob")
    chat.sql("UPDATE users SET mail_key = 'bob@corp.example' WHERE id = ?", bob.id)
    hostile.metadata = {"userinfo_endpoint": f"{hostile.issuer}/userinfo"}
    hostile.claims = {"email": "bob@corp.example"}
    hostile.userinfo = {"email": "mallory@corp.example", "email_verified": True}
    answer = door(chat.stranger()).enter_by(hostile)
    assert answer.status_code == 201 and answer.json["id"] != bob.id
