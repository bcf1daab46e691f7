"""POST /api/session/guest: come in."""

import pytest

from tests.claims import a_guest, problem


def test_a_stranger_becomes_a_guest_and_is_known_from_then_on(charlie):
    problem(charlie.who_am_i(), 401, "not-signed-in")
    answer = charlie.become_guest("Charlie")
    assert answer.status_code == 201
    assert answer.json == a_guest(1, "Charlie")
    assert charlie.who_am_i().json == answer.json


def test_without_a_name_a_friendly_one_is_made_up(charlie):
    answer = charlie.become_guest()
    assert answer.status_code == 201
    first, second = answer.json["name"].split(" ")[:2]
    assert first[0].isupper() and second[0].isupper()


def test_null_is_no_name(charlie):
    answer = charlie.send("POST", "/api/session/guest", json={"name": None})
    assert answer.status_code == 201
    assert answer.json["name"]


def test_made_up_names_differ(chat):
    names = [chat.stranger().become_guest().json["name"] for _ in range(30)]
    assert len(set(names)) == len(names)


def test_a_made_up_name_is_given_even_when_all_plain_ones_are_taken(chat, monkeypatch):
    monkeypatch.setattr("parley.services.people.coolname.generate", lambda _n: ["quiet", "otter"])
    assert chat.stranger().become_guest().json["name"] == "Quiet Otter"
    names = [chat.stranger().become_guest().json["name"] for _ in range(50)]
    assert all(name.startswith("Quiet Otter ") for name in names)
    assert len(set(names)) == 50


def test_who_is_signed_in_already_stays_who_they_are(alice):
    answer = alice.become_guest("Someone else")
    assert answer.status_code == 200
    assert answer.json == a_guest(alice.id, "Alice")
    assert "Set-Cookie" not in answer.headers


def test_a_taken_name_is_a_problem_that_says_so_and_makes_nobody(chat, alice, charlie):
    said = problem(charlie.become_guest("Alice"), 409, "name-taken", "name")
    assert "taken" in said["title"]
    assert chat.sql("SELECT count(*) FROM users") == [(1,)]
    problem(charlie.who_am_i(), 401, "not-signed-in")


def test_becoming_a_guest_is_no_news(chat, alice):
    before = chat.newest()
    chat.guest("Dora")
    assert chat.newest() == before


@pytest.mark.parametrize("name", [1, 1.5, True, [], {}, ["Ada"], {"a": 1}, "", "   ", "x" * 41])
def test_what_is_no_name_is_refused_with_the_field(charlie, name):
    answer = charlie.send("POST", "/api/session/guest", json={"name": name})
    problem(answer, 422, "invalid", "name")


@pytest.mark.parametrize(
    "field", ["role", "id", "is_guest", "username", "password_hash", "Name", "name "]
)
def test_unknown_fields_are_refused(charlie, field):
    answer = charlie.send("POST", "/api/session/guest", json={field: "Ada"})
    problem(answer, 422, "invalid", field)
