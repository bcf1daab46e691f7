"""POST /api/session where a directory decides: who comes in, and as whom."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from parley.services import directory as asked
from tests.claims import problem
from tests.directory.conftest import come
from tests.directory.slapd import PASSWORD


def test_somebody_of_the_directory_comes_in_and_has_an_account(chat, dana, charlie):
    said = come(charlie)
    assert (said["username"], said["name"], said["role"]) == ("dana", "Dana Doe", "member")
    assert said["has_password"] is False and said["is_guest"] is False
    assert charlie.says("hello")["author"]["name"] == "Dana Doe"
    assert chat.sql("SELECT mail, mail_key FROM users WHERE id = ?", charlie.id) == [
        ("dana@example.org", "dana@example.org")
    ]


def test_the_others_are_told_that_somebody_joined(dana, bob, charlie):
    bob.load()
    come(charlie)
    assert [message["content"] for message in bob.follow()] == ["Dana Doe joined"]


def test_the_second_time_it_is_the_same_account(chat, dana, charlie):
    first = come(charlie)
    assert come(chat.stranger()) == first
    assert chat.sql("SELECT count(*) FROM users") == [(1,)]


@pytest.mark.parametrize("spelling", ["DANA", " dana ", "Dana"])
def test_the_name_is_taken_in_any_spelling_that_the_directory_takes(chat, dana, spelling):
    assert come(chat.stranger())["id"] == come(chat.stranger(), spelling)["id"]


def test_a_wrong_password_opens_nothing(dana, emil, charlie):
    for wrong in (PASSWORD.upper(), PASSWORD[:-1], PASSWORD + "\0", "x"):
        problem(charlie.sign_in("dana", wrong), 401, "wrong-credentials")
    problem(charlie.who_am_i(), 401, "not-signed-in")


def test_sign_up_may_be_closed_the_filter_is_the_rule(make_chat_with, dana):
    chat = make_chat_with(SIGN_UP="closed")
    problem(chat.stranger().sign_up("zoe"), 403, "sign-up-closed")
    assert come(chat.stranger())["role"] == "member"


def test_whom_the_filter_leaves_out_does_not_come_in(make_chat_with, dana, emil, charlie):
    chat = make_chat_with(LDAP_FILTER="(&(uid={username})(mail=dana@*))")
    assert come(chat.stranger(), "dana")
    problem(chat.stranger().sign_in("emil", PASSWORD), 401, "wrong-credentials")


def test_whom_the_base_leaves_out_does_not_come_in(directory, make_chat_with, dana):
    chat = make_chat_with(LDAP_BASE="ou=groups,dc=example,dc=org")
    problem(chat.stranger().sign_in("dana", PASSWORD), 401, "wrong-credentials")


def test_two_entries_of_one_user_name_are_nobody(directory, dana, charlie):
    other = directory.add("other")
    directory.change(other, uid="dana")
    problem(charlie.sign_in("dana", PASSWORD), 401, "wrong-credentials")


def test_an_entry_without_a_password_opens_to_none(directory, charlie):
    dn = directory.add("zoe")
    directory.change(dn, userPassword="{SASL}x")
    for password in ("x", "{SASL}x", PASSWORD):
        problem(charlie.sign_in("zoe", password), 401, "wrong-credentials")


def test_renamed_in_the_directory_it_is_the_same_account(chat, directory, dana, charlie):
    first = come(charlie)
    directory.rename(dana, "daniela")
    again = chat.stranger()
    assert come(again, "daniela")["id"] == first["id"]
    problem(chat.stranger().sign_in("dana", PASSWORD), 401, "wrong-credentials")


def test_who_gets_the_name_of_somebody_renamed_is_somebody_else(chat, directory, dana, charlie):
    first = come(charlie)
    directory.rename(dana, "daniela")
    directory.add("dana", "Another Dana")
    said = come(chat.stranger(), "dana")
    assert said["id"] != first["id"] and said["username"] == "dana2"


@pytest.mark.parametrize(
    ("uid", "username"),
    [
        ("Jürgen.Müller", "jurgen.muller"),
        ("dana@corp.example", "dana"),
        ("Ольга", "member"),
        ("x", "member"),
        ("a" * 60, "a" * 32),
        ("d o e", "d.o.e"),
    ],
)
def test_a_user_name_of_another_shape_is_made_fit(chat, directory, charlie, uid, username):
    directory.add(uid, "Somebody")
    assert come(charlie, uid)["username"] == username
    assert come(chat.stranger(), uid)["id"] == charlie.id


def test_a_name_that_is_taken_gets_a_number(chat, directory, charlie):
    chat.guest("Dana Doe")
    directory.add("dana", "Dana Doe")
    assert come(charlie)["name"] == "Dana Doe 2"


@pytest.mark.parametrize(
    ("name", "shown"), [("\u202eanaD", "anaD"), ("D" * 100, "D" * 40), ("\u200b\u2060", "dana")]
)
def test_a_name_that_cannot_be_shown_is_made_fit(directory, charlie, name, shown):
    directory.add("dana", name)
    assert come(charlie)["name"] == shown


def test_a_mail_address_that_does_not_look_like_one_is_left_out(chat, directory, charlie):
    directory.add("dana", mail="no address")
    come(charlie)
    assert chat.sql("SELECT mail FROM users WHERE id = ?", charlie.id) == [(None,)]


def test_what_is_written_down(dana, alice, charlie):
    come(charlie)
    made, entered = alice.audit(person_id=charlie.id)[::-1]
    assert (made["act"], made["details"]) == (
        "account-made",
        {"provider": "ldap", "role": "member"},
    )
    assert (entered["act"], entered["details"]) == ("signed-in", {"provider": "ldap"})


def test_two_who_come_in_for_the_first_time_at_once_are_one_account(chat, dana, monkeypatch):
    both_are_vouched_for = Barrier(2, timeout=30)
    vouch = asked.vouch

    def vouch_together(*args):
        vouched = vouch(*args)
        both_are_vouched_for.wait()
        return vouched

    monkeypatch.setattr(asked, "vouch", vouch_together)
    browsers = [chat.stranger(), chat.stranger()]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda each: each.sign_in("dana", PASSWORD), browsers))
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json == answers[1].json
    assert chat.sql("SELECT count(*) FROM identities") == [(1,)]
    assert chat.sql("SELECT username FROM users") == [("dana",)]


def test_as_in_active_directory(make_chat_with, directory):
    """Where an account that is shut there is left out by the filter, too."""
    shut = "(!(userAccountControl=514))"
    chat = make_chat_with(
        LDAP_FILTER=f"(&(objectClass=likeActiveDirectory)(sAMAccountName={{username}}){shut})",
        LDAP_ID="objectGUID",
        LDAP_NAME="displayName",
    )
    more = {"sAMAccountName": "Dana.Doe", "displayName": "Doe, Dana", "userAccountControl": "512"}
    dn = directory.add("x", objectGUID=b"\x01" * 16, **more)
    said = come(chat.stranger(), "dana.doe")
    assert (said["username"], said["name"]) == ("dana.doe", "Doe, Dana")
    directory.change(dn, userAccountControl="514")
    problem(chat.stranger().sign_in("dana.doe", PASSWORD), 401, "wrong-credentials")


def test_bytes_that_never_change_are_kept_as_hex(make_chat_with, directory, charlie):
    """As Active Directory's objectGUID."""
    guid = bytes.fromhex("00ff10e29a2b4c4d8e9f0a1b2c3d4e5f")
    directory.add("dana", objectGUID=guid)
    chat = make_chat_with(LDAP_ID="objectGUID")
    come(chat.stranger())
    come(chat.stranger())
    assert chat.sql("SELECT subject FROM identities") == [(guid.hex(),)]


def test_an_attribute_that_nobody_has_is_told_in_the_log_and_opens_nothing(make_chat_with, dana):
    chat = make_chat_with(LDAP_ID="employeeNumber")
    problem(chat.stranger().sign_in("dana", PASSWORD), 503, "directory-unreachable")
    assert chat.sql("SELECT count(*) FROM users") == [(0,)]
