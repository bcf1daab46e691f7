"""DELETE /api/session: sign out."""

from tests.claims import problem


def test_who_signs_out_is_nobody_afterwards(alice):
    assert alice.who_am_i().status_code == 200
    answer = alice.leave()
    assert (answer.status_code, answer.data) == (204, b"")
    problem(alice.who_am_i(), 401, "not-signed-in")


def test_the_browser_is_told_to_forget_the_cookie(alice):
    cookie = alice.leave().headers["Set-Cookie"]
    assert cookie.startswith("parley_session=;")
    assert "Max-Age=0" in cookie


def test_a_stranger_may_sign_out_too(charlie):
    assert charlie.leave().status_code == 204


def test_others_stay_signed_in(alice, bob):
    alice.leave()
    assert bob.who_am_i().status_code == 200


def test_the_messages_stay(alice, bob):
    alice.says("I was here")
    alice.leave()
    assert [m["content"] for m in bob.load()] == ["I was here"]


def test_an_empty_object_as_body_is_allowed(alice):
    assert alice.send("DELETE", "/api/session", json={}).status_code == 204
