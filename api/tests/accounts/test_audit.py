"""/api/audit: what happened that concerns security, for owners."""

import csv
import io

import pytest

from tests.cast import PASSWORD
from tests.claims import problem


def newest(alice, act):
    """The newest entry, which must be of this act."""
    entry = alice.audit()[0]
    assert entry["act"] == act, entry
    return entry


def who(person, name):
    return {"id": person.id, "name": name}


def test_an_entry_says_who_did_what_to_whom_when_and_from_where(alice, bob):
    headers = {"X-Forwarded-For": "203.0.113.7"}
    path = f"/api/people/{bob.id}"
    alice.send("PATCH", path, json={"role": "administrator"}, headers=headers)
    entry = newest(alice, "role-changed")
    assert set(entry) == {"id", "at", "act", "actor", "subject", "address", "details"}
    assert (entry["actor"], entry["subject"]) == (who(alice, "Alice"), who(bob, "Bob"))
    assert entry["address"] == "203.0.113.7" and entry["at"].endswith("Z")
    assert entry["details"] == {"former": "member", "role": "administrator"}


def test_making_and_claiming_accounts(chat, alice, gus):
    charlie = chat.stranger()
    id = charlie.sign_up("charlie").json["id"]
    entry = newest(alice, "account-made")
    assert entry["actor"] == {"id": id, "name": "charlie"}
    gus.sign_up("gus")
    assert newest(alice, "account-claimed")["actor"] == who(gus, "Gus")


def test_coming_in_and_going_out(chat, alice, bob):
    charlie = chat.stranger()
    charlie.sign_in("bob")
    assert newest(alice, "signed-in")["actor"] == who(bob, "Bob")
    charlie.leave()
    assert newest(alice, "signed-out")["actor"] == who(bob, "Bob")
    charlie.sign_in("bob", "x")
    entry = newest(alice, "sign-in-failed")
    assert (entry["actor"], entry["subject"]) == (None, who(bob, "Bob"))
    charlie.sign_in("nobody", "x")
    entry = newest(alice, "sign-in-failed")
    assert (entry["actor"], entry["subject"]) == (None, None)


def test_who_is_suspended_and_tries_is_written_down(chat, alice, bob):
    chat.suspend(bob)
    problem(bob.sign_in("bob"), 403, "suspended")
    assert newest(alice, "sign-in-failed")["subject"] == who(bob, "Bob")


def test_links(chat, alice, bob):
    token = alice.make_sign_in_link(bob.id).json["token"]
    entry = newest(alice, "sign-in-link-made")
    assert (entry["actor"], entry["subject"]) == (who(alice, "Alice"), who(bob, "Bob"))
    chat.stranger().enter_by(token)
    assert newest(alice, "signed-in-by-link")["actor"] == who(bob, "Bob")


def test_what_people_change_about_their_own_accounts(alice, bob, dora):
    bob.rename("Robert")
    assert newest(alice, "name-changed")["actor"] == who(bob, "Robert")
    bob.change_username("robert")
    assert newest(alice, "username-changed")["actor"] == who(bob, "Robert")
    bob.change_password("a new good one")
    assert newest(alice, "password-changed")["actor"] == who(bob, "Robert")
    dora.give_up()
    assert newest(alice, "account-left")["actor"] == who(dora, "Former member")


def test_shutting_out_and_letting_in(alice, bob):
    alice.change_person(bob.id, suspended=True)
    assert newest(alice, "suspended")["subject"] == who(bob, "Bob")
    alice.change_person(bob.id, suspended=False)
    assert newest(alice, "suspension-lifted")["subject"] == who(bob, "Bob")


def test_invitations_and_rules(chat, alice):
    id = alice.invite(uses=3, days=2).json["id"]
    entry = newest(alice, "invitation-made")
    assert entry["details"] == {"invitation": id, "uses": 3, "days": 2}
    alice.revoke(id)
    assert newest(alice, "invitation-revoked")["details"] == {"invitation": id}
    alice.decide(sign_up="closed", guests=False)
    assert newest(alice, "joining-changed")["details"] == {"sign_up": "closed", "guests": False}


def test_the_command_line_is_nobody_at_no_address(chat, alice, bob):
    chat.run_command("people", "suspend", "bob")
    entry = newest(alice, "suspended")
    assert (entry["actor"], entry["address"]) == (None, None)
    assert entry["subject"] == who(bob, "Bob")


def test_what_was_refused_or_changed_nothing_leaves_no_entry(alice, bob, dora, gus):
    before = alice.audit()[0]
    problem(dora.change_person(alice.id, suspended=True), 403, "not-allowed")
    problem(alice.change_person(alice.id, role="member"), 409, "last-owner")
    problem(bob.change_password("short"), 422, "invalid", "password")
    problem(bob.sign_up("robert"), 409, "has-account")
    alice.change_person(bob.id, role="member", suspended=False)
    alice.decide()
    bob.says("hello")
    bob.rename("Bob")
    gus.rename("Gustav")  # who has no account may be called anything
    assert alice.audit()[0] == before


def test_no_secret_is_ever_written_down(chat, alice, bob):
    link = alice.make_sign_in_link(bob.id).json["token"]
    invitation = alice.invite().json["token"]
    bob.change_password("a new good one")
    chat.stranger().sign_in("bob", "my other password")
    chat.stranger().sign_in("my.password", "x" * 10)
    chat.stranger().enter_by(link)
    written = str(chat.sql("SELECT * FROM audit_entries"))
    for secret in (link, invitation, PASSWORD, "a new good one", "my other password"):
        assert secret not in written
    # A user name that nobody has may be a password in the wrong field.
    assert "my.password" not in written


def test_pages_and_filters(alice, bob, dora):
    everything = alice.audit(limit=200)
    assert [entry["id"] for entry in everything] == sorted(
        (entry["id"] for entry in everything), reverse=True
    )
    first = alice.get("/api/audit", limit=2).json
    assert first["more"] is True and first["entries"] == everything[:2]
    rest = alice.get("/api/audit", before=first["entries"][-1]["id"]).json
    assert rest == {"entries": everything[2:], "more": False}
    made = alice.audit(act="account-made")
    assert len(made) == 3 and {entry["act"] for entry in made} == {"account-made"}
    about = alice.audit(person_id=dora.id)
    assert [entry["act"] for entry in about] == ["role-changed", "account-made"]
    assert alice.audit(act="account-made", person_id=bob.id)[0]["actor"] == who(bob, "Bob")
    assert alice.audit(act="nothing") == alice.audit(person_id=4711) == []


@pytest.mark.parametrize("address", ["/api/audit", "/api/audit.csv"])
@pytest.mark.parametrize(
    ("field", "value"), [("person_id", "x"), ("act", "x" * 51), ("x", "1"), ("person_id", "0")]
)
def test_a_bad_question_is_refused_with_the_field(alice, address, field, value):
    problem(alice.get(address, **{field: value}), 422, "invalid", field)


@pytest.mark.parametrize(("field", "value"), [("limit", "201"), ("limit", "0"), ("before", "x")])
def test_a_bad_page_is_refused_with_the_field(alice, field, value):
    problem(alice.get("/api/audit", **{field: value}), 422, "invalid", field)


def rows(answer):
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True), newline="")))


def test_the_same_as_csv(chat, alice, bob):
    alice.change_person(bob.id, role="administrator")
    answer = alice.get("/api/audit.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="audit.csv"'
    entries = alice.audit(limit=200)
    table = rows(answer)
    assert [row["id"] for row in table] == [str(entry["id"]) for entry in entries]
    assert (table[0]["act"], table[0]["actor"], table[0]["subject"]) == (
        "role-changed",
        "Alice",
        "Bob",
    )
    only = rows(alice.get("/api/audit.csv", act="account-made", person_id=bob.id))
    assert [row["actor_id"] for row in only] == [str(bob.id)]


def test_a_long_log_is_whole_as_csv_and_others_have_turns(alice, monkeypatch, turns):
    for _ in range(30):
        alice.decide(guests=True)
    count = len(alice.audit(limit=200))
    monkeypatch.setattr("parley.services.audit.EXPORTED_AT_ONCE", 7)
    turns.clear()
    assert len(rows(alice.get("/api/audit.csv"))) == count
    assert len(turns) >= count // 7


def test_of_nothing_there_is_the_head_alone(alice):
    answer = alice.get("/api/audit.csv", act="account-left")
    assert answer.get_data(as_text=True).count("\r\n") == 1


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x","y")'])
def test_no_name_is_a_formula_in_a_spreadsheet(chat, alice, name):
    """OWASP, CSV injection: the file is opened by whoever owns the chat."""
    charlie = chat.stranger()
    assert charlie.sign_up("charlie", name=name).json["name"] == name
    assert rows(alice.get("/api/audit.csv"))[0]["actor"] == f"'{name}"


def test_a_name_with_commas_and_quotes_is_one_cell(chat, alice):
    chat.stranger().sign_up("charlie", name='C, "the" C')
    assert rows(alice.get("/api/audit.csv"))[0]["actor"] == 'C, "the" C'
