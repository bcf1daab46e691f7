"""What bad callers try where a directory decides, each over HTTP."""

import pytest

from parley.services import directory as asked
from tests import cast
from tests.claims import problem
from tests.directory.slapd import PASSWORD, PEOPLE, SEARCHER

INJECTIONS = [
    "*",
    "d*",
    "*a",
    "dana)(uid=*",
    ")(uid=*",
    "*)(uid=*))(|(uid=*",
    "x)(|(uid=dana)",
    "dana)(objectClass=*",
    "\\2a",
    "\\64ana",
    "\\00",
    "dana\0",
    "\0",
    "dana\\00",
    "\\",
    "(", ")", "&", "|", "!", "=", "~=", ">=",
    "cn=dana," + PEOPLE,
    "dąna",
    "\U0001f600",
    "\x7f\x01",
    "a" * 254,
    "(" * 254,
    "\U0001f600" * 254,
]  # fmt: skip


@pytest.mark.parametrize("username", INJECTIONS)
def test_ldap_injection_by_a_user_name(directory, dana, charlie, username):
    """The only entry is Dana's: a filter that matched anything would let her password in."""
    problem(charlie.sign_in(username, PASSWORD), 401, "wrong-credentials")
    assert charlie.sign_in("dana", PASSWORD).status_code == 201


@pytest.mark.parametrize("mail", ["alice", "ALICE", " alice ", "alice@", "@alice"])
def test_an_entry_whose_mail_is_a_user_name_gets_an_account_of_its_own(
    chat, directory, alice, charlie, mail
):
    """Alice owns the chat and has no mail address; in some directories people change their own."""
    directory.add("mallory", mail=mail)
    answer = charlie.sign_in("mallory", PASSWORD)
    assert (answer.status_code, answer.json["role"]) == (201, "member")
    assert answer.json["id"] != alice.id
    assert alice.who_am_i().status_code == 200
    assert chat.sql("SELECT mail FROM users WHERE id = ?", answer.json["id"]) == [(None,)]


def test_what_is_too_long_for_any_user_name_is_refused_with_the_field(chat, charlie):
    problem(charlie.sign_in("a" * 255, PASSWORD), 422, "invalid", "username")
    problem(charlie.sign_in("\ud800", PASSWORD), 422, "invalid", "username")


def test_what_stands_for_characters_in_a_filter_stands_for_itself(directory, charlie):
    directory.add("da*(n)\\a", "Dana Doe")
    assert charlie.sign_in("da*(n)\\a", PASSWORD).status_code == 201


def test_who_is_in_no_group_is_not_put_into_one_by_a_user_name(directory, make_chat_with, charlie):
    """The name goes into the question about groups, too."""
    owners = "cn=owners,ou=groups,dc=example,dc=org"
    directory.group(owners, "posixGroup", memberUid=["emil"])
    directory.add("x)(memberUid=*")
    chat = make_chat_with(LDAP_OWNERS=owners)
    assert chat.stranger().sign_in("x)(memberUid=*", PASSWORD).json["role"] == "member"
    directory.add("emil")
    assert chat.stranger().sign_in("emil", PASSWORD).json["role"] == "owner"


def test_an_empty_password_is_refused_before_the_directory_is_asked(directory, dana, charlie):
    """A server takes it for no password at all, and lets anybody in (RFC 4513, 5.1.2)."""
    before = directory.binds()
    problem(charlie.sign_in("dana", ""), 422, "invalid", "password")
    assert directory.binds() == before


def test_nor_would_the_directory_be_asked_by_one(chat, directory, dana):
    """Whoever calls it: not only the schema stands before it."""
    before = len(directory.binds())
    assert chat.run(asked.vouch, "dana", "") is None
    assert set(directory.binds()[before:]) == {SEARCHER}


@pytest.mark.parametrize("password", ["\0", " ", "\u00ad", "\u200b"])
def test_what_could_be_taken_for_an_empty_password_opens_nothing(dana, charlie, password):
    problem(charlie.sign_in("dana", password), 401, "wrong-credentials")


def test_an_account_here_cannot_be_taken_over_by_an_entry_of_its_name(
    chat, directory, alice, bob, charlie
):
    dn = directory.add("bob", "Robert", "robert@example.org")
    problem(charlie.sign_in("bob", PASSWORD), 401, "wrong-credentials")
    assert dn in directory.binds()  # the directory's password was right
    failed = alice.audit(act="sign-in-failed")[0]
    assert failed["subject"]["id"] == bob.id
    assert chat.sql("SELECT count(*) FROM identities") == [(0,)]
    assert bob.who_am_i().status_code == 200
    assert charlie.sign_in("bob", cast.PASSWORD).json["id"] == bob.id


def test_in_no_spelling_either(directory, bob, charlie):
    directory.add("bob", "Robert")
    for spelling in ("BOB", " bob ", "ｂｏｂ", "bo\u00adb"):
        answer = charlie.sign_in(spelling, PASSWORD)
        assert answer.status_code == 401 or answer.json["id"] != bob.id


def test_whoever_it_is_the_answer_is_the_same_and_the_directory_sees_a_bind(
    directory, dana, bob, charlie
):
    """Known there, known here, known nowhere: one search and one bind for each."""
    answers, binds = [], []
    for username in ("dana", "bob", "nobody", "*"):
        before = len(directory.binds())
        answers.append(problem(charlie.sign_in(username, "wrong"), 401, "wrong-credentials"))
        binds.append(directory.binds()[before:])
    assert answers == [answers[0]] * 4
    assert [len(each) for each in binds] == [2] * 4
    assert {each[0] for each in binds} == {SEARCHER}
    assert binds[0][1] == dana
    assert all(dn.endswith(f",{PEOPLE}") and dn != dana for _, dn in binds[1:])


def test_an_argon2_hash_is_computed_whoever_it_is(dana, bob, charlie, monkeypatch):
    from parley.services import passwords

    matches, asked = passwords.matches, []

    def counted(*args):
        asked.append(args)
        return matches(*args)

    monkeypatch.setattr(passwords, "matches", counted)
    for username in ("dana", "bob", "nobody"):
        problem(charlie.sign_in(username, "wrong"), 401, "wrong-credentials")
    assert len(asked) == 3


def test_guessing_is_limited_in_all_spellings_together(make_chat, directory, dana):
    charlie = make_chat(**directory.settings()).stranger()
    spellings = ["dana", "DANA", " dana", "d\u00adana", "ｄana", "dána", "dana\u200b"] * 2
    for spelling in spellings[:10]:
        problem(charlie.sign_in(spelling, "wrong"), 401, "wrong-credentials")
    problem(charlie.sign_in("dana", PASSWORD), 429, "too-fast")
    assert charlie.sign_in("nobody", "wrong").status_code == 401


def test_no_password_is_written_down(chat, directory, dana, alice, charlie):
    charlie.sign_in("dana", "a secret of Dana's")
    charlie.sign_in("dana", PASSWORD)
    everything = chat.database.read_bytes() + directory.log.read_bytes()
    everything += (chat.data_dir / "parley.db-wal").read_bytes()
    assert b"a secret of Dana's" not in everything and PASSWORD.encode() not in everything
