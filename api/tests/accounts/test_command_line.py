"""`flask --app parley people …`: accounts, for whoever hosts the chat."""

import re

import pytest

from tests.claims import problem


@pytest.fixture
def people(chat):
    """Runs a command; gives its exit code and what it said."""

    def run(*words):
        done = chat.run_command("people", *words)
        assert "Traceback" not in done.output
        return done.exit_code, done.output

    return run


def token(said, kind="link"):
    """The token in what a command said, which must say how long it is good."""
    assert re.search(r"It works once, until \d{4}-\d\d-\d\d \d\d:\d\d UTC\.\n$", said), said
    return re.search(rf"^  /sign-in#{kind}=(\S+)$", said, re.MULTILINE).group(1)


def test_as_a_process_of_its_own(chat, alice):
    """All else is run inside this one, which is quicker."""
    done = chat.command("people", "list")
    assert (done.returncode, done.stdout) == (0, b"alice  owner  Alice\n")


def test_create_makes_an_account_and_a_link(people, charlie, gus):
    gus.load()
    code, said = people("create", "Zoe")
    assert code == 0 and said.startswith("Made zoe, member.\n")
    answer = charlie.enter_by(token(said))
    assert answer.json["role"] == "member" and answer.json["has_password"] is False
    assert [m["content"] for m in gus.follow()] == ["zoe joined"]


@pytest.mark.parametrize("role", ["member", "administrator", "owner"])
def test_create_with_a_role(people, charlie, role):
    code, said = people("create", "zoe", "--role", role)
    assert code == 0 and f"Made zoe, {role}." in said
    assert charlie.enter_by(token(said)).json["role"] == role
    assert charlie.get("/api/joining").json["has_owner"] is (role == "owner")


def test_setup_link_makes_an_owner_while_there_is_none(people, charlie):
    code, said = people("setup-link")
    assert code == 0 and said.startswith("This chat has no owner yet.")
    assert charlie.set_up(token(said, "setup"), "charlie").json["role"] == "owner"
    assert people("setup-link") == (1, "Error: This chat has an owner already.\n")


def test_list_shows_accounts_and_no_guests(chat, people, alice, bob, gus):
    chat.suspend(bob)
    code, said = people("list")
    assert code == 0
    assert said.splitlines() == ["bob  member  Bob  suspended", "alice  owner  Alice"]


def test_list_is_complete_however_many_there_are(chat, people, monkeypatch):
    monkeypatch.setattr("parley.cli_people.LISTED_AT_ONCE", 2)
    names = [f"person{number}" for number in range(5)]
    for name in names:
        chat.account(name)
        chat.guest(f"Guest of {name}")
    listed = [line.split()[0] for line in people("list")[1].splitlines()]
    assert sorted(listed) == names


def test_set_role(people, alice, bob):
    assert people("set-role", "bob", "owner") == (0, "bob is owner now.\n")
    assert bob.who_am_i().json["role"] == "owner"
    assert people("set-role", "Alice", "member") == (0, "alice is member now.\n")
    assert alice.who_am_i().json["role"] == "member"


def test_reset_password_signs_out_and_makes_a_link(chat, people, alice, bob, charlie):
    code, said = people("reset-password", "bob")
    assert code == 0
    assert said.startswith("bob has no password now and is signed out everywhere.\n")
    problem(bob.who_am_i(), 401, "not-signed-in")
    problem(charlie.sign_in("bob"), 401, "wrong-credentials")
    assert charlie.enter_by(token(said)).json["has_password"] is False
    assert charlie.change_password("a new good one", None).status_code == 204
    assert chat.stranger().sign_in("bob", "a new good one").status_code == 201


def test_sign_in_link_changes_nothing_else(people, bob, charlie):
    code, said = people("sign-in-link", "bob")
    assert code == 0 and said.startswith("For bob:\n")
    assert charlie.enter_by(token(said)).json["id"] == bob.id
    assert bob.who_am_i().status_code == 200


def test_suspend_and_unsuspend(people, alice, bob):
    code, said = people("suspend", "bob")
    assert (code, said) == (0, "bob is suspended and signed out everywhere.\n")
    problem(bob.who_am_i(), 401, "not-signed-in")
    problem(bob.sign_in("bob"), 403, "suspended")
    assert people("unsuspend", "bob") == (0, "bob may sign in again.\n")
    assert bob.sign_in("bob").status_code == 201


@pytest.mark.parametrize("again", [("suspend", "bob"), ("unsuspend", "bob")])
def test_saying_it_twice_is_no_failure(people, bob, again):
    assert [people(*again)[0] for _ in range(2)] == [0, 0]


NEED_AN_ACCOUNT = [
    *(("set-role", "zoe", "member"), ("reset-password", "zoe"), ("sign-in-link", "zoe")),
    *(("suspend", "zoe"), ("unsuspend", "zoe")),
]


@pytest.mark.parametrize("words", NEED_AN_ACCOUNT, ids=lambda words: words[0])
def test_who_is_not_there_is_a_sentence(people, alice, words):
    assert people(*words) == (1, "Error: Nobody signs in as zoe.\n")


@pytest.mark.parametrize("words", [*NEED_AN_ACCOUNT, ("create", "zoe")], ids=lambda words: words[0])
def test_what_is_no_user_name_is_a_sentence(people, words):
    code, said = people(words[0], "?!", *words[2:])
    assert code == 2 and "A user name has " in said


@pytest.mark.parametrize("role", ["guest", "king", ""])
def test_what_is_no_role_is_a_sentence(people, bob, role):
    for words in (("set-role", "bob", role), ("create", "zoe", "--role", role)):
        code, said = people(*words)
        assert code == 2 and "is not one of" in said
    assert bob.who_am_i().json["role"] == "member"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("create", "bob"), "Error: Someone here signs in by this name already.\n"),
        (("create", "gus"), "Error: Someone here has this name already"),
        (("set-role", "alice", "member"), "Error: Make somebody else an owner first.\n"),
        (("suspend", "alice"), "Error: Make somebody else an owner first.\n"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(chat, people, alice, bob, gus, words, sentence):
    before = chat.sql("SELECT * FROM users")
    code, said = people(*words)
    assert code == 1 and said.startswith(sentence)
    assert chat.sql("SELECT * FROM users") == before


def test_the_last_owners_password_can_be_reset(people, alice, charlie):
    """For who is locked out of everything but the host."""
    code, said = people("reset-password", "alice")
    assert code == 0
    assert charlie.enter_by(token(said)).json["role"] == "owner"


def test_every_act_is_in_the_log_as_nobodys(chat, people, alice, bob):
    for words in (
        *(("create", "zoe"), ("set-role", "bob", "administrator"), ("sign-in-link", "bob")),
        *(("reset-password", "bob"), ("suspend", "bob"), ("unsuspend", "bob")),
    ):
        assert people(*words)[0] == 0
    entries = alice.audit(limit=7)
    assert [entry["act"] for entry in reversed(entries)] == [
        *("account-made", "role-changed", "sign-in-link-made"),
        *("password-reset", "sign-in-link-made", "suspended", "suspension-lifted"),
    ]
    assert {(entry["actor"], entry["address"]) for entry in entries} == {(None, None)}
    assert people("verify-audit")[0] == 0


def test_the_link_that_makes_an_owner_is_in_the_log_before_whom_it_made(people, chat, charlie):
    code, said = people("setup-link")
    assert code == 0
    charlie.set_up(token(said, "setup"), "charlie")
    made, used, *_ = reversed(charlie.audit())
    assert (made["act"], made["actor"], made["address"]) == ("setup-link-made", None, None)
    assert (used["act"], used["actor"]["name"]) == ("account-made", "charlie")


def test_a_busy_database_is_a_sentence(chat, people, alice, monkeypatch):
    from parley import db
    from tests.services.test_locked import Holder

    monkeypatch.setattr(db, "WRITE_PATIENCE_S", 0.1)
    holder = Holder(chat)
    try:
        code, said = people("suspend", "alice")
    finally:
        holder.let_go()
        holder.connection.close()
    assert code == 1 and said.startswith("Error: Nothing was changed.")
