"""/api/account/mail: the address counts once whoever reads what is sent there says so."""

from tests.cast import PASSWORD
from tests.claims import problem
from tests.mail.conftest import (
    BOBS,
    CHAT,
    NEW,
    account_of,
    ask_mail,
    confirm,
    give_mail,
    recover,
    remove_mail,
)
from tests.mail_sink import link_in
from tests.stage import UNLIMITED

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


def test_a_refused_sign_up_sends_nothing(chat, bob, post):
    problem(
        chat.stranger().sign_up("bob", mail=NEW, name="Robert"), 409, "username-taken", "username"
    )
    assert post() == [] and chat.sql("SELECT * FROM mails") == []


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
