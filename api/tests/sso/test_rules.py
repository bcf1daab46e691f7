"""Single sign-on: domains that are let in, and roles that a claim gives and takes."""

import pytest

from tests.claims import problem
from tests.sso.conftest import providers

ROLES = {"role_claim": "groups", "administrators": ["bosses"], "owners": ["owners"]}


def role_of(chat, person):
    return chat.sql("SELECT role FROM users WHERE id = ?", person["id"])[0][0]


@pytest.mark.parametrize(("login", "comes_in"), [("ada", True), ("bob", True), ("out", False)])
@pytest.mark.parametrize("domains", [["corp.example"], ["other.example", "CORP.example"]])
def test_only_mail_addresses_of_the_domains_come_in(
    make_chat, corp, door, domains, login, comes_in
):
    chat = make_chat(**providers(corp.setting(domains=domains)))
    answer = door(chat.stranger()).enter(login)
    if comes_in:
        assert answer.status_code == 201
    else:
        problem(answer, 401, "sso-refused")


@pytest.mark.parametrize("login", ["sub", "eve", "yes", "nobody"])
def test_a_subdomain_or_an_unverified_address_is_not_of_the_domain(make_chat, corp, door, login):
    chat = make_chat(**providers(corp.setting(domains=["corp.example"])))
    problem(door(chat.stranger()).enter(login), 401, "sso-refused")


def test_the_domain_counts_each_time(make_chat, corp, door, hostile):
    chat = make_chat(**providers(hostile.setting(domains=["corp.example"])))
    hostile.claims = {"email": "m@corp.example", "email_verified": True}
    hostile.claims |= {"preferred_username": "m1"}
    assert door(chat.stranger()).enter_by(hostile).status_code == 201
    for change in ({"email": "m@elsewhere.example"}, {"email_verified": False}):
        right, hostile.claims = hostile.claims, hostile.claims | change
        problem(door(chat.stranger()).enter_by(hostile), 401, "sso-refused")
        hostile.claims = right
    assert door(chat.stranger()).enter_by(hostile).status_code == 201


@pytest.mark.parametrize(
    ("login", "role"), [("boss", "administrator"), ("chef", "owner"), ("ada", "member")]
)
def test_a_claim_gives_the_role(make_chat, corp, door, login, role):
    chat = make_chat(**providers(corp.setting(**ROLES)))
    assert door(chat.stranger()).enter(login).json["role"] == role


def test_without_the_setting_no_claim_gives_a_role_and_none_is_taken(make_chat, corp, door):
    chat = make_chat(**providers(corp.setting()))
    boss = door(chat.stranger()).enter("boss").json
    assert boss["role"] == "member"
    chat.sql("UPDATE users SET role = 'administrator'")
    assert door(chat.stranger()).enter("boss").json["role"] == "administrator"


@pytest.fixture
def ruled(make_chat, hostile):
    """A chat in which the provider says everybody's role, and an owner of its own."""
    chat = make_chat(**providers(hostile.setting(**ROLES)))
    chat.account("Olga", "owner")
    return chat


def test_a_role_that_the_claim_gave_it_takes_again(ruled, hostile, door):
    browser = ruled.stranger()
    for groups, role in ((["bosses"], "administrator"), ([], "member"), ("owners", "owner")):
        hostile.claims = {"groups": groups}
        assert door(browser).enter_by(hostile).json["role"] == role
    hostile.claims = {}  # what is not said is not held
    assert door(browser).enter_by(hostile).json["role"] == "member"
    changes = ruled.sql("SELECT details FROM audit_entries WHERE act = 'role-changed'")
    assert changes[1:] == [  # the first made Olga the owner
        ('{"former": "administrator", "provider": "corp", "role": "member"}',),
        ('{"former": "member", "provider": "corp", "role": "owner"}',),
        ('{"former": "owner", "provider": "corp", "role": "member"}',),
    ]


def test_a_role_that_is_taken_is_taken_in_every_browser(ruled, hostile, door):
    hostile.claims = {"groups": ["bosses"]}
    former, browser = ruled.stranger(), ruled.stranger()
    door(former).enter_by(hostile)
    assert former.people().status_code == 200
    hostile.claims = {}
    door(browser).enter_by(hostile)
    problem(former.people(), 403, "not-allowed")


@pytest.mark.parametrize(
    "groups", ["Bosses", "bosses owners", [["bosses"]], {"bosses": 1}, 1, None]
)
def test_what_is_not_quite_the_value_gives_nothing(ruled, hostile, door, groups):
    hostile.claims = {"groups": groups}
    assert door(ruled.stranger()).enter_by(hostile).json["role"] == "member"


def test_the_last_owner_stays_one(make_chat, hostile, door):
    chat = make_chat(**providers(hostile.setting(**ROLES)))
    hostile.claims = {"groups": "owners"}
    owner = door(chat.stranger()).enter_by(hostile).json
    hostile.claims = {}
    assert door(chat.stranger()).enter_by(hostile).json["role"] == "owner"
    assert role_of(chat, owner) == "owner"
    assert chat.sql("SELECT count(*) FROM audit_entries WHERE act = 'role-changed'") == [(0,)]
    chat.account("Olga", "owner")
    assert door(chat.stranger()).enter_by(hostile).json["role"] == "member"
