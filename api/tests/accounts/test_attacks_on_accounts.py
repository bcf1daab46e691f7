"""Attacks on accounts: taking more than is given, finding out who is there, climbing up."""

import pytest

from parley.services import passwords
from tests.cast import PASSWORD
from tests.claims import problem

MORE = {
    "role": "owner",
    "id": 1,
    "password_hash": "x",
    "is_guest": False,
    "has_password": True,
    "suspended_at": None,
    "left_at": None,
    "created_at": "2020-01-01T00:00:00Z",
    "user_id": 1,
    "__class__": "Owner",
    "Username": "x",
}
BODIES = {
    ("POST", "/api/account"): {"username": "zoe", "password": PASSWORD},
    ("POST", "/api/setup"): {"token": "x", "username": "zoe", "password": PASSWORD},
    ("POST", "/api/session"): {"username": "bob", "password": PASSWORD},
    ("POST", "/api/session/link"): {"token": "x"},
    ("POST", "/api/session/guest"): {"name": "Zoe"},
    ("PATCH", "/api/session"): {"name": "Zoe"},
    ("PATCH", "/api/account"): {"username": "zoe", "password": PASSWORD},
    ("PUT", "/api/account/password"): {"current_password": PASSWORD, "password": "a new good one"},
    ("DELETE", "/api/account"): {"password": PASSWORD, "messages": "keep"},
    ("POST", "/api/invitations"): {"uses": 1, "days": 1},
    ("PATCH", "/api/joining"): {"guests": True},
}


@pytest.mark.parametrize(("method", "address"), BODIES)
def test_mass_assignment(chat, alice, bob, method, address):
    asker = chat.stranger() if method == "POST" and "invit" not in address else alice
    before = chat.sql("SELECT * FROM users"), chat.sql("SELECT * FROM links")
    for field, value in MORE.items():
        body = BODIES[method, address] | {field: value}
        problem(asker.send(method, address, json=body), 422, "invalid", field)
    assert (chat.sql("SELECT * FROM users"), chat.sql("SELECT * FROM links")) == before


def essence(answer):
    """All that an attacker sees of an answer."""
    return answer.status_code, answer.data, sorted(answer.headers)


def test_user_enumeration_by_the_answers_to_sign_in(chat, bob, charlie):
    """Unknown, without a password, gone, wrong: the same to the byte."""
    chat.run_command("people", "create", "nopassword")
    eve = chat.account("Eve")
    eve.give_up()
    suspended = chat.account("Shut")
    chat.suspend(suspended)
    tries = [
        charlie.sign_in(username, "a wrong password")
        for username in ("bob", "nobody", "nopassword", "eve", "shut")
    ]
    problem(tries[0], 401, "wrong-credentials")
    assert {str(essence(answer)) for answer in tries} == {str(essence(tries[0]))}


def test_user_enumeration_by_the_time_of_sign_in(chat, bob, charlie, verified):
    """Exactly one hash is verified whoever is asked for."""
    chat.run_command("people", "create", "nopassword")
    charlie.sign_in("nobody", "x")  # makes nobody's hash, once in the life of the process
    for username in ("bob", "nobody", "nopassword"):
        verified.clear()
        problem(charlie.sign_in(username, "a wrong password"), 401, "wrong-credentials")
        assert len(verified) == 1, username
        assert verified[0].startswith("$argon2id$")


def test_user_enumeration_by_whose_hash_costs_less(chat, bob):
    """Nobody's hash has the parameters of everybody's."""
    ((kept,),) = chat.sql("SELECT password_hash FROM users WHERE id = ?", bob.id)
    passwords._nobodys.cache_clear()
    assert passwords._nobodys().split("$")[:4] == kept.split("$")[:4]


def test_user_enumeration_by_what_members_see(bob, charlie, gus):
    """User names are for administrators; a message shows a name."""
    bob.says("hello")
    for page in (gus.page(), gus.get("/api/rooms")):
        assert "username" not in page.text and "password" not in page.text
    problem(bob.people(search="bob"), 403, "not-allowed")


@pytest.mark.parametrize("password", ["ｐａｓｓｗｏｒｄ", "ＱＷＥＲＴＹＵＩＯＰ", "𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖"])
def test_a_common_password_in_other_letters_is_a_common_one(charlie, password):
    """Kept is what all keyboards can type: another script of the same letters is the same word."""
    problem(charlie.sign_up("charlie", password), 422, "invalid", "password")


def test_the_user_name_in_other_letters_is_the_user_name(charlie):
    answer = charlie.sign_up("charlie.brown", "ｃｈａｒｌｉｅ．ｂｒｏｗｎ")
    problem(answer, 422, "invalid", "password")


def test_an_oversized_password_costs_no_hash(bob, charlie, monkeypatch):
    work = []
    monkeypatch.setattr(passwords, "_elsewhere", lambda *args: work.append(args))
    for size in (201, 10_000, 64_000):
        huge = "x" * size
        problem(charlie.sign_in("bob", huge), 422, "invalid", "password")
        problem(charlie.sign_up("zoe", huge), 422, "invalid", "password")
        problem(bob.change_password(huge), 422, "invalid", "password")
        problem(bob.change_password("fine enough", huge), 422, "invalid", "current_password")
        problem(bob.give_up(password=huge), 422, "invalid", "password")
    for way in (charlie.sign_in, charlie.sign_up):
        problem(way("bob", "x" * 65_536), 413, "too-large")
    assert work == []


ESCALATIONS = {
    "becoming owner": lambda dora, others: dora.change_person(dora.id, role="owner"),
    "making an owner": lambda dora, others: dora.change_person(others["bob"], role="owner"),
    "making an equal": lambda dora, others: dora.change_person(others["bob"], role="administrator"),
    "demoting an owner": lambda dora, others: dora.change_person(others["alice"], role="member"),
    "demoting an equal": lambda dora, others: dora.change_person(others["dave"], role="member"),
    "shutting an owner out": lambda dora, others: dora.change_person(
        others["alice"], suspended=True
    ),
    "shutting an equal out": lambda dora, others: dora.change_person(
        others["dave"], suspended=True
    ),
    "signing in as an owner": lambda dora, others: dora.make_sign_in_link(others["alice"]),
    "signing in as an equal": lambda dora, others: dora.make_sign_in_link(others["dave"]),
    "deciding who may join": lambda dora, others: dora.decide(sign_up="open"),
    "reading the log": lambda dora, others: dora.get("/api/audit"),
}


@pytest.mark.parametrize("attempt", ESCALATIONS)
def test_privilege_escalation_of_an_administrator(chat, alice, bob, dora, attempt):
    others = {"alice": alice.id, "bob": bob.id, "dave": chat.account("Dave", "administrator").id}
    state = "SELECT id, role, suspended_at FROM users", "SELECT * FROM links"
    before = [chat.sql(statement) for statement in state]
    problem(ESCALATIONS[attempt](dora, others), 403, "not-allowed")
    assert [chat.sql(statement) for statement in state] == before
    # It was the role: an owner may.
    olga = chat.account("Olga", "owner")
    assert ESCALATIONS[attempt](olga, others).status_code in (200, 201)


def test_privilege_escalation_by_a_link_from_before_the_promotion(chat, alice, bob, dora):
    """Made for a member, it would sign an administrator in as an owner."""
    token = dora.make_sign_in_link(bob.id).json["token"]
    alice.change_person(bob.id, role="owner")
    problem(chat.stranger().enter_by(token), 410, "link-gone")


@pytest.mark.parametrize("how", ["demoted", "suspended", "left"])
def test_privilege_kept_by_a_link_from_before_the_demotion(chat, alice, bob, dora, how):
    """Who may not act on people any more comes in as nobody."""
    token = dora.make_sign_in_link(bob.id).json["token"]
    match how:
        case "demoted":
            alice.change_person(dora.id, role="member")
        case "suspended":
            alice.change_person(dora.id, suspended=True)
        case "left":
            dora.give_up()
    problem(chat.stranger().enter_by(token), 410, "link-gone")


def test_a_link_in_a_thiefs_hands_is_over_when_the_password_changes(chat, alice, bob):
    token = alice.make_sign_in_link(bob.id).json["token"]
    assert bob.change_password("a new good one").status_code == 204
    problem(chat.stranger().enter_by(token), 410, "link-gone")


def test_a_guest_cannot_climb_by_any_field(gus):
    for method, address in (("PATCH", "/api/session"), ("POST", "/api/session/guest")):
        answer = gus.send(method, address, json={"name": "Gus", "role": "owner"})
        problem(answer, 422, "invalid", "role")
    assert gus.who_am_i().json["role"] == "guest"


@pytest.mark.parametrize("name", ["Аlice", "A1ice", "ALICE", "Alicе", "𝐀lice", "Al\u200dice"])
def test_look_alike_names(alice, charlie, gus, name):
    """Nobody is called so that they could be taken for the owner, whichever way they come."""
    problem(charlie.sign_up("charlie", name=name), 409, "name-taken", "name")
    problem(charlie.become_guest(name), 409, "name-taken", "name")
    problem(gus.sign_up("gus", name=name), 409, "name-taken", "name")
    problem(gus.rename(name), 409, "name-taken", "name")


def test_a_look_alike_of_a_user_name_needs_a_name_of_its_own(alice, charlie):
    problem(charlie.sign_up("a1ice"), 409, "name-taken", "name")
    problem(charlie.sign_up("аlice"), 422, "invalid", "username")
