"""GET /api/session: who am I?"""

from tests.claims import a_guest, problem


def test_a_guest_learns_who_they_are(alice):
    answer = alice.who_am_i()
    assert answer.status_code == 200
    assert answer.json == a_guest(alice.id, "Alice")


def test_a_stranger_is_told_to_become_a_guest(charlie):
    assert "guest" in problem(charlie.who_am_i(), 401, "not-signed-in")["detail"]


def test_everybody_is_themselves(alice, bob):
    assert alice.who_am_i().json["name"] == "Alice"
    assert bob.who_am_i().json["name"] == "Bob"
    assert alice.id != bob.id


def test_head_answers_as_get_does_without_the_body(alice, charlie):
    answer = alice.send("HEAD", "/api/session")
    assert (answer.status_code, answer.data) == (200, b"")
    assert charlie.send("HEAD", "/api/session").status_code == 401
