"""Rates per address: who makes guests, who keeps Python busy, and what costs nobody anything."""

import pytest

from tests.stack import wire
from tests.stack.conftest import TRUSTED_PROXY
from tests.stack.people import Person
from tests.stack.problems import assert_problem
from tests.stack.test_headers import assert_promises

GUESTS = 2  # a minute: so few that a slow machine does not earn another meanwhile
SIGN_INS = 2  # a minute, likewise
REQUESTS = 1  # a second


@pytest.fixture(scope="module")
def strict(new_stack):
    """A chat that lets an address make few guests."""
    stack = new_stack(settings={"GUESTS_PER_MINUTE": GUESTS, "TRUSTED_PROXY": TRUSTED_PROXY})
    stack.start()
    return stack


@pytest.fixture(scope="module")
def guarded(new_stack):
    """A chat that lets an address try to sign in seldom."""
    stack = new_stack(settings={"SIGN_INS_PER_MINUTE": SIGN_INS, "TRUSTED_PROXY": TRUSTED_PROXY})
    stack.start()
    return stack


@pytest.fixture(scope="module")
def slow(new_stack):
    """A chat that lets an address ask Python seldom."""
    stack = new_stack(settings={"API_REQUESTS_PER_SECOND": REQUESTS})
    stack.start()
    return stack


def guests_made(person: Person, tries: int, **options) -> int:
    """How many of so many tries to become a new guest were let through."""
    made = 0
    for _ in range(tries):
        person.http.cookies.clear()
        made += person.become_guest(**options).status_code == 201
    return made


def test_an_address_makes_so_many_guests_and_is_told_when_to_go_on(strict):
    crowd = Person(strict.url)
    made = guests_made(crowd, GUESTS + 4)
    assert GUESTS + 1 <= made <= GUESTS + 2, "the burst and one, or two if the minute was slow"
    crowd.http.cookies.clear()
    answer = crowd.become_guest()
    assert_problem(answer, 429, "too-fast")
    assert answer.headers["Retry-After"] == str(60 // GUESTS)
    request = b"POST /api/session/guest HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"
    raw = wire.send(strict.port, request, source=crowd.address)
    assert raw.status == 429
    assert_promises(raw)


def test_another_address_is_not_held_up(strict):
    assert guests_made(Person(strict.url), GUESTS + 4) < GUESTS + 4
    assert Person(strict.url).become_guest().status_code == 201


def test_who_may_not_make_guests_may_do_all_else(strict):
    crowd = Person(strict.url)
    guests_made(crowd, GUESTS + 4)
    assert crowd.get("/api/session").status_code != 429


@pytest.mark.parametrize(
    "path", ["/api/session/%67uest", "/api//session/guest", "/api/./session/guest"]
)
def test_another_spelling_of_the_address_is_counted_too(strict, path):
    crowd = Person(strict.url)
    answers = [crowd.ask("POST", path, json={}, allow_redirects=False) for _ in range(GUESTS + 4)]
    assert answers[-1].status_code == 429


def test_a_forged_address_does_not_help(strict):
    crowd = Person(strict.url)
    made = sum(
        guests_made(crowd, 1, headers={"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(GUESTS + 4)
    )
    assert made < GUESTS + 4


def test_behind_the_trusted_proxy_each_client_is_counted_alone(strict):
    proxy = Person(strict.url, address=TRUSTED_PROXY)
    made = sum(
        guests_made(proxy, 1, headers={"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(GUESTS + 4)
    )
    assert made == GUESTS + 4


def test_behind_it_a_household_with_ipv6_is_counted_as_one(strict):
    """Or it had 2 to the power of 64 addresses to count to."""
    proxy = Person(strict.url, address=TRUSTED_PROXY)

    def made_from(*addresses):
        return sum(guests_made(proxy, 1, headers={"X-Forwarded-For": each}) for each in addresses)

    tries = GUESTS + 4
    assert made_from(*(f"2001:db8:0:7:{n}::1" for n in range(tries))) < tries
    assert made_from("2001:db8:0:7:ffff:ffff:ffff:ffff") == 0
    assert made_from(*(f"2001:db8:0:{n + 8:x}::1" for n in range(tries))) == tries
    assert made_from(*(f"::ffff:10.1.0.{n}" for n in range(tries))) == tries


ENTRANCES = [
    ("POST", "/api/session"),
    ("POST", "/api/session/link"),
    ("POST", "/api/session/second-factor"),
    ("POST", "/api/session/passkey/options"),
    ("POST", "/api/session/passkey"),
    ("POST", "/api/session/sso/options"),
    ("POST", "/api/session/sso"),
    ("POST", "/api/account"),
    ("POST", "/api/setup"),
    ("POST", "/api/recovery"),
    ("PATCH", "/api/account"),
    ("DELETE", "/api/account"),
    ("PUT", "/api/account/password"),
    ("PUT", "/api/account/mail"),
    ("DELETE", "/api/account/mail"),
    ("POST", "/api/account/mail/confirmation"),
    ("POST", "/api/account/totp"),
    ("PUT", "/api/account/totp"),
    ("DELETE", "/api/account/totp"),
    ("POST", "/api/account/recovery-codes"),
    ("POST", "/api/account/passkeys/options"),
    ("POST", "/api/account/passkeys"),
    ("DELETE", "/api/account/passkeys/7"),
    ("POST", "/api/tokens"),
    ("POST", "/api/invitations/use"),
]


def knock(person: Person, method: str, path: str, tries: int) -> list[int]:
    """The answers to so many requests that get nobody in: each lacks what it needs."""
    return [person.ask(method, path, json={}).status_code for _ in range(tries)]


@pytest.mark.parametrize(("method", "path"), ENTRANCES)
def test_an_address_may_try_to_get_in_so_often_and_is_told_when_to_go_on(guarded, method, path):
    intruder = Person(guarded.url)
    assert knock(intruder, method, path, SIGN_INS + 4)[-1] == 429
    answer = intruder.ask(method, path, json={})
    assert_problem(answer, 429, "too-fast")
    assert answer.headers["Retry-After"] == str(60 // SIGN_INS)
    assert Person(guarded.url).ask(method, path, json={}).status_code != 429


def test_the_entrances_share_one_count(guarded):
    intruder = Person(guarded.url)
    answers = [knock(intruder, *entrance, 1)[0] for entrance in ENTRANCES]
    assert answers[0] != 429 and answers[-1] == 429


def test_who_may_not_try_to_get_in_may_do_all_else(guarded):
    intruder = Person(guarded.url)
    knock(intruder, *ENTRANCES[0], SIGN_INS + 4)
    assert intruder.become_guest().status_code == 201
    assert intruder.get("/api/session").status_code == 200
    assert intruder.ask("DELETE", "/api/session", json={}).status_code == 204


def test_requests_that_reach_python_have_a_rate(slow):
    hurried = Person(slow.url)
    answers = [hurried.get("/api/health") for _ in range(50)]
    refused = [answer for answer in answers if answer.status_code != 200]
    assert len(answers) - len(refused) > 2 * REQUESTS, "the burst is twice the rate"
    assert refused
    assert_problem(refused[-1], 429, "too-fast")
    assert refused[-1].headers["Retry-After"] == "1"


def test_empty_polls_have_none(slow):
    idle = Person(slow.url)
    idle.become_guest()
    cursor = idle.idle_cursor()  # two requests, so that the burst is used up
    assert all(idle.poll(cursor).status_code == 200 for _ in range(50))
