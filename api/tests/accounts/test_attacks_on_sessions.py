"""Attacks by way of sessions: planting one, keeping one, using one that is over."""

import pytest

from parley.routes import TABLE
from tests.cast import filled, nothing_for
from tests.claims import problem


def planted(chat, attacker):
    """A victim's browser in which somebody planted a cookie of their own."""
    victim = chat.stranger()
    victim.cookie = attacker.cookie
    return victim


WAYS_IN = {
    "signing in": lambda victim, alice, bob: victim.sign_in("bob"),
    "a one-time link": lambda victim, alice, bob: victim.enter_by(
        alice.make_sign_in_link(bob.id).json["token"]
    ),
    "claiming an account": lambda victim, alice, bob: victim.sign_up("victim"),
}


@pytest.mark.parametrize("way", WAYS_IN)
def test_session_fixation(chat, alice, bob, gus, way):
    """A cookie from before never becomes the signed-in session; it opens nothing afterwards."""
    victim = planted(chat, gus)
    before = victim.cookie
    assert WAYS_IN[way](victim, alice, bob).status_code == 201
    assert victim.cookie != before
    assert victim.who_am_i().json["role"] == "member"
    problem(gus.who_am_i(), 401, "not-signed-in")
    problem(gus.post_message("hello"), 401, "not-signed-in")


@pytest.mark.parametrize("way", WAYS_IN)
def test_cookie_theft_by_a_script_of_the_page_or_an_open_network(chat, alice, bob, way):
    """Every way in sets the cookie that scripts cannot read and that stays on this site."""
    browser = chat.stranger()
    send = browser.send
    browser.send = lambda method, path, headers=None, **body: send(
        method, path, {"X-Forwarded-Proto": "https"} | (headers or {}), **body
    )
    attributes = WAYS_IN[way](browser, alice, bob).headers["Set-Cookie"].split("; ")
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} <= set(attributes)
    assert not [a for a in attributes if a.startswith("Domain")]


def test_session_fixation_by_an_account_of_the_attackers(chat, alice, bob):
    """Who signs in over it ends the attacker's session, and not the attacker's others."""
    eve = chat.account("Eve")
    victim = planted(chat, eve)
    assert victim.sign_in("bob").json["id"] == bob.id
    problem(eve.who_am_i(), 401, "not-signed-in")
    assert eve.sign_in("eve").status_code == 201
    assert victim.who_am_i().json["id"] == bob.id


def test_a_made_up_cookie_is_never_taken_over(chat, bob):
    victim = chat.stranger()
    victim.cookie = "chosen-by-the-attacker"
    assert victim.sign_in("bob").status_code == 201
    assert victim.cookie != "chosen-by-the-attacker"


def test_signing_in_twice_gives_two_different_cookies(chat, bob):
    cookies = set()
    for _ in range(5):
        browser = chat.stranger()
        browser.sign_in("bob")
        cookies.add(browser.cookie)
    assert len(cookies) == 5


def test_the_key_of_one_session_does_not_open_another(chat, bob, gus):
    from itsdangerous import URLSafeSerializer

    cookies = chat.app.extensions["cookies"]
    (mine, key), (theirs, _) = (
        URLSafeSerializer("").loads_unsafe(person.cookie)[1] for person in (bob, gus)
    )
    assert mine != theirs
    thief = chat.stranger()
    thief.cookie = cookies.dumps([theirs, key])  # as who has the secret could
    problem(thief.who_am_i(), 401, "not-signed-in")
    thief.cookie = cookies.dumps([mine, key])
    assert thief.who_am_i().status_code == 200


@pytest.mark.parametrize("how", ["sign out", "suspend", "leave", "change the password", "restart"])
def test_a_stolen_cookie_is_over_with_its_session(chat, alice, bob, how):
    thief = planted(chat, chat.another_browser(bob) if how == "change the password" else bob)
    assert thief.who_am_i().json["id"] == bob.id
    match how:
        case "sign out":
            bob.leave()
        case "suspend":
            alice.change_person(bob.id, suspended=True)
        case "leave":
            bob.give_up()
        case "change the password":
            bob.change_password("a new good one")
        case "restart":
            chat.run_command("people", "reset-password", "bob")
    for method, address, role, *_ in TABLE:
        if role != "anybody":
            answer = thief.send(method, filled(address, bob.id), **nothing_for(method, address))
            problem(answer, 401, "not-signed-in")


@pytest.mark.parametrize("way", ["sign_up", "sign_in"])
def test_another_site_cannot_sign_anybody_in(chat, bob, charlie, way):
    """Login CSRF: the victim would talk in the attacker's account."""
    from tests.cast import PASSWORD

    address = {"sign_up": "/api/account", "sign_in": "/api/session"}[way]
    body = {"username": {"sign_up": "evil", "sign_in": "bob"}[way], "password": PASSWORD}
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": None, "Origin": "https://evil.example"},
    ):
        answer = charlie.send("POST", address, json=body, headers=headers)
        problem(answer, 403, "cross-site")
        assert "Set-Cookie" not in answer.headers
    assert charlie.send("POST", address, json=body).status_code == 201


def test_a_form_of_another_site_cannot_sign_anybody_in(bob, charlie):
    for content_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = charlie.send(
            "POST",
            "/api/session",
            data='{"username": "bob", "password": "correct horse battery"}',
            content_type=content_type,
        )
        problem(answer, 415, "unsupported-media-type")
