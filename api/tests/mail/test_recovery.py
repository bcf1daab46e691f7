"""POST /api/recovery: the way back by mail for who is locked out."""

import pytest

from tests.accounts.test_attacks_on_accounts import essence
from tests.cast import PASSWORD
from tests.claims import problem
from tests.mail.conftest import BOBS, CHAT, ask_mail, give_mail, recover
from tests.mail_sink import link_in, token_in

NEW = "a new good one"


def test_who_is_locked_out_comes_back_and_takes_another_password(chat, bob, post):
    answer = recover(chat.stranger(), "bob")
    assert (answer.status_code, answer.json) == (202, {})
    (letter,) = post()
    assert letter["X-Rcpt-To"] == BOBS and "Your user name there is bob." in letter.get_content()
    assert link_in(letter).startswith(f"{CHAT}/sign-in#link=")
    browser = chat.stranger()
    assert browser.enter_by(token_in(letter)).json["id"] == bob.id
    assert browser.change_password(NEW, None).status_code == 204
    assert chat.stranger().sign_in(BOBS, NEW).status_code == 201


@pytest.mark.parametrize("account", ["BOB", " bob ", BOBS, BOBS.upper(), f" {BOBS.lower()} "])
def test_by_user_name_or_by_mail_address(chat, bob, post, account):
    assert recover(chat.stranger(), account).status_code == 202
    assert [letter["X-Rcpt-To"] for letter in post()] == [BOBS]


def test_the_link_opens_once_and_for_an_hour(chat, bob, post):
    recover(chat.stranger(), "bob")
    (first,) = post()
    ((minutes,),) = chat.sql(
        "SELECT (julianday(expires_at) - julianday('now')) * 1440 FROM links WHERE kind = 'sign-in'"
    )
    assert 59 < minutes <= 60
    assert chat.stranger().enter_by(token_in(first)).status_code == 201
    problem(chat.stranger().enter_by(token_in(first)), 410, "link-gone")
    recover(chat.stranger(), "bob")
    (second,) = post()
    chat.sql("UPDATE links SET expires_at = created_at")
    problem(chat.stranger().enter_by(token_in(second)), 410, "link-gone")


def test_a_second_mail_makes_the_first_void(chat, bob, post):
    recover(chat.stranger(), "bob")
    (first,) = post()
    recover(chat.stranger(), "bob")
    (second,) = post()
    problem(chat.stranger().enter_by(token_in(first)), 410, "link-gone")
    assert chat.stranger().enter_by(token_in(second)).status_code == 201


def test_anybodys_wish_does_not_take_back_an_administrators_link(chat, alice, bob, post):
    made = alice.make_sign_in_link(bob.id).json["token"]
    recover(chat.stranger(), "bob")
    post()
    assert chat.stranger().enter_by(made).status_code == 201


def test_a_second_factor_is_asked_for_all_the_same(chat, bob, post):
    chat.sql("UPDATE users SET totp_secret = 'JBSWY3DPEHPK3PXP' WHERE id = ?", bob.id)
    recover(chat.stranger(), "bob")
    (letter,) = post()
    browser = chat.stranger()
    answer = browser.enter_by(token_in(letter))
    assert answer.status_code == 202 and answer.json["factors"] == ["totp"]
    problem(browser.who_am_i(), 401, "not-signed-in")


@pytest.fixture
def cases(chat, alice, bob, post):
    """Accounts by what becomes of them: only Bob gets a mail."""
    eve, gone, shut = (chat.account(name) for name in ("Eve", "Gone", "Shut"))
    ask_mail(eve, "eve@mail.example.org")
    post()  # asked, and not confirmed
    give_mail(gone, post, "gone@mail.example.org")
    gone.give_up()
    give_mail(shut, post, "shut@mail.example.org")
    chat.suspend(shut)
    left = chat.account("Left")  # the company
    give_mail(left, post, "left@mail.example.org")
    chat.sql(
        "INSERT INTO identities (user_id, provider, subject, created_at, seen_at, gone_at) "
        "SELECT id, 'ldap', 'x', created_at, created_at, created_at FROM users WHERE id = ?",
        left.id,
    )
    chat.guest("Gus")
    return {
        "bob": True,
        BOBS: True,
        "nobody": False,
        "nobody@mail.example.org": False,
        "alice": False,  # has no address
        "eve": False,
        "eve@mail.example.org": False,
        "gone": False,
        "gone@mail.example.org": False,
        "shut": False,
        "shut@mail.example.org": False,
        "left": False,
        "gus": False,
    }


def test_user_enumeration_by_recovery(chat, cases, post):
    """The same answer to the byte, and the same writes; only the mailbox tells."""
    answers, writes = [], []
    for account, gets_mail in cases.items():
        before = chat.sql("SELECT count(*) FROM audit_entries")[0][0]
        answers.append(recover(chat.stranger(), account))
        acts = chat.sql(
            "SELECT act, actor_id, subject_id, address, details FROM audit_entries "
            f"ORDER BY id LIMIT 100 OFFSET {before}"
        )
        ((kind, user_id, tries),) = chat.sql("SELECT kind, user_id, tries FROM mails")
        writes.append((acts, kind, user_id, tries))
        assert len(post()) == gets_mail, account
        assert chat.sql("SELECT * FROM mails") == []
    assert answers[0].status_code == 202
    assert {str(essence(answer)) for answer in answers} == {str(essence(answers[0]))}
    assert {str(each) for each in writes} == {str(writes[0])}


def test_a_request_looks_nobody_up(chat, bob, monkeypatch):
    """What is not asked cannot take time."""
    from parley.models import User

    def fail(*_args):
        raise AssertionError("looked up")

    for lookup in ("called", "entrant"):
        monkeypatch.setattr(User, lookup, fail)
    for account in ("bob", "nobody", BOBS):
        assert recover(chat.stranger(), account).status_code == 202


@pytest.mark.parametrize("account", ["nobody", "bob"])
def test_an_account_is_not_flooded_and_the_limit_tells_nothing(chat, bob, post, account):
    tries = [recover(chat.stranger(), account) for _ in range(4)]
    assert [answer.status_code for answer in tries] == [202] * 3 + [429]
    problem(tries[-1], 429, "too-fast")
    assert len(post()) == (3 if account == "bob" else 0)


def test_nor_by_two_names_of_one_account(chat, bob, post):
    for account in ("bob", BOBS):
        for _ in range(3):
            assert recover(chat.stranger(), account).status_code == 202
    assert len(post()) == 3


def test_one_address_does_not_ask_for_many(make_mailing, sink):
    stranger = make_mailing(sink, SIGN_INS_PER_MINUTE="5").stranger()
    tries = [recover(stranger, f"nobody{n}").status_code for n in range(6)]
    assert tries == [202] * 5 + [429]


def test_retrying_is_not_flooding(chat, sink, bob, post):
    """An outage with many tries spends one mail of the person's few."""
    recover(chat.stranger(), "bob")
    sink.stop()
    for _ in range(5):
        assert post() == []
        chat.sql("UPDATE mails SET due_at = created_at")
    sink.start()
    assert len(post()) == 1


@pytest.mark.parametrize("account", [None, 1, [], "", "x", "a b", "x" * 33, "a" * 300 + "@b.org"])
def test_what_can_be_no_account_is_refused_with_the_field(chat, account):
    problem(recover(chat.stranger(), account), 422, "invalid", "account")


@pytest.mark.parametrize(
    "account", ["bob@b.org\r\nBcc: eve@evil.example", "bob\0@b.org", "' OR 1=1 --@", "%@%", "*@*"]
)
def test_what_is_given_as_an_account_is_never_a_recipient(chat, bob, post, account):
    assert recover(chat.stranger(), account).status_code == 202
    assert post() == []


def test_a_password_is_as_it_was_until_another_is_taken(chat, bob, post):
    """Anybody may ask: asking changes nothing."""
    recover(chat.stranger(), "bob")
    post()
    assert chat.stranger().sign_in("bob", PASSWORD).status_code == 201
    assert bob.who_am_i().status_code == 200


def test_the_audit_log_tells_who_asked_and_whom_a_link_was_made_for(chat, alice, bob, post):
    recover(chat.stranger(), "bob")
    post()
    made, asked = alice.audit()[:2]
    assert (made["act"], made["subject"]["id"], made["details"]) == (
        "sign-in-link-made",
        bob.id,
        {"by": "mail"},
    )
    assert (asked["act"], asked["address"], asked["subject"]) == (
        "recovery-asked",
        "127.0.0.1",
        None,
    )
