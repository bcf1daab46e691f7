"""PUT /api/rooms/<id>/membership: joining a public room."""

import threading

import pytest

from tests.cast_rooms import told
from tests.claims import problem


def test_who_joins_is_in_the_room_with_all_that_was_said_read(alice, bob, charlie, den):
    alice.says("before", den)
    bob.load()
    answer = charlie.join(den)
    assert answer.status_code == 201
    assert answer.json == charlie.rooms()[den]
    assert (answer.json["member_count"], answer.json["unread"]) == (3, 0)
    assert answer.json["me"]["role"] == "member"
    assert [told(notice) for notice in bob.follow()] == ["Charlie joined"]
    assert [m["content"] for m in charlie.page(room_id=den).json["messages"]][-2] == "before"
    alice.says("after", den)
    assert charlie.rooms()[den]["unread"] == 1


def test_joining_twice_is_right_and_changes_nothing(chat, charlie, den):
    charlie.join(den)
    before = chat.newest()
    answer = charlie.join(den)
    assert (answer.status_code, answer.json) == (200, charlie.rooms()[den])
    assert chat.newest() == before


def test_the_feed_brings_the_room_from_then_on(alice, charlie, den):
    charlie.load()
    alice.says("unheard", den)
    assert charlie.follow() == []
    charlie.join(den)
    assert [told(message) for message in charlie.follow()] == ["Charlie joined"]
    alice.says("heard", den)
    assert [message["content"] for message in charlie.follow()] == ["heard"]


def test_what_is_not_theirs_to_join_answers_like_what_does_not_exist(chat, alice, bob, charlie):
    deleted = alice.has_room(bob, name="Gone")
    alice.delete_room(deleted, "Gone")
    archived = alice.has_room(bob, name="Old")
    alice.change_room(archived, is_archived=True)
    missing = charlie.join(4711)
    problem(missing, 404, "not-found")
    before, price = chat.newest(), chat.statements(lambda: charlie.join(4711))
    for id in (deleted, archived, alice.has_room(bob, kind="private"), alice.has_talk(bob)):
        before = chat.newest()
        assert charlie.join(id).data == missing.data
        assert chat.statements(lambda id=id: charlie.join(id)) == price
        assert chat.newest() == before
    alice.change_room(archived, is_archived=False)
    assert charlie.join(archived).status_code == 201


def test_who_runs_the_chat_joins_no_private_room(olga, vault):
    problem(olga.join(vault), 404, "not-found")


def test_who_runs_the_chat_owns_the_public_rooms_they_join(alice, dora, den):
    assert dora.join(den).json["me"]["role"] == "owner"
    assert dora.change_room(den, posting="owner").status_code == 200


def test_guests_join_what_was_opened_to_them(olga, gus):
    den = olga.has_room()
    problem(gus.join(den), 404, "not-found")
    olga.change_room(den, is_open_to_guests=True)
    answer = gus.join(den)
    assert (answer.status_code, answer.json["me"]["may"]) == (201, ["post", "leave"])


def test_many_who_join_at_once_are_all_in(chat, alice, den):
    people = [chat.account(f"P{number}") for number in range(5)]
    answers = []
    threads = [
        threading.Thread(target=lambda who=who: answers.append(who.join(den).status_code))
        for who in people * 2
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200] * 5 + [201] * 5
    assert alice.rooms()[den]["member_count"] == 7
    assert len(alice.notices(den)) == 2 + 5


@pytest.mark.parametrize("body", [{"role": "owner"}, {"level": "all"}, {"": 1}])
def test_there_is_nothing_to_say(charlie, den, body):
    answer = charlie.send("PUT", f"/api/rooms/{den}/membership", json=body)
    problem(answer, 422, "invalid", next(iter(body)))
    assert den not in charlie.rooms()


def test_joining_counts_as_a_post(make_chat):
    chat = make_chat(POSTS_MAX="2", POSTS_WINDOW_SECONDS="60")
    alice, bob = chat.account("Alice"), chat.account("Bob")
    den = alice.has_room()
    assert bob.join(den).status_code == 201
    assert bob.leave_room(den).status_code == 204
    problem(bob.join(den), 429, "too-fast")
