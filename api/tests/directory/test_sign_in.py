"""POST /api/session where a directory decides: who comes in, and what becomes of them here."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pyotp
import pytest

from parley.services import directory as asked
from tests import cast
from tests.claims import problem
from tests.directory.slapd import PASSWORD


def come(client, username="dana", password=PASSWORD):
    """Sign in by the directory, and be sure of it."""
    answer = client.sign_in(username, password)
    assert answer.status_code == 201, answer.text
    client.id = answer.json["id"]
    return answer.json


def confirm_mail(chat, person, mail):
    statement = "UPDATE users SET mail = ?, mail_key = ? WHERE id = ?"
    chat.sql(statement, mail, mail.lower(), person.id)


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


def test_a_guest_claims_the_account_and_keeps_id_name_and_messages(chat, dana, bob):
    gus = chat.guest("Gus")
    message, former, guest_id = gus.says("hello"), gus.cookie, gus.id
    said = come(gus)
    assert (said["id"], said["name"], said["username"]) == (guest_id, "Gus", "dana")
    (kept,) = [each for each in bob.load() if each["id"] == message["id"]]
    assert kept["author"]["id"] == guest_id and kept["author"]["is_guest"] is False
    thief = chat.stranger()
    thief.cookie = former
    problem(thief.who_am_i(), 401, "not-signed-in")


def test_a_guest_who_has_an_account_in_the_directory_is_that_one(chat, dana, charlie):
    first = come(charlie)
    gus = chat.guest("Gus")
    assert come(gus)["id"] == first["id"]


def test_who_is_signed_in_to_another_account_keeps_it_as_it_is(chat, dana, bob):
    former = bob.id
    said = come(bob)
    assert said["id"] != former and said["username"] == "dana"
    assert bob.sign_in("bob", cast.PASSWORD).json["id"] == former


def test_an_account_with_the_same_confirmed_mail_is_linked(chat, dana, alice, bob, charlie):
    confirm_mail(chat, bob, "Dana@Example.org")
    assert come(charlie)["id"] == bob.id
    entry = alice.audit(act="identity-linked")[0]
    assert (entry["actor"]["id"], entry["details"]) == (bob.id, {"provider": "ldap"})


def test_what_is_linked_opens_by_the_directory_alone_from_then_on(chat, dana, bob, charlie):
    confirm_mail(chat, bob, "dana@example.org")
    come(charlie)
    problem(chat.stranger().sign_in("bob", cast.PASSWORD), 401, "wrong-credentials")
    assert charlie.who_am_i().json["has_password"] is False


def test_account_pre_hijack_by_what_is_open_before(chat, dana, bob, charlie):
    """Bob signed up with Dana's address, and Dana opened the link that was sent to her."""
    confirm_mail(chat, bob, "dana@example.org")
    script = {"Authorization": f"Bearer {bob.make_token().json['token']}"}
    assert come(charlie)["id"] == bob.id
    problem(bob.who_am_i(), 401, "not-signed-in")
    problem(chat.stranger().send("GET", "/api/session", headers=script), 401, "not-signed-in")


def test_account_pre_hijack_by_a_second_factor(chat, dana, bob, charlie):
    confirm_mail(chat, bob, "dana@example.org")
    chat.sql("UPDATE users SET totp_secret = ? WHERE id = ?", pyotp.random_base32(), bob.id)
    assert charlie.sign_in("dana", PASSWORD).status_code == 202
    assert chat.sql("SELECT * FROM identities") == []
    assert chat.run_command("people", "reset-factors", "bob").exit_code == 0
    assert come(charlie)["id"] == bob.id
    problem(bob.who_am_i(), 401, "not-signed-in")


def test_a_password_of_ours_never_opens_who_comes_from_the_directory(chat, dana, bob, charlie):
    """However it came there."""
    come(charlie)
    known = chat.sql("SELECT password_hash FROM users WHERE id = ?", bob.id)[0]
    chat.sql("UPDATE users SET password_hash = ? WHERE id = ?", *known, charlie.id)
    problem(chat.stranger().sign_in("dana", cast.PASSWORD), 401, "wrong-credentials")
    come(chat.stranger())


def test_an_entry_does_not_get_the_account_of_another_by_its_mail(chat, directory, dana, charlie):
    """In some directories people change their own entries."""
    come(charlie)
    directory.add("emil", mail="dana@example.org")
    emil = chat.stranger()
    assert come(emil, "emil")["id"] != charlie.id
    assert chat.sql("SELECT mail FROM users WHERE id = ?", emil.id) == [(None,)]


def test_a_mail_address_that_is_not_confirmed_links_nothing(chat, dana, bob, charlie):
    assert chat.sql("SELECT mail_key FROM users WHERE id = ?", bob.id) == [(None,)]
    assert come(charlie)["id"] != bob.id


def test_a_second_factor_is_asked_for(chat, dana, alice, charlie):
    come(charlie)
    begun = charlie.send("POST", "/api/account/totp", json={}).json
    code = pyotp.TOTP(begun["secret"]).now()
    body = {"ticket": begun["ticket"], "code": code}
    codes = charlie.send("PUT", "/api/account/totp", json=body).json["recovery_codes"]
    again = chat.stranger()
    pending = again.sign_in("dana", PASSWORD)
    assert pending.status_code == 202, pending.text
    problem(again.who_am_i(), 401, "not-signed-in")
    body = {"ticket": pending.json["ticket"], "code": codes[0]}
    answer = again.send("POST", "/api/session/second-factor", json=body)
    assert (answer.status_code, answer.json["id"]) == (201, charlie.id)
    details = alice.audit(act="signed-in")[0]["details"]
    assert details == {"factor": "recovery", "provider": "ldap"}


def test_who_is_suspended_is_told_after_the_right_password_only(chat, dana, alice, charlie):
    come(charlie)
    chat.suspend(charlie)
    problem(chat.stranger().sign_in("dana", PASSWORD), 403, "suspended")
    problem(chat.stranger().sign_in("dana", "x"), 401, "wrong-credentials")
    failed = alice.audit(act="sign-in-failed")
    assert [each["subject"]["id"] for each in failed] == [charlie.id] * 2


def test_what_is_written_down(dana, alice, charlie):
    come(charlie)
    made, entered = alice.audit(person_id=charlie.id)[::-1]
    assert (made["act"], made["details"]) == (
        "account-made",
        {"provider": "ldap", "role": "member"},
    )
    assert (entered["act"], entered["details"]) == ("signed-in", {"provider": "ldap"})


def test_the_password_is_changed_elsewhere(dana, charlie):
    come(charlie)
    for current in (None, PASSWORD):
        problem(charlie.change_password("a new good one", current), 409, "directory-password")


def test_nor_just_after_a_one_time_link(chat, dana, alice, charlie):
    come(charlie)
    token = alice.make_sign_in_link(charlie.id).json["token"]
    again = chat.stranger()
    assert again.enter_by(token).status_code == 201
    problem(again.change_password("a new good one", None), 409, "directory-password")


def test_without_the_directory_its_people_may_have_passwords(make_chat, chat, dana, charlie):
    """Or nobody could ever leave it."""
    come(charlie)
    done = chat.run_command("people", "reset-password", "dana")
    token = done.output.partition("link=")[2].split()[0]
    chat.app.config["LDAP_URL"] = ""
    chat.app.extensions["parley.companions"].pop(asked._Directory)
    again = chat.stranger()
    assert again.enter_by(token).status_code == 201
    assert again.change_password("a new good one", None).status_code == 204
    assert chat.stranger().sign_in("dana", "a new good one").status_code == 201


def test_who_left_and_comes_again_is_somebody_new(chat, dana, charlie):
    come(charlie)
    chat.sql("UPDATE users SET password_hash = 'x' WHERE id = ?", charlie.id)
    with_password(chat, charlie)
    assert charlie.give_up().status_code == 204
    again = chat.stranger()
    assert come(again)["id"] != charlie.id


def with_password(chat, person):
    """Give a password to who has none: leaving asks for one."""
    other = chat.account("Other")
    known = chat.sql("SELECT password_hash FROM users WHERE id = ?", other.id)[0]
    chat.sql("UPDATE users SET password_hash = ? WHERE id = ?", *known, person.id)


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
