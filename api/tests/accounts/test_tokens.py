"""/api/tokens: how a person's scripts come in."""

import pytest

from tests.cast import PASSWORD
from tests.claims import problem
from tests.script import Script, make


@pytest.fixture
def script(chat, bob):
    """A program with a token of Bob's that may post."""
    return Script(chat, make(bob, "post")["token"])


def test_a_token_opens_the_chat_for_its_person(script, bob):
    assert script.who_am_i().json == bob.who_am_i().json


def test_what_it_posts_is_the_persons(script, bob):
    assert script.post_message().json["author"]["id"] == bob.id


def test_its_text_is_shown_once(chat, bob):
    made = make(bob)
    assert made["token"].startswith("parley_")
    (listed,) = bob.get("/api/tokens").json["tokens"]
    assert listed == {name: value for name, value in made.items() if name != "token"}
    key = made["token"].rpartition("_")[2]
    assert not [row for row in chat.sql("SELECT * FROM sessions") if key in map(str, row)]


def test_when_it_was_used_last_is_seen(script, bob):
    assert bob.get("/api/tokens").json["tokens"][0]["last_used_at"] is None
    script.who_am_i()
    assert bob.get("/api/tokens").json["tokens"][0]["last_used_at"] is not None


def test_a_token_that_was_taken_back_opens_nothing_from_then_on(script, bob):
    assert script.who_am_i().status_code == 200
    (token,) = bob.get("/api/tokens").json["tokens"]
    assert bob.send("DELETE", f"/api/tokens/{token['id']}", json={}).status_code == 204
    problem(script.who_am_i(), 401, "not-signed-in")
    assert bob.get("/api/tokens").json == {"tokens": []}
    problem(bob.send("DELETE", f"/api/tokens/{token['id']}", json={}), 404, "not-found")


def test_anothers_token_is_not_there(chat, bob):
    token = make(bob)
    charlie = chat.account("Charlie")
    assert charlie.get("/api/tokens").json == {"tokens": []}
    answer = charlie.send("DELETE", f"/api/tokens/{token['id']}", json={})
    problem(answer, 404, "not-found")
    assert Script(chat, token["token"]).who_am_i().status_code == 200


def test_a_session_is_no_token_and_a_token_no_session(chat, bob):
    token = make(bob)["id"]
    (session,) = bob.get("/api/sessions").json["sessions"]
    problem(bob.send("DELETE", f"/api/sessions/{token}", json={}), 404, "not-found")
    problem(bob.send("DELETE", f"/api/tokens/{session['id']}", json={}), 404, "not-found")


def test_a_guest_makes_no_tokens(gus):
    problem(gus.make_token(), 403, "not-allowed")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "x"}, "scope"),
        ({"scope": "read"}, "name"),
        ({"name": "x", "scope": "all"}, "scope"),
        ({"name": "", "scope": "read"}, "name"),
        ({"name": "x" * 41, "scope": "read"}, "name"),
        ({"name": 7, "scope": "read"}, "name"),
        ({"name": "x", "scope": "read", "password": 7}, "password"),
        ({"name": "x", "scope": "read", "user_id": 1}, "user_id"),
    ],
)
def test_what_breaks_a_rule_is_named(bob, body, field):
    problem(bob.send("POST", "/api/tokens", json=body), 422, "invalid", field)


def test_there_is_an_end_to_them(bob, monkeypatch):
    monkeypatch.setattr("parley.services.tokens.TOKENS_MAX", 2)
    make(bob)
    make(bob)
    problem(bob.make_token(), 409, "too-many-tokens")


@pytest.mark.parametrize("password", [None, "x", PASSWORD.upper()])
def test_making_one_takes_the_password(bob, password):
    problem(bob.make_token(password=password), 422, "invalid", "password")
    assert bob.get("/api/tokens").json == {"tokens": []}
    assert bob.make_token().status_code == 201


def test_or_having_come_lately_where_there_is_none(chat, bob):
    chat.sql("UPDATE users SET password_hash = NULL")
    chat.sql("UPDATE sessions SET created_at = '2020-01-01 00:00:00.000000'")
    problem(bob.make_token(password=None), 422, "invalid", "password")
    chat.sql("UPDATE sessions SET created_at = last_seen_at")
    assert bob.make_token(password=None).status_code == 201


def test_the_role_counts_on_top_of_the_scope(chat, bob):
    script = Script(chat, make(bob, "manage")["token"])
    problem(script.send("GET", "/api/people"), 403, "not-allowed")


def test_it_passes_the_rules_against_other_sites_and_a_cookie_never_does(script, bob):
    elsewhere = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert script.post_message(elsewhere).status_code == 201
    refused = bob.send("POST", "/api/messages", headers=elsewhere, json={})
    problem(refused, 403, "cross-site")


def test_a_bad_token_is_nobody_even_beside_a_good_cookie(bob):
    for token in ("x", "parley_1_", "parley_1_00", f"parley_{'9' * 40}_00", "parley_１_00", ""):
        headers = {"Authorization": f"Bearer {token}"}
        problem(bob.send("GET", "/api/session", headers=headers), 401, "not-signed-in")
    assert bob.who_am_i().status_code == 200


def test_the_key_of_a_browser_is_no_token(chat, bob):
    from itsdangerous import URLSafeSerializer

    cookie = bob.http.get_cookie("parley_session").value
    secret = (chat.data_dir / "secret_key").read_text()
    session_id, key = URLSafeSerializer(secret, salt="parley_session").loads(cookie)
    problem(Script(chat, f"parley_{session_id}_{key}").who_am_i(), 401, "not-signed-in")


def test_a_token_neither_signs_out_nor_becomes_somebody(script, bob):
    assert script.send("DELETE", "/api/session", json={}).status_code == 204
    assert script.who_am_i().status_code == 200
    answer = script.send("POST", "/api/session", json={"username": "bob", "password": PASSWORD})
    assert answer.status_code == 201
    assert script.who_am_i().status_code == 200


def test_another_password_leaves_tokens_good_and_suspension_does_not(chat, script, bob):
    change = {"current_password": PASSWORD, "password": "another long one"}
    assert bob.send("PUT", "/api/account/password", json=change).status_code == 204
    assert script.who_am_i().status_code == 200
    assert chat.run_command("people", "suspend", "bob").exit_code == 0
    problem(script.who_am_i(), 401, "not-signed-in")


def test_making_and_taking_back_are_in_the_audit_log(chat, bob):
    token = make(bob)
    bob.send("DELETE", f"/api/tokens/{token['id']}", json={})
    acts = chat.sql("SELECT act, actor_id FROM audit_entries ORDER BY id DESC LIMIT 2")
    assert acts == [("token-revoked", bob.id), ("token-made", bob.id)]
