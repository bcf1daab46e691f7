"""Who may call what: every address, by everybody."""

import re
from typing import NamedTuple

import pytest

from parley.domain.permissions import ROLES
from tests import stage
from tests.accounts.who_may_call import LINES
from tests.cast import nothing_for
from tests.claims import problem
from tests.script import Script

RANKS = ("anybody", *ROLES)
SCOPES = ("read", "post", "manage")
BANNED = "203.0.113.7"


class Who(NamedTuple):
    """Somebody who calls: in which role, by a token of which scope, kept from what by what."""

    role: str = "anybody"
    scope: str | None = None
    refusal: str | None = None


CALLERS = {
    "owner": Who("owner"),
    "administrator": Who("administrator"),
    "member": Who("member"),
    "guest": Who("guest"),
    "suspended": Who(),
    "nobody": Who(),
    "owner's read token": Who("owner", "read"),
    "owner's post token": Who("owner", "post"),
    "owner's manage token": Who("owner", "manage"),
    "member's read token": Who("member", "read"),
    "member's post token": Who("member", "post"),
    "member's manage token": Who("member", "manage"),
    "banned guest": Who("guest", None, "address-banned"),
    "unwelcome guest": Who("guest", None, "guests-closed"),
    "member without the factor asked for": Who("member", None, "second-factor-required"),
}


@pytest.fixture(scope="module")
def chat(shared_chat):
    """One for all: calls without a body change nothing that another test asks."""
    return shared_chat


@pytest.fixture(scope="module")
def people(chat):
    guest = chat.guest("Guest")  # whose id is the Lobby's too, where even owners may not do all
    member = chat.account("Member")
    suspended = chat.account("Suspended")
    chat.suspend(suspended)
    accounts = {role: chat.account(role.title(), role) for role in ("administrator", "owner")}
    assert accounts["owner"].ban(BANNED).status_code == 201
    return accounts | {"member": member, "guest": guest, "suspended": suspended}


@pytest.fixture(scope="module")
def strict(template, tmp_path_factory):
    """A chat that wants no guests any more, and of everybody a second factor."""
    chat = stage.copied(template, tmp_path_factory.mktemp("strict"), **stage.UNLIMITED)
    yield chat
    chat.close()


@pytest.fixture(scope="module")
def held_back(strict):
    guest, member = strict.guest("Guest"), strict.account("Member")
    rules = {"guests": False, "second_factor": "everybody"}
    assert strict.account("Owner", "owner").decide(**rules).status_code == 200
    return {"guest": guest, "member": member}


@pytest.fixture
def call(chat, people, strict, held_back):
    """Call an address as one of the callers: in a browser of their own, since some calls end it."""

    def call(name, method, path, **body):
        who = CALLERS[name]
        if who.scope is not None:
            script = Script(chat, chat.token(people[who.role], who.scope))
            return script.send(method, path, **body)
        if who.refusal in ("guests-closed", "second-factor-required"):
            return strict.another_browser(held_back[who.role]).send(method, path, **body)
        browser = chat.stranger()
        if who.role != "anybody":
            browser = chat.another_browser(people[who.role])
        if name == "suspended":
            browser.cookie = people[name].cookie
        headers = {"X-Forwarded-For": BANNED} if who.refusal == "address-banned" else None
        return browser.send(method, path, headers, **body)

    return call


def expected(line, who):
    """The refusal that somebody meets, if any: (status, type)."""
    if line.role == "anybody":
        return None
    if who.role == "anybody":
        return 401, "not-signed-in"
    if RANKS.index(who.role) < RANKS.index(line.role):
        return 403, "not-allowed"
    if who.scope is not None and who.scope not in SCOPES[scopes_from(line.scope) :]:
        return 403, "not-allowed"
    is_held_back = who.refusal is not None and line.held_back == "no"
    return (403, who.refusal) if is_held_back else None


def scopes_from(scope):
    """Where in SCOPES those begin that are enough."""
    return len(SCOPES) if scope == "-" else SCOPES.index(scope)


@pytest.mark.parametrize("name", CALLERS)
@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.method} {line.address}")
def test_who_may_call_what(people, call, line, name):
    """401 and 403 exactly where the table says so, and anything else otherwise."""
    path = line.address.replace("ID", str(people["member"].id)).replace("KEY", 22 * "x")
    answer = call(name, line.method, path, **nothing_for(line.method, path))
    refusal = expected(line, CALLERS[name])
    if refusal is None:
        assert answer.status_code not in (401, 403) and answer.status_code < 500, answer.text
    else:
        problem(answer, *refusal)


def test_there_is_no_address_beside_the_table(chat):
    named = {
        (method, re.sub(r"<id:\w+>", "ID", rule.rule).replace("<key:key>", "KEY"))
        for rule in chat.app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert named == {line[:2] for line in LINES}
    assert len(LINES) == len(named)


def test_a_role_counts_from_the_next_call_on(chat):
    olga, dora = chat.account("Olga", "owner"), chat.account("Dora")
    problem(dora.people(), 403, "not-allowed")
    assert olga.change_person(dora.id, role="administrator").status_code == 200
    assert dora.people().status_code == 200
    assert olga.change_person(dora.id, role="member").status_code == 200
    problem(dora.people(), 403, "not-allowed")
