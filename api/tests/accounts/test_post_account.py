"""POST /api/account: make an account, or claim one as a guest."""

import pytest

from tests.cast import PASSWORD
from tests.claims import NOTHING_YET, problem


def test_a_stranger_makes_an_account_and_is_signed_in(chat, charlie):
    answer = charlie.sign_up("charlie")
    assert answer.status_code == 201
    assert (
        answer.json
        == {
            "id": 1,
            "name": "charlie",
            "username": "charlie",
            "role": "member",
            "is_guest": False,
            "has_password": True,
            "room": None,
        }
        | NOTHING_YET
    )
    assert charlie.who_am_i().json | {"room": None} == answer.json
    assert charlie.says("hello")["author"] == {
        "id": 1,
        "name": "charlie",
        "is_guest": False,
        "avatar": None,
    }


def test_a_name_of_ones_own_may_differ_from_the_user_name(charlie):
    answer = charlie.sign_up("charlie", name="Charlie Brown")
    assert (answer.json["username"], answer.json["name"]) == ("charlie", "Charlie Brown")


def test_capitals_of_the_user_name_are_small_letters(chat, charlie):
    assert charlie.sign_up(" Charlie.B ").json["username"] == "charlie.b"
    assert chat.stranger().sign_in("CHARLIE.b").status_code == 201


def test_the_account_opens_another_browser(chat, charlie):
    charlie.sign_up("charlie")
    mine, other = charlie.who_am_i().json, chat.stranger()
    assert other.sign_in("charlie").json == mine
    assert other.who_am_i().json == mine


def test_the_room_learns_that_somebody_joined(charlie, gus):
    gus.load()
    charlie.sign_up("charlie")
    (notice,) = gus.follow()
    assert (notice["kind"], notice["content"]) == ("notice", "charlie joined")


def test_a_guest_who_claims_keeps_id_name_and_messages(chat, gus, bob):
    message = gus.says("hello")
    answer = gus.sign_up("gus")
    assert answer.status_code == 201
    claimed = {"id": gus.id, "name": "Gus", "username": "gus", "role": "member"}
    claimed |= {"is_guest": False, "has_password": True} | NOTHING_YET
    assert answer.json == claimed | {"room": None}
    assert gus.who_am_i().json == claimed
    (shown,) = [m for m in bob.load() if m["id"] == message["id"]]
    assert shown["author"] == {"id": gus.id, "name": "Gus", "is_guest": False, "avatar": None}
    assert chat.sql("SELECT count(*) FROM users") == [(2,)]


def test_a_claim_is_seen_in_earlier_messages_in_the_feed_at_once(gus, bob):
    bob.load()
    before = bob.cursor
    gus.says("hello")
    assert bob.poll().json["messages"][0]["author"]["is_guest"] is True
    gus.sign_up("gus")
    said = bob.poll(after=before).json["messages"]
    assert [m["content"] for m in said] == ["hello", "Gus joined"]
    assert [m["author"]["is_guest"] for m in said] == [False, False]


def test_a_guest_may_take_another_name_when_claiming(gus, bob):
    gus.says("hello")
    bob.load()
    assert gus.sign_up("gus", name="Gustav").json["name"] == "Gustav"
    assert [m["content"] for m in bob.follow()] == ["Gus is now Gustav", "Gustav joined"]


def test_a_claim_ends_the_guests_session(chat, gus):
    """The cookie that the guest had opens nothing any more: what follows is the account's."""
    former = gus.cookie
    gus.sign_up("gus")
    assert gus.cookie != former
    thief = chat.stranger()
    thief.cookie = former
    problem(thief.who_am_i(), 401, "not-signed-in")
    assert len(gus.sessions()) == 1


def test_a_post_from_before_the_claim_is_the_same_one_after_it(gus):
    """Its answer was lost, and the browser sends it again."""
    id = "8c1b7a52-3f0e-4f9b-9d43-0a8f3c1f6a10"
    first = gus.post_message("hello", client_id=id).json
    gus.sign_up("gus")
    again = gus.post_message("hello", client_id=id)
    assert (again.status_code, again.json["id"]) == (200, first["id"])
    assert again.json["author"]["is_guest"] is False


def test_who_has_an_account_cannot_make_another_in_the_same_browser(chat, bob, gus):
    before = chat.sql("SELECT count(*) FROM users")
    problem(bob.sign_up("robert"), 409, "has-account")
    assert chat.sql("SELECT count(*) FROM users") == before
    assert gus.sign_up("robert").status_code == 201  # it was the account


def test_a_taken_user_name_is_refused_and_nobody_is_made(chat, bob, gus, charlie):
    for late in (charlie, gus):
        for username in ("bob", "BOB", " Bob "):
            problem(late.sign_up(username, name="Robert"), 409, "username-taken", "username")
    assert gus.who_am_i().json["name"] == "Gus"
    assert chat.sql("SELECT count(*) FROM users") == [(2,)]
    assert charlie.sign_up("bob2").status_code == 201


@pytest.mark.parametrize("name", ["Bob", "BOB", "B0b", "Воb"])
def test_a_taken_name_is_refused_and_nobody_is_made(chat, bob, gus, charlie, name):
    for late in (charlie, gus):
        problem(late.sign_up("robert", name=name), 409, "name-taken", "name")
    assert chat.sql("SELECT count(*) FROM users") == [(2,)]


def test_a_user_name_that_looks_like_somebodys_name_is_taken_as_a_name(chat, gus, charlie):
    """Without a name, the user name is the name, and that may mislead."""
    problem(charlie.sign_up("gus"), 409, "name-taken", "name")
    assert charlie.sign_up("gus", name="Augustus").status_code == 201


@pytest.mark.parametrize(
    "username", [None, 1, True, [], {}, "", "a", "x" * 33, ".ada", "a b", "ä" * 5, "a\0b", "a\nb"]
)
def test_what_is_no_user_name_is_refused_with_the_field(chat, charlie, username):
    problem(charlie.sign_up(username), 422, "invalid", "username")
    assert chat.sql("SELECT count(*) FROM users") == [(0,)]


@pytest.mark.parametrize(
    "password",
    [
        *(None, 12345678, True, [], {}, "", "short", "x" * 7, "x" * 201),
        *("password", "PASSWORD", "password1", "12345678", "qwertyuiop", "iloveyou"),
    ],
)
def test_a_bad_password_is_refused_with_the_field(chat, charlie, password):
    problem(charlie.sign_up("charlie", password), 422, "invalid", "password")
    assert chat.sql("SELECT count(*) FROM users") == [(0,)]


@pytest.mark.parametrize(
    "password", ["correct horse", "x7#kQ9pL", "пароль для всех", "🙂" * 8, "x" * 200, "  eight  "]
)
def test_a_good_one_signs_in_and_no_other_does(chat, charlie, password):
    assert charlie.sign_up("charlie", password).status_code == 201
    assert chat.stranger().sign_in("charlie", password).status_code == 201
    for wrong in (password + "x", password[:-1], password.swapcase() + " "):
        answer = chat.stranger().sign_in("charlie", wrong)
        if len(wrong) <= 200:
            problem(answer, 401, "wrong-credentials")
        else:
            problem(answer, 422, "invalid", "password")


@pytest.mark.parametrize("password", ["charlie.brown", "Charlie.Brown"])
def test_the_user_name_is_no_password(charlie, password):
    problem(charlie.sign_up("charlie.brown", password), 422, "invalid", "password")
    assert charlie.sign_up("charlie.brown", "charlie.brown's").status_code == 201


@pytest.mark.parametrize("name", [1, True, [], {}, "", " ", "x" * 41, "a\0b", "a\u202eb"])
def test_what_is_no_name_is_refused_with_the_field(charlie, name):
    problem(charlie.sign_up("charlie", name=name), 422, "invalid", "name")


def test_null_is_no_name_and_no_invitation(charlie):
    answer = charlie.sign_up("charlie", name=None, invitation=None)
    assert (answer.status_code, answer.json["name"]) == (201, "charlie")


@pytest.mark.parametrize("field", ["username", "password"])
def test_a_missing_field_is_named(charlie, field):
    body = {"username": "charlie", "password": PASSWORD}
    del body[field]
    problem(charlie.send("POST", "/api/account", json=body), 422, "invalid", field)


def test_what_was_refused_can_be_sent_again(charlie):
    problem(charlie.sign_up("charlie", "short"), 422, "invalid", "password")
    assert charlie.sign_up("charlie").status_code == 201
