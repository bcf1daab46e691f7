"""What a provider's claims say, as far as they can be used."""

import pytest

from parley.domain import claims


@pytest.mark.parametrize(
    ("says", "mail"),
    [
        ({"email": "Ada@corp.example", "email_verified": True}, "Ada@corp.example"),
        ({"email": "ada@corp.example"}, None),
        ({"email": "ada@corp.example", "email_verified": False}, None),
        ({"email": "ada@corp.example", "email_verified": "true"}, None),
        ({"email": "ada@corp.example", "email_verified": 1}, None),
        ({"email_verified": True}, None),
        ({"email": ["ada@corp.example"], "email_verified": True}, None),
        ({"email": "ada", "email_verified": True}, None),
        ({"email": "@corp.example", "email_verified": True}, None),
        ({"email": "ada@", "email_verified": True}, None),
        ({"email": "ada@evil.example@corp.example", "email_verified": True}, None),
        ({"email": "ada @corp.example", "email_verified": True}, None),
        ({"email": "ada@corp.example\n", "email_verified": True}, None),
        ({"email": "a" * 250 + "@b.de", "email_verified": True}, None),
    ],
)
def test_a_mail_address_counts_where_it_is_verified_and_one(says, mail):
    assert claims.verified_mail(says) == mail


@pytest.mark.parametrize(
    ("mail", "domains", "is_within"),
    [
        (None, (), True),
        (None, ("corp.example",), False),
        ("ada@CORP.example", ("corp.EXAMPLE",), True),
        ("ada@sub.corp.example", ("corp.example",), False),
        ("ada@notcorp.example", ("corp.example",), False),
        ("ada@corp.example.evil.example", ("corp.example",), False),
        ("ada@corp.example", ("",), False),
    ],
)
def test_a_domain_is_the_whole_of_what_follows_the_at(mail, domains, is_within):
    assert claims.is_within(mail, domains) is is_within


@pytest.mark.parametrize(
    ("says", "username"),
    [
        ({"preferred_username": "ada"}, "ada"),
        ({"preferred_username": " Ada.Lovelace@corp.example "}, "ada.lovelace"),
        ({"preferred_username": "Ada Lovelace"}, "ada.lovelace"),
        ({"preferred_username": "Zoë"}, "zoe"),
        ({"preferred_username": "CORP\\ada"}, "corpada"),
        ({"preferred_username": "..-ada-.."}, "ada"),
        ({"preferred_username": "李", "email": "li@corp.example"}, "li"),
        ({"preferred_username": "x", "email": "xaver@corp.example"}, "xaver"),
        ({"preferred_username": 7, "email": None}, None),
        ({"name": "Ada Lovelace"}, "ada.lovelace"),
        ({"name": "李"}, None),
        ({}, None),
        ({"preferred_username": "a" * 500}, "a" * 32),
    ],
)
def test_a_user_name_is_made_of_what_can_be_kept(says, username):
    assert claims.username(says) == username


def test_a_name_is_taken_as_it_is_where_it_is_text():
    assert claims.name({"name": " Ada "}) == " Ada "
    assert claims.name({"name": 7}) is claims.name({}) is None


@pytest.mark.parametrize(
    ("held", "role"),
    [
        ("owners", "owner"),
        (["staff", "bosses"], "administrator"),
        (["bosses", "owners"], "owner"),
        (["staff"], "member"),
        ("bosses owners", "member"),
        (None, "member"),
        ([["owners"]], "member"),
        ({"owners": True}, "member"),
    ],
)
def test_a_role_is_the_highest_that_is_named(held, role):
    assert claims.role(held, ("bosses",), ("owners",)) == role


def test_a_mail_address_and_its_verification_come_from_the_same_place():
    token, userinfo = {"email": "a@x", "sub": "1"}, {"email": "b@x", "email_verified": True, "n": 1}
    found = claims.merged(token, userinfo)
    assert found == {"email": "b@x", "email_verified": True, "sub": "1", "n": 1}
    whole = token | {"email_verified": False}
    assert claims.merged(whole, userinfo) == whole | {"n": 1}
