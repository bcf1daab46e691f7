"""POST /api/directs: talking with one person or a few."""

import threading

import pytest

from tests.cast_rooms import told
from tests.claims import problem
from tests.rooms.out_of_reach import gone, guest, suspended


def test_two_people_talk(alice, bob):
    bob.load()
    answer = alice.talk_with(bob)
    assert answer.status_code == 201
    room = answer.json
    assert room == alice.rooms()[room["id"]]
    assert (room["kind"], room["name"], room["member_count"]) == ("direct", "", 2)
    assert [person["name"] for person in room["people"]] == ["Bob"]
    assert (room["me"]["role"], room["me"]["may"]) == ("member", ["post", "mention_room"])
    assert [told(notice) for notice in bob.follow()] == ["Alice began this conversation"]
    assert [person["name"] for person in bob.rooms()[room["id"]]["people"]] == ["Alice"]
    alice.says("psst", room["id"])
    assert [message["content"] for message in bob.follow()] == ["psst"]


def test_they_have_one_conversation(chat, alice, bob):
    first = alice.talk_with(bob)
    before = chat.newest()
    for again in (alice.talk_with(bob), bob.talk_with(alice), alice.talk_with(bob, alice, bob)):
        assert (again.status_code, again.json["id"]) == (200, first.json["id"])
    assert chat.newest() == before


def test_each_set_of_people_has_one(chat, alice, bob, charlie):
    rooms = {alice.has_talk(bob), alice.has_talk(charlie), alice.has_talk(bob, charlie)}
    assert len(rooms) == 3
    assert charlie.has_talk(alice, bob) in rooms
    assert charlie.has_talk(bob) not in rooms


def test_eight_people_fit(chat, alice):
    seven = chat.crowd(7)
    assert alice.talk_with(*seven).json["member_count"] == 8
    problem(alice.talk_with(*seven, *chat.crowd(1, "q")), 409, "too-many-people")
    assert alice.talk_with(*seven, alice, *seven).status_code == 200


def test_nobody_else_hears_of_it(alice, bob, charlie, olga):
    charlie.load()
    talk = alice.has_talk(bob)
    alice.says("psst", talk)
    assert charlie.follow() == []
    for person in (charlie, olga):
        for asked in (person.show_room(talk), person.page(room_id=talk), person.members(talk)):
            problem(asked, 404, "not-found")


def test_nobody_talks_with_themselves(alice):
    problem(alice.talk_with(alice), 422, "invalid", "people")


@pytest.mark.parametrize("whom", [gone, suspended, guest])
def test_who_cannot_be_there_is_refused_as_who_does_not_exist(chat, alice, bob, whom):
    id = whom(chat)
    missing = alice.talk_with(4711, bob)
    problem(missing, 422, "invalid", "people")
    before, price = chat.newest(), chat.statements(lambda: alice.talk_with(4711, bob))
    assert alice.talk_with(id, bob).data == missing.data
    assert chat.statements(lambda: alice.talk_with(id, bob)) == price
    assert chat.newest() == before


def test_guests_begin_none(gus, bob, alice):
    problem(gus.talk_with(bob), 403, "not-allowed")
    assert alice.talk_with(bob).status_code == 201


def test_two_who_begin_at_once_have_one(chat, alice, bob):
    answers = []

    def begin(one, other):
        answers.append(one.talk_with(other))

    pairs = [(alice, bob), (bob, alice)] * 4
    threads = [threading.Thread(target=begin, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.json["id"] for answer in answers}) == 1
    assert chat.sql("SELECT count(*) FROM rooms WHERE kind = 'direct'") == [(1,)]


def test_who_leaves_the_chat_stays_in_it_by_no_name(alice, bob):
    talk = alice.has_talk(bob)
    bob.says("hello", talk)
    assert bob.give_up().status_code == 204
    assert [person["name"] for person in alice.rooms()[talk]["people"]] == ["Former member"]
    problem(alice.talk_with(bob), 422, "invalid", "people")


@pytest.mark.parametrize("people", [None, [], 7, "7", {}, list(range(1, 52))])
def test_it_takes_some_people(alice, people):
    answer = alice.send("POST", "/api/directs", json={"people": people})
    problem(answer, 422, "invalid", "people")


@pytest.mark.parametrize("bad", [0, -1, 1.0, "1", True, None, 2**63])
def test_what_is_no_id_is_no_person(alice, bob, bad):
    problem(alice.talk_with(bob, bad), 422, "invalid", "people.1")


def test_beginning_has_a_pace_and_going_on_has_that_of_posts(make_chat):
    chat = make_chat(POSTS_MAX="3", POSTS_WINDOW_SECONDS="1")
    alice = chat.account("Alice")
    for id in chat.crowd(3):
        assert alice.talk_with(id).status_code == 201
    answer = alice.talk_with(*chat.crowd(1, "q"))
    problem(answer, 429, "too-fast")
    assert int(answer.headers["Retry-After"]) > 1


def test_it_takes_as_many_statements_with_whomever(chat, alice):
    one = chat.price(lambda: alice.talk_with(*chat.crowd(1)))
    seven = chat.crowd(7, "q")
    assert chat.price(lambda: alice.talk_with(*seven)) == one
