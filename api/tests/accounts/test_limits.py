"""Too fast: how often anybody may try to get in."""

import pytest

from tests.cast import PASSWORD
from tests.claims import problem

HERE, ELSEWHERE = "203.0.113.1", "203.0.113.2"


@pytest.fixture
def chat(make_chat):
    """Twenty tries a minute from an address."""
    return make_chat(SIGN_INS_PER_MINUTE="20")


def try_it(client, username, password="wrong", address=HERE):
    body = {"username": username, "password": password}
    headers = {"X-Forwarded-For": address}
    return client.send("POST", "/api/session", json=body, headers=headers)


def too_fast(answer):
    said = problem(answer, 429, "too-fast")
    wait = int(answer.headers["Retry-After"])
    assert 1 <= wait <= 60 and str(wait) in said["detail"]
    return wait


def test_ten_tries_a_minute_into_one_account_from_one_address(chat, bob, charlie, clock):
    assert [try_it(charlie, "bob").status_code for _ in range(10)] == [401] * 10
    wait = too_fast(try_it(charlie, "bob"))
    too_fast(try_it(charlie, "bob", PASSWORD))  # the right password changes nothing
    clock.advance(wait + 0.001)
    assert try_it(charlie, "bob", PASSWORD).status_code == 201


def test_the_person_comes_in_from_elsewhere_meanwhile(chat, bob, charlie):
    """Or anybody could keep anybody out."""
    for _ in range(10):
        try_it(charlie, "bob")
    too_fast(try_it(charlie, "bob"))
    assert try_it(chat.stranger(), "bob", PASSWORD, ELSEWHERE).status_code == 201


def test_who_is_signed_in_is_not_slowed_down(bob, charlie):
    for _ in range(11):
        try_it(charlie, "bob")
    assert bob.says("hello") and bob.who_am_i().status_code == 200


def test_an_address_has_tries_for_all_accounts_together(chat, charlie):
    tries = [try_it(charlie, f"somebody{n}").status_code for n in range(20)]
    assert tries == [401] * 20
    too_fast(try_it(charlie, "another"))
    assert try_it(charlie, "another", address=ELSEWHERE).status_code == 401


def test_all_addresses_of_a_household_are_one(chat, charlie):
    """With IPv6 it has 2 to the power of 64 of them."""
    tries = [try_it(charlie, f"n{n}", address=f"2001:db8::{n}:1").status_code for n in range(20)]
    assert tries == [401] * 20
    too_fast(try_it(charlie, "another", address="2001:db8:0:0:ffff:ffff:ffff:ffff"))
    assert try_it(charlie, "another", address="2001:db8:0:1::1").status_code == 401


def test_so_are_its_tries_into_one_account(bob, charlie):
    tries = [try_it(charlie, "bob", address=f"2001:db8::{n}").status_code for n in range(10)]
    assert tries == [401] * 10
    too_fast(try_it(charlie, "bob", PASSWORD, "2001:db8::bad"))
    assert try_it(charlie, "bob", PASSWORD, "2001:db8:0:1::1").status_code == 201


def test_an_account_has_tries_from_all_addresses_together(chat, bob, charlie):
    tries = [try_it(charlie, "bob", address=f"198.51.100.{n}").status_code for n in range(20)]
    assert tries == [401] * 20
    too_fast(try_it(charlie, "bob", address=ELSEWHERE))
    assert try_it(charlie, "another", address=ELSEWHERE).status_code == 401


def test_strangers_use_up_no_try_of_who_is_signed_in(chat, bob, charlie):
    for number in range(21):
        try_it(charlie, "bob", address=f"198.51.100.{number}")
    assert bob.make_token().status_code == 201
    assert bob.change_password("a new good one").status_code == 204


def test_an_account_that_is_not_there_is_limited_alike(charlie):
    assert [try_it(charlie, "nobody").status_code for _ in range(10)] == [401] * 10
    too_fast(try_it(charlie, "nobody"))


def test_another_spelling_is_the_same_account(bob, charlie):
    for spelling in ("bob", "BOB", " bob", "Bob ", "bOb") * 2:
        assert try_it(charlie, spelling).status_code == 401
    too_fast(try_it(charlie, "boB"))


def test_what_is_refused_costs_no_hash(bob, charlie, monkeypatch):
    from parley.services import passwords

    for _ in range(10):
        try_it(charlie, "bob")
    hashed = []
    monkeypatch.setattr(passwords, "_elsewhere", lambda *args: hashed.append(args))
    too_fast(try_it(charlie, "bob"))
    assert hashed == []


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("POST", "/api/account", {"username": "zoe{}", "password": PASSWORD}),
        ("POST", "/api/session/link", {"token": "x"}),
        ("POST", "/api/setup", {"token": "x", "username": "zoe{}", "password": PASSWORD}),
    ],
)
def test_every_way_in_counts_as_a_try_of_the_address(chat, charlie, method, address, body):
    headers = {"X-Forwarded-For": HERE}
    for n in range(20):
        sent = {name: value.format(n) for name, value in body.items()}
        browser = chat.stranger()
        answer = browser.send(method, address, json=sent, headers=headers)
        assert answer.status_code in (201, 410), answer.text
    too_fast(charlie.send(method, address, json=sent, headers=headers))
    assert charlie.send(method, address, json=sent, headers={}).status_code != 429


def test_a_user_name_has_tries_to_sign_up_from_all_addresses_together(chat, bob):
    def sign_up(username, n):
        body = {"username": username, "password": PASSWORD}
        headers = {"X-Forwarded-For": f"198.51.100.{n}"}
        return chat.stranger().send("POST", "/api/account", headers=headers, json=body)

    tries = [sign_up(("bob", "BOB ")[n % 2], n).status_code for n in range(19)]  # Bob had one
    assert tries == [409] * 19
    too_fast(sign_up("bob", 99))
    assert sign_up("robert", 99).status_code == 201
    assert try_it(chat.stranger(), "bob", PASSWORD, ELSEWHERE).status_code == 201


@pytest.mark.parametrize("what", ["username", "password", "leave"])
def test_guessing_the_present_password_is_limited_too(bob, what):
    """Whoever finds a browser open must not learn the password by trying."""
    guess = {
        "username": lambda: bob.change_username("robert", "x"),
        "password": lambda: bob.change_password("a new good one", "x"),
        "leave": lambda: bob.give_up(password="x"),
    }[what]
    assert [guess().status_code for _ in range(10)] == [422] * 10
    too_fast(guess())


def test_guessing_here_and_signing_in_count_together(bob, charlie):
    for _ in range(5):
        bob.change_username("robert", "x")
        charlie.sign_in("bob", "x")
    too_fast(charlie.sign_in("bob"))


def test_sixty_a_minute_unless_told_otherwise(make_chat, clock):
    charlie = make_chat().stranger()
    tries = [try_it(charlie, f"somebody{n}").status_code for n in range(60)]
    assert tries == [401] * 60
    too_fast(try_it(charlie, "another"))
    clock.advance(60.1)
    assert try_it(charlie, "another").status_code == 401


def test_guests_are_nginxs_to_limit(chat):
    """Many guests may share an address: a class in a school."""
    statuses = {chat.stranger().become_guest().status_code for _ in range(30)}
    assert statuses == {201}
