"""Attacks on links and on moments: using one twice, using one for another, coming at once."""

import pytest

from parley.services import links
from tests.claims import problem
from tests.races import CROWD, at_once


def winner(answers, status, kind, *fields):
    """Exactly one got in, and all others met this problem."""
    (won,) = [answer for answer in answers if answer.status_code == 201]
    for answer in answers:
        if answer is not won:
            problem(answer, status, kind, *fields)
    return won


@pytest.fixture
def tokens(chat, alice, bob):
    """A good token of each kind. The set-up link is from before there was an owner."""
    chat.sql("UPDATE users SET suspended_at = created_at WHERE role = 'owner'")
    setup = chat.run(links.make_setup).token
    chat.sql("UPDATE users SET suspended_at = NULL")
    script = bob.make_token("manage")
    return {
        "setup": setup,
        "sign-in": alice.make_sign_in_link(bob.id).json["token"],
        "invitation": alice.invite(uses=5).json["token"],
        "script": script.json["token"],
    }


USES = {
    "setup": lambda browser, token: browser.set_up(token, "zoe"),
    "sign-in": lambda browser, token: browser.enter_by(token),
    "invitation": lambda browser, token: browser.sign_up("zoe", invitation=token),
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("kind", ["setup", "sign-in", "invitation", "script"])
def test_a_token_of_one_kind_for_another(chat, tokens, kind, use):
    if kind == use == "setup":
        chat.sql("UPDATE users SET suspended_at = created_at WHERE role = 'owner'")
    before = chat.sql("SELECT * FROM links"), chat.sql("SELECT * FROM users")
    browser = chat.stranger()
    answer = USES[use](browser, tokens[kind])
    if kind == use:
        assert answer.status_code == 201, answer.text
    else:
        problem(answer, 410, "link-gone")
        problem(browser.who_am_i(), 401, "not-signed-in")
        assert (chat.sql("SELECT * FROM links"), chat.sql("SELECT * FROM users")) == before


@pytest.mark.parametrize("kind", ["setup", "sign-in", "invitation"])
def test_a_links_token_is_no_scripts_token(chat, tokens, kind):
    for text in (tokens[kind], f"parley_1_{tokens[kind]}"):
        headers = {"Authorization": f"Bearer {text}"}
        answer = chat.stranger().send("GET", "/api/session", headers=headers)
        problem(answer, 401, "not-signed-in")


@pytest.mark.parametrize("kind", USES)
def test_reuse_of_a_one_time_link(chat, alice, tokens, kind):
    if kind == "setup":
        chat.sql("UPDATE users SET suspended_at = created_at WHERE role = 'owner'")
    token = alice.invite(uses=1).json["token"] if kind == "invitation" else tokens[kind]
    assert USES[kind](chat.stranger(), token).status_code == 201
    for _ in range(2):
        problem(USES[kind](chat.stranger(), token), 410, "link-gone")


def test_the_hash_that_is_kept_of_a_token_is_no_token(chat, tokens):
    for (kept,) in chat.sql("SELECT token_hash FROM links"):
        assert kept not in tokens.values()
        for use in USES.values():
            problem(use(chat.stranger(), kept), 410, "link-gone")


def test_a_race_for_one_sign_in_link(chat, alice, bob):
    for _ in range(3):
        token = alice.make_sign_in_link(bob.id).json["token"]
        calls = [lambda t=token: chat.stranger().enter_by(t) for _ in range(CROWD)]
        assert winner(at_once(*calls), 410, "link-gone").json["id"] == bob.id
    assert len(bob.sessions()) == 4


def test_a_race_for_the_set_up_link(chat):
    token = chat.run(links.make_setup).token
    calls = [lambda n=n: chat.stranger().set_up(token, f"person{n}") for n in range(CROWD)]
    assert winner(at_once(*calls), 410, "link-gone").json["role"] == "owner"
    assert chat.sql("SELECT count(*) FROM users") == [(1,)]


def test_a_race_for_the_last_use_of_an_invitation(chat, alice):
    alice.decide(sign_up="invite")
    token = alice.invite(uses=1).json["token"]
    calls = [
        lambda n=n: chat.stranger().sign_up(f"person{n}", invitation=token) for n in range(CROWD)
    ]
    winner(at_once(*calls), 410, "link-gone")
    assert chat.sql("SELECT uses_left FROM links") == [(0,)]
    assert chat.sql("SELECT count(*) FROM users") == [(2,)]


def test_a_race_of_sign_ups_for_one_user_name(chat):
    calls = [lambda n=n: chat.stranger().sign_up("zoe", name=f"Zoe {n}") for n in range(CROWD)]
    winner(at_once(*calls), 409, "username-taken", "username")
    assert chat.sql("SELECT username FROM users") == [("zoe",)]


def test_a_race_of_sign_ups_for_one_name(chat):
    calls = [lambda n=n: chat.stranger().sign_up(f"zoe{n}", name="Zoë") for n in range(CROWD)]
    winner(at_once(*calls), 409, "name-taken", "name")


def test_a_race_of_one_guest_to_claim_twice(chat, gus):
    """Two requests of one browser: one account, and no second one without a session."""
    copies = []
    for _ in range(CROWD):
        copies.append(chat.stranger())
        copies[-1].cookie = gus.cookie
    answers = at_once(*(lambda c=c, n=n: c.sign_up(f"gus{n}") for n, c in enumerate(copies)))
    won = [answer for answer in answers if answer.status_code == 201]
    assert won[0].json["id"] == gus.id
    # Who came after the claim was signed in by nothing any more: a stranger, who signs up.
    assert [answer.status_code for answer in answers if answer not in won] == [401] * (
        len(answers) - len(won)
    )
    assert len([answer for answer in won if answer.json["id"] == gus.id]) == 1


def test_a_race_of_two_owners_to_demote_each_other(chat, alice):
    for _ in range(3):
        olga = chat.account(f"Olga{chat.newest()[-3:]}".replace("-", "x"), "owner")
        answers = at_once(
            lambda o=olga: alice.change_person(o.id, role="member"),
            lambda o=olga: o.change_person(alice.id, role="member"),
        )
        ((owner,),) = chat.sql("SELECT id FROM users WHERE role = 'owner'")
        assert sorted(answer.status_code for answer in answers) == [200, 403]
        if owner != alice.id:
            assert olga.change_person(alice.id, role="owner").status_code == 200
            assert alice.change_person(olga.id, role="member").status_code == 200


def test_a_race_of_two_owners_to_leave(chat, alice):
    olga = chat.account("Olga", "owner")
    answers = at_once(alice.give_up, olga.give_up)
    assert sorted(answer.status_code for answer in answers) == [204, 409]
    assert len(chat.sql("SELECT id FROM users WHERE role = 'owner'")) == 1


def test_a_race_of_posting_and_being_suspended(chat, alice, bob):
    """Whatever comes first: nothing is said after the suspension was acknowledged."""
    answers = at_once(
        *(lambda: bob.post_message("hello") for _ in range(3)),
        lambda: alice.change_person(bob.id, suspended=True),
    )
    assert {answer.status_code for answer in answers[:3]} <= {201, 401}
    said = chat.sql("SELECT count(*) FROM messages")
    problem(bob.post_message("hello"), 401, "not-signed-in")
    assert chat.sql("SELECT count(*) FROM messages") == said
