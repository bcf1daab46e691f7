"""POST /api/messages/<id>/reports: having administrators look at a message."""

import re
from functools import partial

import pytest

from tests.cast import ID_MAX
from tests.claims import problem

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@pytest.fixture
def rude(bob):
    """What Bob said in the Lobby."""
    return bob.says("You are a fool.")


@pytest.fixture
def vault(chat, alice, bob):
    """A private room of Alice and Bob."""
    return chat.room(alice, bob)


def test_a_report_is_acknowledged_and_in_the_queue(alice, dora, rude):
    answer = alice.report(rude["id"], "This is rude.")
    assert answer.status_code == 201
    assert TIME.fullmatch(answer.json["created_at"])
    (report,) = dora.reports().json["reports"]
    own = {"message_id": rude["id"], "reason": "This is rude."}
    assert answer.json == own | {"id": report["id"], "created_at": report["created_at"]}


def test_a_report_is_news_to_nobody(chat, alice, bob, rude):
    bob.load()
    before = chat.newest()
    assert alice.report(rude["id"]).status_code == 201
    assert chat.newest() == before and bob.follow() == []


def test_it_keeps_what_was_said_then(alice, bob, dora, rude):
    alice.report(rude["id"])
    assert bob.delete_message(rude["id"]).status_code == 204
    assert dora.reports().json["reports"][0]["content"] == "You are a fool."
    assert b"fool" not in alice.page().data


def test_again_gives_the_first_report_and_adds_none(alice, bob, dora, rude):
    first = alice.report(rude["id"], "one")
    again = alice.report(rude["id"], "two")
    assert (again.status_code, again.json) == (200, first.json)
    bob.delete_message(rude["id"])
    gone = alice.report(rude["id"], "three")
    assert (gone.status_code, gone.json) == (200, first.json)
    assert len(dora.reports().json["reports"]) == 1


def test_everybody_reports_for_themselves(chat, alice, dora, rude):
    eve = chat.guest("Eve")
    assert [who.report(rude["id"]).status_code for who in (alice, eve)] == [201, 201]
    reporters = [each["reporter"]["id"] for each in dora.reports().json["reports"]]
    assert reporters == [eve.id, alice.id]


@pytest.mark.parametrize("reason", ["", "x" * 500, "  " + "x" * 500 + "\n", "a\r\nb", "😀", "<b>"])
def test_a_reason_is_any_text_and_may_be_missing(alice, rude, reason):
    answer = alice.report(rude["id"], reason)
    assert answer.status_code == 201
    assert answer.json["reason"] == reason.strip().replace("\r\n", "\n")


def test_a_report_needs_no_reason(alice, rude):
    answer = alice.send("POST", f"/api/messages/{rude['id']}/reports", json={})
    assert (answer.status_code, answer.json["reason"]) == (201, "")


@pytest.mark.parametrize("reason", ["x" * 501, "a\0b", "\ud800", None, 7, ["x"], {"a": 1}, True])
def test_what_is_no_reason_is_refused(chat, alice, rude, reason):
    problem(alice.report(rude["id"], reason), 422, "invalid", "reason")
    assert chat.sql("SELECT * FROM reports") == []


def test_unknown_fields_are_refused(alice, rude):
    address = f"/api/messages/{rude['id']}/reports"
    problem(alice.send("POST", address, json={"content": "x"}), 422, "invalid", "content")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"null", b"\xff", b"[" * 50_000])
def test_what_is_no_object_is_refused(chat, alice, rude, body):
    address = f"/api/messages/{rude['id']}/reports"
    answer = alice.send("POST", address, data=body, content_type="application/json")
    assert answer.status_code in (400, 422), answer.text
    assert chat.sql("SELECT * FROM reports") == []


def test_a_body_that_is_too_large_is_refused(alice, rude):
    problem(alice.report(rude["id"], "x" * 70_000), 413, "too-large")


@pytest.mark.parametrize("kind", ["deleted", "never there"])
def test_there_is_nothing_left_to_report_of_what_is_deleted(alice, bob, rude, kind):
    bob.delete_message(rude["id"])
    id = rude["id"] if kind == "deleted" else ID_MAX
    problem(alice.report(id), 404, "not-found")


def test_a_notice_is_reported_as_what_people_say_is(alice, bob, dora):
    bob.rename("Fool Alice")
    notice = bob.page().json["messages"][-1]
    assert alice.report(notice["id"]).status_code == 201
    assert dora.reports().json["reports"][0]["content"] == "Bob is now Fool Alice"


def test_what_was_said_in_an_archived_room_can_be_reported(chat, alice, bob, vault):
    said = bob.says("rude", vault)
    chat.sql("UPDATE rooms SET archived_at = '2026-01-02' WHERE id = ?", vault)
    assert alice.report(said["id"]).status_code == 201


def test_a_message_one_may_not_see_is_as_one_that_does_not_exist(chat, bob, dora, vault, gus):
    secret = bob.says("secret", vault)["id"]
    for person in (dora, gus):
        missing = person.report(ID_MAX)
        problem(missing, 404, "not-found")
        refused = person.report(secret)
        assert (refused.status_code, refused.data) == (404, missing.data)
        costs = {chat.statements(partial(person.report, id)) for id in (secret, ID_MAX)}
        assert len(costs) == 1
    assert chat.sql("SELECT * FROM reports") == []


def test_who_left_a_room_reports_nothing_of_it(chat, alice, bob, vault):
    said = bob.says("rude", vault)
    chat.sql("DELETE FROM memberships WHERE user_id = ? AND room_id = ?", alice.id, vault)
    chat.sql("UPDATE feed_state SET rights = rights + 1")
    problem(alice.report(said["id"]), 404, "not-found")


def test_many_reports_by_one_person_are_too_fast_and_others_go_on(chat, alice, bob):
    from parley.services import pace

    ids = chat.fill(bob, pace.REPORTS.times + 1)
    assert {alice.report(id).status_code for id in ids[:-1]} == {201}
    refused = alice.report(ids[-1])
    problem(refused, 429, "too-fast")
    assert 0 < int(refused.headers["Retry-After"]) <= pace.HOUR_S
    assert chat.guest("Eve").report(ids[-1]).status_code == 201


def test_what_is_not_there_to_report_is_no_report(alice, rude):
    from parley.services import pace

    for _ in range(pace.REPORTS.times + 1):
        problem(alice.report(ID_MAX), 404, "not-found")
    assert alice.report(rude["id"]).status_code == 201


def test_a_stranger_and_another_site_report_nothing(chat, alice, rude):
    problem(chat.stranger().report(rude["id"]), 401, "not-signed-in")
    address, elsewhere = f"/api/messages/{rude['id']}/reports", {"Sec-Fetch-Site": "cross-site"}
    problem(alice.send("POST", address, headers=elsewhere, json={}), 403, "cross-site")
    assert chat.sql("SELECT * FROM reports") == []


@pytest.mark.parametrize("id", [0, -1, "x", "1.0", "%00", "١", ID_MAX + 1])
def test_what_is_no_id_is_no_address(alice, id):
    problem(alice.report(id), 404, "not-found")


def test_two_reports_at_once_are_one(alice, rude, monkeypatch):
    """The second begins before the first is written."""
    from parley.services import moderation

    access, answers = moderation.access, []

    def overtaken(*args):
        found = access(*args)
        monkeypatch.setattr(moderation, "access", access)
        answers.append(alice.report(rude["id"], "first"))
        return found

    monkeypatch.setattr(moderation, "access", overtaken)
    second = alice.report(rude["id"], "second")
    assert (answers[0].status_code, second.status_code) == (201, 200)
    assert second.json == answers[0].json


def test_a_guest_whose_words_were_reported_is_kept_while_the_report_is(chat, gus):
    """Even if the message is gone, as with a room that was deleted."""
    from parley.services import tidying

    eve = chat.guest("Eve")
    eve.report(gus.says("rude")["id"])
    chat.sql("DELETE FROM messages")
    chat.sql("UPDATE users SET created_at = '2020-01-01'")
    chat.sql("UPDATE sessions SET last_seen_at = '2020-01-01'")
    assert chat.run(tidying.tidy) == 2
    assert chat.sql("SELECT name FROM users") == [("Former guest",), ("Former guest",)]
