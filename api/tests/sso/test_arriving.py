"""Single sign-on with a certified provider: who comes in, and as whom."""

import pyotp
import pytest

from tests.claims import NOTHING_YET, problem
from tests.sso.conftest import providers


@pytest.fixture
def chat(make_chat, corp):
    return make_chat(**providers(corp.setting()))


@pytest.fixture
def closed(make_chat, corp):
    """A chat in which nobody makes an account of their own."""
    return make_chat(**providers(corp.setting()), SIGN_UP="closed")


@pytest.fixture
def bob(chat):
    """Bob has an account with a confirmed mail address."""
    return with_mail(chat, chat.account("Bob"))


def with_mail(chat, person, mail="Bob@corp.example"):
    statement = "UPDATE users SET mail = ?, mail_key = ? WHERE id = ?"
    chat.sql(statement, mail, mail.lower(), person.id)
    return person


def acts(chat):
    """The audit log without what belongs to signing up by password."""
    return chat.sql("SELECT act, actor_id, subject_id, details FROM audit_entries ORDER BY id")


def test_who_comes_for_the_first_time_gets_an_account(chat, charlie, door):
    answer = door(charlie).enter("ada")
    assert answer.status_code == 201, answer.text
    newcomer = {"name": "Ada Lovelace", "username": "ada", "role": "member", "is_guest": False}
    person = {name: answer.json[name] for name in newcomer | {"has_password": 0} | NOTHING_YET}
    assert person == newcomer | {"has_password": False} | NOTHING_YET
    assert charlie.who_am_i().json == answer.json
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    mail = chat.sql("SELECT mail, mail_key FROM users WHERE id = ?", answer.json["id"])
    assert mail == [("Ada@corp.example", "ada@corp.example")]


def test_others_are_told_and_the_audit_log_says_by_whom_they_came(chat, charlie, door):
    reader = chat.guest("Reader")
    reader.load()
    id = door(charlie).enter("ada").json["id"]
    assert [message["content"] for message in reader.follow()] == ["Ada Lovelace joined"]
    door(chat.stranger()).enter("ada")
    assert acts(chat) == [
        ("account-made", id, None, '{"provider": "corp", "role": "member"}'),
        ("signed-in", id, None, '{"provider": "corp"}'),
        ("signed-in", id, None, '{"provider": "corp"}'),
    ]


def test_who_comes_again_is_the_same_person(chat, charlie, door):
    first = door(charlie).enter("ada").json
    chat.sql("UPDATE users SET mail = NULL, mail_key = NULL")  # it is not by the mail
    again = door(chat.stranger()).enter("ada")
    assert (again.status_code, again.json) == (201, first)
    assert chat.sql("SELECT provider, subject, user_id FROM identities") == [
        ("corp", "ada", first["id"])
    ]


@pytest.mark.parametrize("client", ["parley-post", "parley-public"])
def test_other_kinds_of_clients_come_in_too(make_chat, corp, door, client):
    chat = make_chat(**providers(corp.setting(client=client)))
    assert door(chat.stranger()).enter("ada").status_code == 201


def test_claims_may_stand_in_the_id_token_too(make_chat, club, door):
    chat = make_chat(**providers(club.setting("club")))
    assert door(chat.stranger(), "club").enter("ada").json["name"] == "Ada Lovelace"


def test_a_verified_mail_address_leads_to_the_account_that_has_it(chat, bob, charlie, door):
    answer = door(charlie).enter("bob")
    assert (answer.status_code, answer.json["id"]) == (201, bob.id)
    assert acts(chat)[-2:] == [
        ("identity-linked", bob.id, None, '{"provider": "corp"}'),
        ("signed-in", bob.id, None, '{"provider": "corp"}'),
    ]
    chat.sql("UPDATE users SET mail_key = NULL")
    assert door(chat.stranger()).enter("bob").json["id"] == bob.id


@pytest.mark.parametrize("login", ["eve", "yes"])
def test_an_unverified_mail_address_never_leads_to_an_account(chat, bob, charlie, door, login):
    answer = door(charlie).enter(login)
    assert answer.status_code == 201 and answer.json["id"] != bob.id
    mails = chat.sql("SELECT id FROM users WHERE mail IS NOT NULL")
    assert mails == [(bob.id,)]  # nor is it taken over


def test_a_mail_address_that_was_given_to_another_does_not_give_the_account(
    chat, bob, charlie, door
):
    """The provider knows Bob by another name: this is somebody else with his address."""
    chat.sql(
        "INSERT INTO identities (user_id, provider, subject, created_at, seen_at)"
        " SELECT id, 'corp', 'the former bob', created_at, created_at FROM users WHERE id = ?",
        bob.id,
    )
    problem(door(charlie).enter("bob"), 401, "sso-refused")


def test_where_accounts_are_not_made_who_is_known_comes_in_and_nobody_else(closed, door):
    problem(door(closed.stranger()).enter("ada"), 403, "sign-up-closed")
    assert closed.sql("SELECT count(*) FROM identities") == [(0,)]
    closed.sql("UPDATE joining SET sign_up = 'open'")
    bob = with_mail(closed, closed.account("Bob"))
    closed.sql("UPDATE joining SET sign_up = NULL")
    assert door(closed.stranger()).enter("bob").json["id"] == bob.id


@pytest.mark.parametrize("sign_up", ["closed", "invite"])
def test_a_provider_may_let_people_in_all_the_same(make_chat, corp, door, sign_up):
    chat = make_chat(**providers(corp.setting(sign_up=True)), SIGN_UP=sign_up)
    assert door(chat.stranger()).enter("ada").status_code == 201


def test_a_guest_keeps_id_name_and_messages(chat, door):
    gus = chat.guest("Gus")
    said = gus.says("hello")
    cookie = gus.cookie
    answer = door(gus).enter("ada")
    assert answer.status_code == 201
    assert (answer.json["id"], answer.json["name"]) == (gus.id, "Gus")
    assert (answer.json["username"], answer.json["is_guest"]) == ("ada", False)
    (message,) = (m for m in gus.load() if m["id"] == said["id"])
    assert message["author"] == said["author"] | {"is_guest": False}
    former = chat.stranger()
    former.cookie = cookie
    problem(former.who_am_i(), 401, "not-signed-in")  # no session is carried over


def test_a_guest_who_has_an_account_already_enters_that(chat, charlie, door):
    known = door(charlie).enter("ada").json
    gus = chat.guest("Gus")
    assert door(gus).enter("ada").json["id"] == known["id"]
    assert chat.sql("SELECT role FROM users WHERE id = ?", gus.id) == [("guest",)]


def test_who_is_signed_in_as_somebody_else_is_not_mixed_up_with_them(chat, door):
    dora = chat.account("Dora")
    cookie = dora.cookie
    assert door(dora).enter("ada").json["id"] != dora.id
    former = chat.stranger()
    former.cookie = cookie
    problem(former.who_am_i(), 401, "not-signed-in")


def test_user_names_and_names_are_made_free_by_a_number(chat, door):
    for username in ("ada", "ada2"):
        chat.account(username)
    chat.guest("Ada Lovelace")
    newcomer = door(chat.stranger()).enter("ada").json
    assert (newcomer["username"], newcomer["name"]) == ("ada3", "Ada Lovelace 2")


def test_who_is_suspended_stays_out(chat, charlie, door):
    ada = chat.stranger()
    ada.id = door(ada).enter("ada").json["id"]
    chat.suspend(ada)
    problem(door(charlie).enter("ada"), 403, "suspended")
    problem(charlie.who_am_i(), 401, "not-signed-in")
    assert acts(chat)[-1] == ("sign-in-failed", None, ada.id, '{"provider": "corp"}')


def test_who_is_suspended_stays_out_by_mail_too_and_nothing_is_linked(chat, bob, charlie, door):
    chat.suspend(bob)
    problem(door(charlie).enter("bob"), 403, "suspended")
    assert chat.sql("SELECT count(*) FROM identities") == [(0,)]


def test_a_second_factor_is_asked_for(chat, bob, charlie, door):
    secret = pyotp.random_base32()
    chat.sql("UPDATE users SET totp_secret = ? WHERE id = ?", secret, bob.id)
    pending = door(charlie).enter("bob")
    assert (pending.status_code, pending.json["factors"]) == (202, ["totp"])
    problem(charlie.who_am_i(), 401, "not-signed-in")
    step = {"ticket": pending.json["ticket"], "code": pyotp.TOTP(secret).now()}
    answer = charlie.send("POST", "/api/session/second-factor", json=step)
    assert (answer.status_code, answer.json["id"]) == (201, bob.id)
    signed_in = ("signed-in", bob.id, None, '{"factor": "totp", "provider": "corp"}')
    assert acts(chat)[-1] == signed_in


def test_who_left_is_known_no_more(chat, bob, door):
    assert door(bob).enter("bob").json["id"] == bob.id
    assert bob.give_up(password=None).status_code == 204
    assert door(chat.stranger()).enter("bob").json["id"] != bob.id


def test_a_first_password_is_set_just_after_coming_in_and_no_other_way(chat, charlie, door):
    door(charlie).enter("ada")
    chat.sql("UPDATE sessions SET created_at = '2020-01-01 00:00:00.000000'")
    problem(charlie.change_password("a long enough one", None), 422, "invalid", "current_password")
    door(charlie).enter("ada")
    assert charlie.change_password("a long enough one", None).status_code == 204
