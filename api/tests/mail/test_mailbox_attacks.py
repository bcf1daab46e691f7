"""Attacks on mail addresses: links used twice or by others, addresses of others, headers, floods."""

import pytest

from tests.accounts.test_attacks_on_accounts import MORE
from tests.cast import PASSWORD
from tests.claims import problem
from tests.mail.conftest import (
    BOBS,
    NEW,
    account_of,
    ask_mail,
    confirm,
    recover,
    remove_mail,
)
from tests.mail_sink import token_in
from tests.races import at_once


@pytest.mark.parametrize("end", ["another password", "reset", "leaving"])
def test_what_a_burglar_asked_for_does_not_outlive_the_password(chat, eve, post, end):
    ask_mail(eve, "burglar@mail.example.org")
    (letter,) = post()
    ask_mail(eve, "burglar@mail.example.org")
    ends = {
        "another password": lambda: eve.change_password("a new good one"),
        "reset": lambda: chat.run_command("people", "reset-password", "eve"),
        "leaving": lambda: eve.give_up(),
    }
    ends[end]()
    assert post() == []
    problem(confirm(chat.stranger(), letter), 410, "link-gone")


@pytest.mark.parametrize("end", ["no address", "another address"])
def test_a_link_back_in_the_former_mailbox_opens_nothing_any_more(chat, alice, bob, post, end):
    """Whoever changes the address may do so because others read the mail there."""
    made = alice.make_sign_in_link(bob.id).json["token"]
    recover(chat.stranger(), "bob")
    (letter,) = post()
    if end == "no address":
        assert remove_mail(bob).status_code == 204
    else:
        ask_mail(bob, NEW)
        assert confirm(bob, post()[-1]).status_code == 200
    problem(chat.stranger().enter_by(token_in(letter)), 410, "link-gone")
    assert chat.stranger().enter_by(made).status_code == 201


def test_reuse_of_a_confirmation_link(eve, post):
    ask_mail(eve, "eve@mail.example.org")
    (letter,) = post()
    assert confirm(eve, letter).status_code == 200
    for _ in range(2):
        problem(confirm(eve, letter), 410, "link-gone")


def test_a_race_for_a_confirmation_link(chat, eve, post):
    ask_mail(eve, "eve@mail.example.org")
    (letter,) = post()
    answers = at_once(*(lambda: confirm(chat.stranger(), letter) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [200] + [410] * 5
    assert account_of(eve)["mail"] == "eve@mail.example.org"


def test_a_confirmation_link_signs_nobody_in_and_a_sign_in_link_confirms_nothing(
    chat, alice, eve, post
):
    ask_mail(eve, "eve@mail.example.org")
    (letter,) = post()
    problem(chat.stranger().enter_by(token_in(letter)), 410, "link-gone")
    problem(confirm(eve, alice.make_sign_in_link(eve.id).json["token"]), 410, "link-gone")
    confirmer = chat.stranger()
    assert confirm(confirmer, letter).status_code == 200
    problem(confirmer.who_am_i(), 401, "not-signed-in")


def test_two_who_want_one_address(chat, bob, eve, post):
    """Only who reads the mailbox learns that somebody has the address."""
    other = chat.account("Other")
    free, taken = ask_mail(other, "other@mail.example.org"), ask_mail(eve, BOBS.upper())
    assert free.status_code == taken.status_code == 202
    letters = {letter["X-Rcpt-To"].lower(): letter for letter in post()}
    for _ in range(2):
        problem(confirm(eve, letters[BOBS.lower()]), 409, "mail-taken")
    assert account_of(bob)["mail"] == BOBS and account_of(eve)["mail"] is None
    remove_mail(bob)
    assert confirm(eve, letters[BOBS.lower()]).status_code == 200


def test_a_race_of_two_for_one_address(chat, eve, post):
    zoe = chat.account("Zoe")
    for person in (eve, zoe):
        ask_mail(person, NEW)
    letters = post()
    answers = at_once(*(lambda each=each: confirm(chat.stranger(), each) for each in letters))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert chat.sql("SELECT count(*) FROM users WHERE mail_key = ?", NEW) == [(1,)]


BAD = [
    *(None, 1, [], "", "x", "@", "a@", "@b.org", "a b@c.org", "a@b..org", "a@@b.org", "ä@b.org"),
    *("Bob <bob@b.org>", "a@b.org,c@d.org", "a@b.org;c@d.org", '"a b"@c.org', "a@[127.0.0.1]"),
    *("a" * 64 + "@" + "b" * 200 + ".org", "x" * 60_000 + "@b.org"),
]
INJECTIONS = [
    *("bob@b.org\r\nBcc: eve@evil.example", "bob@b.org\nSubject: x", "a\r\nBcc: c@d.org\r\n@b.org"),
    *("bob@b.org\0", "bob@b.org\u2028X: y", "bob@b.org>\r\nRCPT TO:<eve@evil.example>"),
    *(
        "bob@b.org%0d%0aBcc:x@y.org",
        "=?utf-8?q?bob=0ABcc:?=@b.org ",
        "bob@b.org\x85X: y",
        "\u202ebob@b.org",
    ),
]


@pytest.mark.parametrize("mail", BAD + INJECTIONS, ids=lambda mail: str(mail)[:30])
def test_what_is_no_address_is_refused_with_the_field(chat, eve, mail):
    problem(ask_mail(eve, mail), 422, "invalid", "mail")
    if mail is not None:
        problem(chat.stranger().sign_up("zoe", mail=mail), 422, "invalid", "mail")
    assert chat.sql("SELECT * FROM mails") == []


@pytest.mark.parametrize("mail", ["a%0d%0a@b.org", "a|b`c$d{e}@b.org", "o'brien+x@b.org"])
def test_odd_addresses_are_addresses_and_nothing_else(eve, post, mail):
    assert ask_mail(eve, mail).status_code == 202
    (letter,) = post()
    assert letter["X-Rcpt-To"] == mail and letter.get_all("To") == [mail]
    assert letter["Bcc"] is None


@pytest.mark.parametrize("field", [*MORE, "user_id", "mail_key", "confirmed", "to"])
def test_mass_assignment(chat, bob, field):
    before = chat.sql("SELECT * FROM users")
    proof = {"password": PASSWORD, field: MORE.get(field, 1)}
    problem(ask_mail(bob, NEW, **proof), 422, "invalid", field)
    problem(remove_mail(bob, **proof), 422, "invalid", field)
    problem(recover(chat.stranger(), "bob", **{field: 1}), 422, "invalid", field)
    body = {"token": "x", field: 1}
    answer = chat.stranger().send("POST", "/api/account/mail/confirmation", json=body)
    problem(answer, 422, "invalid", field)
    assert chat.sql("SELECT * FROM users") == before and chat.sql("SELECT * FROM mails") == []


def test_user_enumeration_by_an_address_at_sign_up(chat, bob, post):
    """The same answer and the same writes whether somebody has it; only the mailbox learns."""
    answers = [
        chat.stranger().sign_up(f"zoe{n}", name=f"Zoe {n}", mail=mail)
        for n, mail in enumerate((BOBS, "free@mail.example.org"))
    ]
    shown = [{**answer.json, "id": 0, "name": "", "username": ""} for answer in answers]
    assert [answer.status_code for answer in answers] == [201, 201] and shown[0] == shown[1]
    rows = chat.sql("SELECT kind, about, tries FROM mails")
    assert rows == [("confirmation", BOBS, 0), ("confirmation", "free@mail.example.org", 0)]


def test_one_address_is_not_flooded(chat, post):
    """By however many accounts, old ones and new ones."""
    people = [chat.account(f"Person {n}".replace(" ", "")) for n in range(2)]
    for person in people:
        assert ask_mail(person, "victim@mail.example.org").status_code == 202
    assert chat.stranger().sign_up("zoe", mail="Victim@mail.example.org").status_code == 201
    problem(ask_mail(people[0], "VICTIM@mail.example.org"), 429, "too-fast")
    problem(chat.stranger().sign_up("zoe2", mail="victim@mail.example.org"), 429, "too-fast")
    assert len(post()) == 3
    assert ask_mail(people[0], NEW).status_code == 202


def test_one_person_does_not_write_to_many(eve):
    answers = [ask_mail(eve, f"victim{n}@mail.example.org").status_code for n in range(11)]
    assert answers == [202] * 10 + [429]


def test_guessing_tokens_is_limited(make_mailing, sink):
    stranger = make_mailing(sink, SIGN_INS_PER_MINUTE="5").stranger()
    assert [confirm(stranger, f"x{n}").status_code for n in range(6)] == [410] * 5 + [429]


def test_user_enumeration_by_the_time_of_sign_in_by_mail(chat, bob, charlie, verified):
    """Exactly one hash is verified, whoever has the address, or nobody."""
    charlie.sign_in("nobody", "x")  # makes nobody's hash, once in the life of the process
    answers = []
    for account in (BOBS, "nobody@mail.example.org", "bob@", "@", "ü@ü"):
        verified.clear()
        answers.append(charlie.sign_in(account, "a wrong password"))
        problem(answers[-1], 401, "wrong-credentials")
        assert len(verified) == 1, account
    assert len({answer.data for answer in answers}) == 1


def test_who_signs_in_by_user_name_and_by_mail_is_limited_in_both(make_mailing, sink, log):
    chat = make_mailing(sink)
    stranger = chat.stranger()
    for account in ("bob", BOBS):
        tries = [stranger.sign_in(account, "x").status_code for _ in range(11)]
        assert tries == [401] * 10 + [429]
