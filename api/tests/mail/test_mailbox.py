"""/api/account/mail: the address counts once whoever reads what is sent there says so."""

import pytest

from parley.services import passwords
from tests.accounts.test_attacks_on_accounts import MORE
from tests.accounts.test_attacks_on_links import at_once
from tests.cast import PASSWORD
from tests.claims import problem
from tests.mail.conftest import (
    BOBS,
    CHAT,
    account_of,
    ask_mail,
    confirm,
    give_mail,
    recover,
    remove_mail,
)
from tests.mail_sink import link_in, token_in
from tests.stage import UNLIMITED

NEW = "bob@elsewhere.example.org"
NOTHING = {
    "mail": None,
    "pending_mail": None,
    "time_zone": None,
    "language": None,
    "providers": [],
    "directory": False,
}


def test_an_account_begins_without_one(eve):
    assert account_of(eve) == NOTHING


def test_an_address_counts_once_it_is_confirmed(chat, eve, post):
    answer = ask_mail(eve, " Eve@Mail.Example.org ")
    assert (answer.status_code, answer.json) == (202, {"pending_mail": "Eve@mail.example.org"})
    assert account_of(eve) == NOTHING | {"pending_mail": "Eve@mail.example.org"}
    (letter,) = post()
    assert letter["X-Rcpt-To"] == "Eve@mail.example.org"
    assert link_in(letter).startswith(f"{CHAT}/account#mail=")
    assert link_in(letter).endswith("&account=eve")  # so that whoever opens it knows whose it is
    assert "the account eve" in letter.get_content()
    assert account_of(eve) == NOTHING | {"pending_mail": "Eve@mail.example.org"}
    answer = confirm(chat.stranger(), letter)
    assert (answer.status_code, answer.json) == (
        200,
        {"mail": "Eve@mail.example.org", "username": "eve"},
    )
    assert account_of(eve) == NOTHING | {"mail": "Eve@mail.example.org"}


def test_it_signs_in_however_it_is_written(chat, bob):
    for way in (BOBS, BOBS.lower(), BOBS.upper(), f" {BOBS} ", "bob"):
        answer = chat.stranger().sign_in(way)
        assert (answer.status_code, answer.json["id"]) == (201, bob.id), way


def test_an_address_that_is_not_confirmed_signs_nobody_in(chat, eve, post):
    ask_mail(eve, "eve@mail.example.org")
    post()
    problem(chat.stranger().sign_in("eve@mail.example.org"), 401, "wrong-credentials")


def test_a_domain_in_other_letters_is_the_same(chat, eve, post):
    give_mail(eve, post, "eve@bücher.example.org")
    for way in ("eve@bücher.example.org", "EVE@BÜCHER.example.org"):
        assert chat.stranger().sign_in(way).status_code == 201
    assert chat.stranger().sign_in("eve@xn--bcher-kva.example.org").status_code == 201


def test_the_former_address_is_told_of_the_change(chat, bob, post):
    ask_mail(bob, NEW)
    (asked,) = post()
    assert account_of(bob)["mail"] == BOBS  # until then
    assert confirm(bob, asked).status_code == 200
    (told,) = post()
    assert (told["To"], told["Subject"]) == (BOBS, "Your account has another mail address")
    assert NEW not in told.get_content()
    problem(chat.stranger().sign_in(BOBS), 401, "wrong-credentials")
    assert chat.stranger().sign_in(NEW).status_code == 201


def test_the_former_address_is_told_of_its_removal(chat, bob, post):
    answer = remove_mail(bob)
    assert (answer.status_code, answer.data) == (204, b"")
    (told,) = post()
    assert (told["To"], told["Subject"]) == (BOBS, "Your account has no mail address any more")
    assert account_of(bob) == NOTHING
    problem(chat.stranger().sign_in(BOBS), 401, "wrong-credentials")
    assert remove_mail(bob).status_code == 204 and post() == []


def test_the_address_is_told_of_another_password(bob, post):
    assert bob.change_password("a new good one").status_code == 204
    (told,) = post()
    assert (told["To"], told["Subject"]) == (BOBS, "Your password was changed")
    assert "a new good one" not in str(told) and PASSWORD not in str(told)


def test_removing_withdraws_what_is_asked(eve, post):
    ask_mail(eve, "eve@mail.example.org")
    (letter,) = post()
    ask_mail(eve, NEW)
    assert remove_mail(eve).status_code == 204
    assert account_of(eve) == NOTHING and post() == []
    problem(confirm(eve, letter), 410, "link-gone")


def test_asking_for_another_withdraws_the_first(eve, post):
    ask_mail(eve, "eve@mail.example.org")
    (first,) = post()
    ask_mail(eve, NEW)
    problem(confirm(eve, first), 410, "link-gone")
    (second,) = post()
    assert confirm(eve, second).json["mail"] == NEW


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


def test_a_suspended_account_gets_no_address(chat, alice, eve, post):
    ask_mail(eve, "eve@mail.example.org")
    (letter,) = post()
    chat.suspend(eve)
    problem(confirm(chat.stranger(), letter), 410, "link-gone")
    assert chat.sql("SELECT mail FROM users WHERE id = ?", eve.id) == [(None,)]


def test_a_link_is_good_for_a_day(chat, eve, post):
    ask_mail(eve, "eve@mail.example.org")
    (letter,) = post()
    ((hours,),) = chat.sql("SELECT (julianday(expires_at) - julianday('now')) * 24 FROM links")
    assert 23.9 < hours <= 24
    chat.sql("UPDATE links SET expires_at = created_at")
    problem(confirm(eve, letter), 410, "link-gone")
    assert account_of(eve) == NOTHING


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


def test_it_takes_the_present_password(bob):
    for proof in ({"password": "x"}, {"password": None}):
        problem(ask_mail(bob, NEW, **proof), 422, "invalid", "password")
        problem(remove_mail(bob, **proof), 422, "invalid", "password")
    assert account_of(bob)["mail"] == BOBS and account_of(bob)["pending_mail"] is None


def test_without_a_password_it_takes_a_session_that_has_just_begun(chat, post):
    zoe = chat.account("Zoe")
    chat.sql("UPDATE users SET password_hash = NULL WHERE username = 'zoe'")
    assert ask_mail(zoe, NEW, password=None).status_code == 202
    chat.sql("UPDATE sessions SET created_at = '2026-01-01 00:00:00.000000'")
    problem(ask_mail(zoe, NEW, password=None), 422, "invalid", "password")
    problem(remove_mail(zoe, password=None), 422, "invalid", "password")


def test_a_guest_has_none(gus):
    problem(ask_mail(gus, NEW), 403, "not-allowed")
    problem(remove_mail(gus), 403, "not-allowed")
    problem(gus.get("/api/account"), 403, "not-allowed")


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


def test_who_signs_up_with_an_address_is_asked(chat, charlie, post):
    assert charlie.sign_up("charlie", mail="charlie@mail.example.org").status_code == 201
    assert account_of(charlie) == NOTHING | {"pending_mail": "charlie@mail.example.org"}
    (letter,) = post()
    assert confirm(charlie, letter).status_code == 200


def test_who_sets_up_the_chat_with_an_address_is_asked(chat, charlie, post):
    from parley.services import links

    token = chat.run(links.make_setup).token
    assert charlie.set_up(token, "charlie", mail="charlie@mail.example.org").status_code == 201
    (letter,) = post()
    assert letter["To"] == "charlie@mail.example.org"


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


def test_a_refused_sign_up_sends_nothing(chat, bob, post):
    problem(
        chat.stranger().sign_up("bob", mail=NEW, name="Robert"), 409, "username-taken", "username"
    )
    assert post() == [] and chat.sql("SELECT * FROM mails") == []


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


def test_where_no_mail_is_sent(make_chat):
    chat = make_chat(**UNLIMITED)
    bob = chat.account("Bob")
    problem(ask_mail(bob, NEW), 409, "mail-off")
    problem(recover(chat.stranger(), "bob"), 409, "mail-off")
    problem(chat.stranger().sign_up("zoe", mail=NEW), 422, "invalid", "mail")
    assert remove_mail(bob).status_code == 204
    assert bob.change_password("a new good one").status_code == 204
    assert account_of(bob) == NOTHING and chat.sql("SELECT * FROM mails") == []


def test_the_page_knows_whether_mail_is_sent(chat, make_chat):
    assert chat.stranger().get("/api/joining").json["mail"] is True
    assert make_chat().stranger().get("/api/joining").json["mail"] is False


def test_the_audit_log_tells_of_it_without_the_address(chat, alice, bob, post):
    ask_mail(bob, NEW)
    confirm(bob, post()[0])
    remove_mail(bob)
    acts = [entry["act"] for entry in alice.audit(person_id=bob.id)]
    asked = ["mail-changed", "mail-change-asked"]
    assert acts == ["mail-removed", *asked, *asked, "account-made"]
    assert "example.org" not in alice.get("/api/audit").text


def test_user_enumeration_by_the_time_of_sign_in_by_mail(chat, bob, charlie, monkeypatch):
    """Exactly one hash is verified, whoever has the address, or nobody."""
    charlie.sign_in("nobody", "x")  # makes nobody's hash, once in the life of the process
    verified = []

    class Counting:
        def verify(self, kept, password):
            verified.append(kept)
            return hasher.verify(kept, password)

    hasher = passwords._hasher
    monkeypatch.setattr(passwords, "_hasher", Counting())
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
