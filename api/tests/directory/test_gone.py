"""Who is gone from the directory is shut out, by the hourly look or by hand; who is back is not."""

import pytest

from parley import hourly
from parley.services import directory as asked
from parley.services import directory_sync
from tests.claims import problem
from tests.directory.conftest import come
from tests.directory.slapd import OWNERS, PASSWORD


@pytest.fixture
def people(chat, dana, emil, alice):
    """Dana and Emil have come in."""
    browsers = chat.stranger(), chat.stranger()
    come(browsers[0], "dana")
    come(browsers[1], "emil")
    return browsers


def sync(chat):
    done = chat.run_command("people", "sync-directory")
    assert "Traceback" not in done.output
    return done.output


def suspended_at(chat, person):
    return chat.sql("SELECT suspended_at FROM users WHERE id = ?", person.id)[0][0]


def test_as_long_as_all_are_there_nothing_happens(chat, people):
    assert sync(chat) == "2 come from the directory: 0 gone, 0 back.\n"
    assert [each.who_am_i().status_code for each in people] == [200, 200]


def test_who_is_gone_is_shut_out_and_written_down(chat, directory, people, dana, emil, alice):
    directory.remove(dana)
    assert sync(chat) == "2 come from the directory: 1 gone, 0 back.\n"
    problem(people[0].who_am_i(), 401, "not-signed-in")
    assert people[1].who_am_i().status_code == 200
    entry = alice.audit(act="suspended")[0]
    assert (entry["subject"]["id"], entry["actor"]) == (people[0].id, None)
    assert entry["details"] == {"reason": "directory"}
    assert chat.sql("SELECT gone_at IS NOT NULL FROM identities ORDER BY id") == [(1,), (0,)]
    assert sync(chat) == "2 come from the directory: 0 gone, 0 back.\n"


def test_tokens_of_who_is_gone_stop(chat, directory, people, dana):
    token = people[0].make_token(password=None).json["token"]
    script = {"Authorization": f"Bearer {token}"}
    assert chat.stranger().send("GET", "/api/rooms", headers=script).status_code == 200
    directory.remove(dana)
    sync(chat)
    answer = chat.stranger().send("GET", "/api/rooms", headers=script)
    problem(answer, 401, "not-signed-in")


def test_sign_in_of_who_is_gone_is_refused_at_once(directory, people, dana, charlie):
    directory.remove(dana)
    problem(charlie.sign_in("dana", PASSWORD), 401, "wrong-credentials")


def gone_and_back(chat, directory, dn):
    """The same entry, out of the base and in it again."""
    directory.move(dn, "ou=groups,dc=example,dc=org")
    assert "1 gone" in sync(chat)
    directory.move(dn.replace("ou=people", "ou=groups"), "ou=people,dc=example,dc=org")


def test_who_is_back_is_let_in_again(chat, directory, people, dana, alice):
    gone_and_back(chat, directory, dana)
    assert sync(chat) == "2 come from the directory: 0 gone, 1 back.\n"
    assert suspended_at(chat, people[0]) is None
    assert alice.audit(act="suspension-lifted")[0]["details"] == {"reason": "directory"}
    assert come(chat.stranger(), "dana")["id"] == people[0].id


def test_who_is_back_need_not_wait_for_the_hour(chat, directory, people, dana):
    gone_and_back(chat, directory, dana)
    assert come(chat.stranger(), "dana")["id"] == people[0].id
    assert sync(chat) == "2 come from the directory: 0 gone, 0 back.\n"


def test_whom_an_administrator_suspended_stays_so(chat, directory, people, dana, alice):
    chat.suspend(people[0])
    gone_and_back(chat, directory, dana)
    sync(chat)
    assert suspended_at(chat, people[0]) is not None
    problem(chat.stranger().sign_in("dana", PASSWORD), 403, "suspended")


def test_whom_an_administrator_let_in_again_is_not_shut_out_twice(
    chat, directory, people, dana, alice
):
    directory.remove(dana)
    sync(chat)
    assert alice.change_person(people[0].id, suspended=False).status_code == 200
    assert sync(chat) == "2 come from the directory: 0 gone, 0 back.\n"


def test_an_entry_of_the_same_name_is_somebody_else(chat, directory, people, dana):
    directory.remove(dana)
    directory.add("dana", "Another Dana")
    assert "1 gone" in sync(chat)
    assert come(chat.stranger(), "dana")["id"] != people[0].id


def test_who_no_longer_passes_the_filter_is_gone(make_chat_with, directory, dana, emil):
    chat = make_chat_with(LDAP_FILTER="(&(uid={username})(!(description=out)))")
    for username in ("dana", "emil"):
        come(chat.stranger(), username)
    directory.change(dana, description="out")
    assert sync(chat) == "2 come from the directory: 1 gone, 0 back.\n"


def test_who_was_renamed_is_there(chat, directory, people, dana):
    directory.rename(dana, "daniela")
    assert sync(chat) == "2 come from the directory: 0 gone, 0 back.\n"


def test_the_last_owner_is_never_shut_out(make_chat_with, directory, dana, emil):
    chat = make_chat_with(LDAP_OWNERS=OWNERS)
    directory.group(OWNERS, "groupOfNames", member=[dana])
    browser = chat.stranger()
    assert come(browser, "dana")["role"] == "owner"
    come(chat.stranger(), "emil")
    directory.remove(dana)
    assert sync(chat) == "2 come from the directory: 0 gone, 0 back.\n"
    assert browser.who_am_i().json["role"] == "owner"


def test_a_directory_that_knows_nobody_changes_nothing(chat, directory, people, dana, emil):
    directory.remove(dana)
    directory.remove(emil)
    assert sync(chat) == "2 come from the directory: 0 gone, 0 back.\n"
    assert [each.who_am_i().status_code for each in people] == [200, 200]


def test_the_only_one_is_gone_where_the_directory_knows_others(chat, directory, dana, emil):
    browser = chat.stranger()
    come(browser, "dana")
    directory.remove(dana)
    assert sync(chat) == "1 come from the directory: 1 gone, 0 back.\n"
    problem(browser.who_am_i(), 401, "not-signed-in")


def test_the_only_one_stays_where_it_knows_nobody(chat, directory, dana):
    browser = chat.stranger()
    come(browser, "dana")
    directory.remove(dana)
    assert sync(chat) == "1 come from the directory: 0 gone, 0 back.\n"
    assert browser.who_am_i().status_code == 200


def test_a_directory_that_does_not_answer_changes_nothing(chat, directory, people, dana):
    directory.remove(dana)
    chat.environ["LDAP_URL"] = "ldaps://localhost:1"
    done = chat.run_command("people", "sync-directory")
    assert (done.exit_code, done.output) == (
        1,
        "Error: Who signs in by it has to wait. Try again in a moment.\n",
    )
    assert people[0].who_am_i().status_code == 200


def test_a_base_that_is_not_there_changes_nothing(chat, directory, people, dana):
    directory.remove(dana)
    chat.environ["LDAP_BASE"] = "ou=nowhere,dc=example,dc=org"
    assert chat.run_command("people", "sync-directory").exit_code == 1
    assert people[0].who_am_i().status_code == 200


def test_more_than_fit_into_one_question(chat, directory, monkeypatch):
    monkeypatch.setattr(asked, "BATCH", 3)
    entries = [directory.add(f"person{n}") for n in range(8)]
    for n in range(8):
        come(chat.stranger(), f"person{n}")
    for n in (0, 4, 7):
        directory.remove(entries[n])
    assert sync(chat) == "8 come from the directory: 3 gone, 0 back.\n"
    shut_out = chat.sql("SELECT username FROM users WHERE suspended_at IS NOT NULL ORDER BY id")
    assert shut_out == [("person0",), ("person4",), ("person7",)]


def test_who_came_in_while_it_was_looked_is_there(chat, directory, people, dana, monkeypatch):
    """An answer of a moment ago does not end the session of this moment."""
    present = directory_sync.directory.present

    def overtaken(subjects):
        found = present(subjects)
        come(chat.stranger(), "dana")
        return found - {chat.sql("SELECT subject FROM identities ORDER BY id")[0][0]}

    monkeypatch.setattr(directory_sync.directory, "present", overtaken)
    assert chat.run(directory_sync.sync).gone == 0


def test_bytes_are_found_again(make_chat_with, directory):
    directory.add("dana", objectGUID=bytes(range(200, 216)))
    gone = directory.add("emil", objectGUID=b"sixteen letters!")
    chat = make_chat_with(LDAP_ID="objectGUID")
    for username in ("dana", "emil"):
        come(chat.stranger(), username)
    assert sync(chat) == "2 come from the directory: 0 gone, 0 back.\n"
    directory.remove(gone)
    assert sync(chat) == "2 come from the directory: 1 gone, 0 back.\n"


def test_without_a_directory_the_command_says_so(make_chat):
    done = make_chat().run_command("people", "sync-directory")
    assert (done.exit_code, done.output) == (
        1,
        "Error: This chat has no directory: LDAP_URL is empty.\n",
    )


def test_the_hourly_look_does_the_same(chat, directory, people, dana):
    directory.remove(dana)
    hourly.look(chat.app)
    problem(people[0].who_am_i(), 401, "not-signed-in")


def test_a_look_that_fails_shuts_nobody_out(make_chat_with):
    chat = make_chat_with(LDAP_URL="ldaps://localhost:1")
    chat.sql(
        "INSERT INTO users (id, name, name_key, look_key, role, created_at)"
        " VALUES (1, 'Dana', 'dana', 'dana', 'member', '2026-01-01 00:00:00')"
    )
    chat.sql(
        "INSERT INTO identities (user_id, provider, subject, created_at, seen_at)"
        " VALUES (1, 'ldap', 'x', '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
    )
    hourly.look(chat.app)
    assert chat.sql("SELECT suspended_at FROM users") == [(None,)]
