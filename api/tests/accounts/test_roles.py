"""Who may call what: every address, by everybody."""

import pytest

from parley.domain.permissions import ROLES
from parley.routes import TABLE
from tests.cast import filled, nothing_for
from tests.claims import problem

# As the contract has it; the table of routes is held against it.
WHO = {
    "anybody": {
        *("GET /api/joining", "POST /api/setup", "POST /api/account", "POST /api/session"),
        *("POST /api/session/guest", "POST /api/session/link", "DELETE /api/session"),
        *("POST /api/session/second-factor", "POST /api/session/passkey"),
        "POST /api/session/passkey/options",
        *("POST /api/session/sso/options", "POST /api/session/sso"),
        *("POST /api/account/mail/confirmation", "POST /api/recovery"),
        "GET /api/health",
    },
    "guest": {
        *("GET /api/session", "PATCH /api/session", "GET /api/sessions", "DELETE /api/sessions"),
        *("DELETE /api/sessions/1", "GET /api/rooms", "GET /api/messages", "POST /api/messages"),
        *("PUT /api/rooms/1/read-mark", "PUT /api/read-marks", "POST /api/signals"),
        *("GET /api/quiet-hours", "PUT /api/quiet-hours"),
        f"GET /api/avatars/{22 * 'x'}",
        *("DELETE /api/messages/1", "POST /api/messages/1/reports", "GET /api/directory/1"),
        *("GET /api/rooms/1", "PATCH /api/rooms/1", "DELETE /api/rooms/1", "GET /api/public-rooms"),
        *("PUT /api/rooms/1/membership", "PATCH /api/rooms/1/membership"),
        *("DELETE /api/rooms/1/membership", "GET /api/rooms/1/members"),
        "POST /api/invitations/use",
    },
    "member": {
        *("GET /api/account", "PUT /api/account/mail", "DELETE /api/account/mail"),
        *("PATCH /api/account", "PUT /api/account/password", "DELETE /api/account"),
        *("GET /api/tokens", "POST /api/tokens", "DELETE /api/tokens/1"),
        *("GET /api/account/factors", "POST /api/account/totp", "PUT /api/account/totp"),
        *("DELETE /api/account/totp", "POST /api/account/recovery-codes"),
        *("POST /api/account/passkeys", "POST /api/account/passkeys/options"),
        "DELETE /api/account/passkeys/1",
        "GET /api/directory",
        *("PUT /api/account/avatar", "DELETE /api/account/avatar", "PUT /api/account/locale"),
        *("POST /api/rooms", "POST /api/directs", "POST /api/rooms/1/members"),
        *("PATCH /api/rooms/1/members/1", "DELETE /api/rooms/1/members/1"),
    },
    "administrator": {
        *("GET /api/people", "PATCH /api/people/1", "POST /api/people/1/sign-in-link"),
        "DELETE /api/people/1/factors",
        *("GET /api/invitations", "POST /api/invitations", "DELETE /api/invitations/1"),
        *("GET /api/bans", "POST /api/bans", "DELETE /api/bans/1"),
        *("GET /api/reports", "PATCH /api/reports/1"),
    },
    "owner": {"PATCH /api/joining", "GET /api/audit", "GET /api/audit.csv"},
}
RANKS = ("anybody", *ROLES)
CALLERS = ("nobody", *ROLES, "suspended")


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
    return accounts | {"member": member, "guest": guest, "suspended": suspended}


@pytest.fixture
def caller(request, chat, people):
    """A browser of their own, since some calls end the session."""
    who = request.getfixturevalue("who")
    if who in ROLES:
        return chat.another_browser(people[who])
    stranger = chat.stranger()
    if who == "suspended":
        stranger.cookie = people[who].cookie
    return stranger


def test_the_table_is_that_of_the_contract():
    table = {role: set() for role in RANKS}
    for method, address, role, *_ in TABLE:
        table[role].add(f"{method} {filled(address)}")
    assert table == WHO


@pytest.mark.parametrize("who", CALLERS)
@pytest.mark.parametrize(("method", "address", "role"), [entry[:3] for entry in TABLE])
def test_who_may_call_what(people, caller, who, method, address, role):
    """401 and 403 exactly where the role is too low, and anything else otherwise."""
    answer = caller.send(
        method, filled(address, people["member"].id), **nothing_for(method, address)
    )
    rank = RANKS.index(who) if who in ROLES else 0
    if rank >= RANKS.index(role):
        assert answer.status_code not in (401, 403) and answer.status_code < 500, answer.text
    elif rank == 0:
        problem(answer, 401, "not-signed-in")
    else:
        problem(answer, 403, "not-allowed")


def test_a_role_counts_from_the_next_call_on(chat):
    olga, dora = chat.account("Olga", "owner"), chat.account("Dora")
    problem(dora.people(), 403, "not-allowed")
    assert olga.change_person(dora.id, role="administrator").status_code == 200
    assert dora.people().status_code == 200
    assert olga.change_person(dora.id, role="member").status_code == 200
    problem(dora.people(), 403, "not-allowed")
