"""`people verify-audit`: whether the audit log is whole; also after a backup and its restore."""

import pytest

from tests.accounts.verifying import broken, forge, restored, verified, whole
from tests.cast import PASSWORD
from tests.claims import problem

COLUMNS = "at, act, actor_id, subject_id, address, details, hash"


def test_an_empty_log_is_whole(chat):
    assert whole(chat) == 0
    assert "hash" not in verified(chat).output


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("at", "2020-01-01 00:00:00.000000"), ("act", "signed-in"), ("actor_id", 4711)),
        *(("actor_id", None), ("subject_id", 4711), ("address", "203.0.113.66")),
        *(("address", None), ("details", "{}"), ("details", '{"x": 1}'), ("hash", "0" * 64)),
    ],
)
def test_an_edited_entry_is_found(chat, log, column, value):
    before = chat.sql("SELECT * FROM audit_entries")
    forge(chat, f"UPDATE audit_entries SET {column} = ? WHERE id = 4", value)
    assert chat.sql("SELECT * FROM audit_entries") != before
    assert broken(chat) == 4


@pytest.mark.parametrize("id", [1, 3])
def test_a_missing_entry_is_found(chat, log, id):
    forge(chat, "DELETE FROM audit_entries WHERE id = ?", id)
    assert broken(chat) == id + 1


def test_a_missing_entry_is_found_even_when_the_others_close_up(chat, log):
    forge(chat, "DELETE FROM audit_entries WHERE id = 3")
    forge(chat, "UPDATE audit_entries SET id = id - 1 WHERE id > 3")
    assert broken(chat) == 3


def test_a_log_that_is_cut_off_at_the_end_is_found(chat, log):
    forge(chat, "DELETE FROM audit_entries WHERE id = ?", log)
    assert broken(chat) == log


def test_and_what_is_written_afterwards_does_not_mend_it(chat, alice, log):
    forge(chat, "DELETE FROM audit_entries WHERE id = ?", log)
    alice.decide(guests=True)
    assert broken(chat) == log + 1


def test_an_emptied_log_is_found(chat, log):
    forge(chat, "DELETE FROM audit_entries")
    assert broken(chat) == log


def test_an_added_entry_is_found(chat, log):
    chat.sql(
        f"INSERT INTO audit_entries ({COLUMNS}) SELECT {COLUMNS} FROM audit_entries WHERE id = 2"
    )
    assert broken(chat) == log + 1


def test_an_entry_that_was_slipped_in_is_found(chat, log):
    forge(chat, "UPDATE audit_entries SET id = -id WHERE id >= 3")
    forge(chat, "UPDATE audit_entries SET id = 1 - id WHERE id < 0")
    copied = f"INSERT INTO audit_entries (id, {COLUMNS}) SELECT 3, {COLUMNS} FROM audit_entries"
    chat.sql(f"{copied} WHERE id = 2")
    assert broken(chat) == 3


def test_entries_that_changed_places_are_found(chat, log):
    forge(chat, "UPDATE audit_entries SET id = -3 WHERE id = 3")
    forge(chat, "UPDATE audit_entries SET id = 3 WHERE id = 4")
    forge(chat, "UPDATE audit_entries SET id = 4 WHERE id = -3")
    assert broken(chat) == 3


def test_what_was_rolled_back_leaves_no_gap(chat, alice, bob, log):
    for _ in range(3):
        problem(bob.sign_up("robert"), 409, "has-account")
        problem(alice.change_person(alice.id, role="member"), 409, "last-owner")
        problem(chat.stranger().sign_up("bob", name="X"), 409, "username-taken", "username")
    assert whole(chat) == log


def test_the_log_of_a_backup_is_whole(chat, alice, log, backup):
    alice.decide(guests=True)
    assert whole(chat) == log + 1
    restored(chat, backup)
    assert whole(chat) == log
    alice.decide(guests=True)
    assert whole(chat) == log + 1


def test_a_restore_into_a_new_chat_keeps_accounts_and_a_whole_log(make_chat, chat, log, backup):
    fresh = make_chat()
    restored(fresh, backup)
    assert whole(fresh) == log
    owner = fresh.stranger()
    assert owner.sign_in("alice").json["role"] == "owner"
    assert owner.audit()[0]["act"] == "signed-in"
    assert whole(fresh) == log + 1


def test_a_log_that_was_cut_before_the_backup_is_cut_after_the_restore(chat, log, tmp_path):
    forge(chat, "DELETE FROM audit_entries WHERE id = ?", log)
    path = tmp_path / "backup.db"
    assert chat.run_command("backup", str(path)).exit_code == 0
    restored(chat, path)
    assert broken(chat) == log


def test_a_backup_of_an_empty_log_is_whole(make_chat, chat, log, tmp_path):
    path = tmp_path / "empty.db"
    assert make_chat().run_command("backup", str(path)).exit_code == 0
    restored(chat, path)
    assert whole(chat) == 0
    assert chat.stranger().sign_up("zoe").status_code == 201
    assert whole(chat) == 1


def test_a_restore_brings_back_passwords_roles_links_and_rules(chat, alice, bob, backup, tmp_path):
    before = tmp_path / "before.db"
    invitation = alice.invite(uses=2).json["token"]
    alice.decide(sign_up="invite")
    assert chat.run_command("backup", str(before)).exit_code == 0
    bob.change_password("a new good one")
    alice.decide(sign_up="closed")
    alice.revoke(alice.invitations()[0]["id"])
    restored(chat, before)
    assert chat.stranger().sign_in("bob", PASSWORD).status_code == 201
    problem(chat.stranger().sign_in("bob", "a new good one"), 401, "wrong-credentials")
    assert alice.get("/api/joining").json["sign_up"] == "invite"
    assert chat.stranger().sign_up("zoe", invitation=invitation).status_code == 201


def test_who_signed_in_after_the_backup_is_nobody_after_the_restore(chat, alice, backup):
    later = chat.account("Later", "owner")
    assert later.audit()
    restored(chat, backup)
    for answer in (later.who_am_i(), later.post_message("hello"), later.people()):
        problem(answer, 401, "not-signed-in")
    # The same number is another's then, and the cookie is not good for that one either.
    assert chat.account("Other").sessions()[0]["id"]
    problem(later.who_am_i(), 401, "not-signed-in")
