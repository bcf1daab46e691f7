"""/api/sessions: the browsers in which I am signed in; and that an ended one is over at once."""

import pytest

from tests.cast import PASSWORD
from tests.claims import problem

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"


@pytest.fixture
def phone(chat, bob):
    """Another browser of Bob's."""
    other = chat.stranger()
    assert other.sign_in("bob").status_code == 201
    return other


def is_out(client):
    """Whether the session ended: claims it of a poll, a post, and every kind of call."""
    answers = [
        client.poll(after="0" * 16 + "-0"),
        client.post_message("hello"),
        client.page(),
        client.who_am_i(),
        client.get("/api/sessions"),
        client.change_username("other"),
    ]
    for answer in answers:
        problem(answer, 401, "not-signed-in")
    return True


def test_each_browser_is_listed_the_newest_first(chat, bob):
    other = chat.stranger()
    body = {"username": "bob", "password": PASSWORD}
    headers = {"User-Agent": FIREFOX, "X-Forwarded-For": "203.0.113.7"}
    assert other.send("POST", "/api/session", headers=headers, json=body).status_code == 201
    newest, first = bob.sessions()
    assert (newest["device"], newest["address"]) == ("Firefox on Linux", "203.0.113.7")
    assert (newest["is_current"], first["is_current"]) == (False, True)
    assert [s["is_current"] for s in other.sessions()] == [True, False]
    fields = {"id", "device", "address", "created_at", "last_seen_at", "is_current"}
    assert set(newest) == fields
    assert newest["created_at"] <= newest["last_seen_at"]


def test_a_guest_has_one_too(gus):
    (session,) = gus.sessions()
    assert session["is_current"]


def test_nobody_sees_anothers(bob, phone, gus):
    mine, theirs = ({session["id"] for session in p.sessions()} for p in (bob, gus))
    assert len(mine) == 2 and len(theirs) == 1 and not mine & theirs


def test_one_is_ended_and_over_at_once(bob, phone):
    phone.load()
    (other,) = [session for session in bob.sessions() if not session["is_current"]]
    answer = bob.end_session(other["id"])
    assert (answer.status_code, answer.data) == (204, b"")
    assert is_out(phone)
    assert [session["is_current"] for session in bob.sessions()] == [True]


def test_ones_own_present_session_may_be_ended(bob):
    assert bob.end_session(bob.sessions()[0]["id"]).status_code == 204
    assert is_out(bob)


def test_what_ended_is_not_there_any_more(bob, phone):
    (other,) = [session for session in bob.sessions() if not session["is_current"]]
    assert bob.end_session(other["id"]).status_code == 204
    problem(bob.end_session(other["id"]), 404, "not-found")


def test_anothers_session_is_not_there_either(bob, gus):
    (theirs,) = gus.sessions()
    problem(bob.end_session(theirs["id"]), 404, "not-found")
    problem(bob.end_session(4711), 404, "not-found")
    assert gus.who_am_i().status_code == 200


def test_not_even_for_an_owner(alice, bob):
    problem(alice.end_session(bob.sessions()[0]["id"]), 404, "not-found")


def test_all_others_are_ended(chat, bob, phone, gus):
    answer = bob.end_other_sessions()
    assert (answer.status_code, answer.data) == (204, b"")
    assert is_out(phone)
    assert len(bob.sessions()) == 1
    assert gus.who_am_i().status_code == 200
    assert bob.end_other_sessions().status_code == 204  # there are none


def test_signing_out_ends_it_on_the_server(chat, bob, phone):
    copy = chat.stranger()
    copy.cookie = bob.cookie
    assert copy.who_am_i().status_code == 200
    assert bob.leave().status_code == 204
    assert is_out(copy)
    assert phone.who_am_i().status_code == 200
    assert len(phone.sessions()) == 1


COMMANDS = {
    "suspend": ("suspend", "bob"),
    "reset-password": ("reset-password", "bob"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_the_command_line_ends_is_over_at_once(chat, bob, phone, gus, command):
    """Another process: what this one knows by heart must not outlive it."""
    bob.load()
    assert bob.says("hello") and phone.who_am_i().status_code == 200
    assert chat.run_command("people", *COMMANDS[command]).exit_code == 0
    assert is_out(bob) and is_out(phone)
    assert gus.who_am_i().status_code == 200


def test_a_role_that_the_command_line_gives_counts_at_once(chat, bob):
    problem(bob.people(), 403, "not-allowed")
    assert chat.run_command("people", "set-role", "bob", "administrator").exit_code == 0
    assert bob.people().status_code == 200
    assert bob.who_am_i().json["role"] == "administrator"


def test_a_session_that_ends_while_a_post_waits_posts_nothing(chat, bob, phone, monkeypatch):
    """Recognised, then ended by another request before the write had its turn."""
    from parley.services import rooms

    access = rooms.access

    def overtaken(*args):
        seat = access(*args)
        chat.sql("DELETE FROM sessions")
        chat.sql("UPDATE feed_state SET rights = rights + 1")
        return seat

    before = chat.newest()
    monkeypatch.setattr(rooms, "access", overtaken)
    problem(bob.post_message("a ghost's words"), 401, "not-signed-in")
    assert chat.newest() == before


def test_when_it_was_last_seen_is_known_to_some_minutes(chat, bob, monkeypatch):
    from parley.services import seen

    long_ago = "2020-01-01 00:00:00.000000"
    chat.sql("UPDATE sessions SET last_seen_at = ?", long_ago)
    assert bob.sessions()[0]["last_seen_at"].startswith("2020")  # seen lately, by this process
    now = seen.time.monotonic() + seen.EVERY_S + 1
    monkeypatch.setattr(seen.time, "monotonic", lambda: now)
    bob.who_am_i()
    assert not bob.sessions()[0]["last_seen_at"].startswith("2020")


def test_being_seen_waits_for_nobody(chat, bob, monkeypatch):
    """Reading goes on while another process holds the database."""
    from parley.services import seen
    from tests.services.test_locked import Holder

    now = seen.time.monotonic() + seen.EVERY_S + 1
    monkeypatch.setattr(seen.time, "monotonic", lambda: now)
    holder = Holder(chat)
    try:
        assert bob.who_am_i().status_code == 200
    finally:
        holder.let_go()
        holder.connection.close()
