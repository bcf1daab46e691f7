"""What becomes of the people of a directory here: whose account they get, and what opens it."""

import pyotp

from parley.services import directory as asked
from tests import cast
from tests.claims import problem
from tests.directory.conftest import come
from tests.directory.slapd import PASSWORD


def confirm_mail(chat, person, mail):
    statement = "UPDATE users SET mail = ?, mail_key = ? WHERE id = ?"
    chat.sql(statement, mail, mail.lower(), person.id)


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


def test_an_address_with_blanks_around_it_is_the_same(chat, directory, bob, charlie):
    directory.add("dana", mail=" dana@example.org ")
    confirm_mail(chat, bob, "dana@example.org")
    assert come(charlie)["id"] == bob.id


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
