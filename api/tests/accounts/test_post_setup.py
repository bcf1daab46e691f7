"""POST /api/setup: the first owner, by the link that the start made."""

import json

import pytest

from parley.services import links
from tests.claims import NOTHING_YET, problem


@pytest.fixture
def token(chat):
    return chat.run(links.make_setup).token


def test_who_opens_the_link_becomes_the_owner(charlie, token):
    assert charlie.get("/api/joining").json["has_owner"] is False
    answer = charlie.set_up(token, "charlie", name="Charlie")
    assert answer.status_code == 201
    owner = {"id": 1, "name": "Charlie", "username": "charlie", "role": "owner"}
    assert answer.json == owner | {"is_guest": False, "has_password": True} | NOTHING_YET
    assert charlie.who_am_i().json == answer.json
    assert charlie.get("/api/joining").json["has_owner"] is True
    assert charlie.audit()


def test_a_guest_becomes_the_owner_and_keeps_everything(gus, token):
    message = gus.says("hello")
    answer = gus.set_up(token, "gus")
    assert (answer.json["id"], answer.json["name"]) == (gus.id, "Gus")
    assert answer.json["role"] == "owner"
    (first, notice) = gus.load()
    assert first["id"] == message["id"] and first["author"]["is_guest"] is False
    assert notice["content"] == "Gus joined"


def test_it_works_once(chat, charlie, gus, token):
    assert charlie.set_up(token, "charlie").status_code == 201
    problem(gus.set_up(token, "gus"), 410, "link-gone")
    assert gus.who_am_i().json["role"] == "guest"


def test_what_was_refused_leaves_the_link_good(charlie, token):
    problem(charlie.set_up(token, "charlie", password="short"), 422, "invalid", "password")
    problem(charlie.set_up(token, "?"), 422, "invalid", "username")
    assert charlie.set_up(token, "charlie").status_code == 201


def test_a_taken_user_name_leaves_the_link_good(bob, charlie, token):
    problem(charlie.set_up(token, "bob", name="Charlie"), 409, "username-taken", "username")
    problem(charlie.set_up(token, "charlie", name="Bob"), 409, "name-taken", "name")
    assert charlie.set_up(token, "charlie").status_code == 201


def test_who_has_an_account_signs_out_first(bob, token):
    problem(bob.set_up(token, "robert"), 409, "has-account")
    bob.leave()
    assert bob.set_up(token, "robert").status_code == 201


def test_it_expires_after_a_day(chat, charlie, token):
    ((made, expires),) = chat.sql("SELECT julianday(created_at), julianday(expires_at) FROM links")
    assert expires - made == pytest.approx(1)
    chat.sql("UPDATE links SET expires_at = '2000-01-01 00:00:00'")
    problem(charlie.set_up(token, "charlie"), 410, "link-gone")


def test_a_new_link_makes_the_former_one_worthless(chat, charlie, token):
    newer = chat.run(links.make_setup).token
    problem(charlie.set_up(token, "charlie"), 410, "link-gone")
    assert charlie.set_up(newer, "charlie").status_code == 201


def test_an_owner_who_came_another_way_makes_it_worthless(chat, alice, charlie):
    """The command line can make an owner too, while a link lies in the log."""
    chat.sql("UPDATE users SET role = 'member'")
    token = chat.run(links.make_setup).token
    chat.sql("UPDATE users SET role = 'owner'")
    problem(charlie.set_up(token, "charlie"), 410, "link-gone")
    assert chat.run(links.make_setup) is None


@pytest.mark.parametrize("token", ["x", "x" * 100, "' OR 1=1 --", "%", "ü"])
def test_what_never_was_a_link_opens_nothing(chat, charlie, token):
    chat.run(links.make_setup)
    problem(charlie.set_up(token, "charlie"), 410, "link-gone")
    assert chat.sql("SELECT count(*) FROM users") == [(0,)]


@pytest.mark.parametrize("token", [None, 1, [], "", "x" * 101])
def test_what_cannot_be_a_link_is_refused_with_the_field(charlie, token):
    problem(charlie.set_up(token, "charlie"), 422, "invalid", "token")


def test_every_start_logs_a_new_link_as_long_as_there_is_no_owner(make_chat):
    chat = make_chat(LOG_LEVEL="warning")
    tokens = []
    for _ in range(2):
        (line,) = started(chat)
        assert "owner" in line["event"] and line["setup_link"].startswith("/sign-in#setup=")
        tokens.append(line["setup_link"].partition("=")[2])
    problem(chat.stranger().set_up(tokens[0], "charlie"), 410, "link-gone")
    assert chat.stranger().set_up(tokens[1], "charlie").status_code == 201
    assert started(chat) == []


def started(chat):
    """The lines of a start."""
    done = chat.command("prepare")
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]
