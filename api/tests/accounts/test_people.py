"""GET /api/people: whom administrators see."""

import pytest

from tests.claims import problem


@pytest.fixture
def listed(alice):
    """The names that Alice finds."""
    return lambda **query: [p["name"] for p in alice.people(**query).json["people"]]


@pytest.fixture
def found(alice):
    """What Alice finds of one person."""

    def look(name, *fields):
        (record,) = alice.people(search=name).json["people"]
        return [record[field] for field in fields]

    return look


def test_everybody_is_listed_the_newest_first(alice, bob, gus, listed):
    answer = alice.people()
    assert answer.status_code == 200 and answer.json["more"] is False
    assert listed() == ["Gus", "Bob", "Alice"]


def test_a_record_says_who_somebody_is_and_no_secret(alice, bob):
    (record, _) = alice.people().json["people"]
    times = {record.pop("created_at"), record.pop("last_seen_at")}
    assert all(time.endswith("Z") for time in times)
    assert record == {
        "id": bob.id,
        "name": "Bob",
        "username": "bob",
        "role": "member",
        "is_guest": False,
        "suspended_at": None,
        "avatar": None,
        "mail": None,
        "has_factor": False,
        "directory": False,
        "address": None,
    }


def test_a_record_says_what_else_an_administrator_needs(chat, alice, bob, gus, found):
    chat.sql("UPDATE users SET mail = 'bob@example.org', avatar_key = 'k' WHERE id = ?", bob.id)
    chat.sql("UPDATE users SET totp_secret = 'x' WHERE id = ?", bob.id)
    assert found("Bob", "mail", "avatar", "has_factor") == ["bob@example.org", "k", True]
    assert found("Alice", "mail", "avatar", "has_factor") == [None, None, False]


def test_a_passkey_is_a_factor_and_a_recovery_code_alone_is_none(chat, alice, bob, found):
    chat.sql("INSERT INTO recovery_codes (user_id, code_hash) VALUES (?, 'x')", bob.id)
    assert found("Bob", "has_factor") == [False]
    columns = "user_id, credential_id, public_key, sign_count, name, created_at"
    chat.sql(
        f"INSERT INTO passkeys ({columns}) VALUES (?, 'x', x'00', 0, 'x', '2026-01-01')", bob.id
    )
    assert found("Bob", "has_factor") == [True]


@pytest.mark.parametrize(("provider", "is_in"), [("ldap", True), ("corp", False)])
def test_who_signs_in_by_the_directory_is_marked(chat, alice, bob, found, provider, is_in):
    columns = "user_id, provider, subject, created_at, seen_at"
    values = "(?, ?, 'x', '2026-01-01', '2026-01-01')"
    chat.sql(f"INSERT INTO identities ({columns}) VALUES {values}", bob.id, provider)
    assert found("Bob", "directory") == [is_in]
    assert found("Alice", "directory") == [False]


def test_the_address_is_where_a_guest_came_from_last_and_of_guests_alone(chat, alice, found):
    gus = chat.stranger()
    for address, name in (("203.0.113.1", "Gus"), ("203.0.113.2", None)):
        body = {"name": name} if name else {}
        headers = {"X-Forwarded-For": address}
        gus.send("POST", "/api/session/guest", headers=headers, json=body)
    assert found("Gus", "address") == ["203.0.113.1"], "signed in already: the second made nothing"
    chat.sql("UPDATE sessions SET address = '203.0.113.3'")
    assert found("Gus", "address") == ["203.0.113.3"]
    assert found("Alice", "address") == [None]
    gus.leave()
    assert found("Gus", "address") == [None]


def test_a_changed_person_is_shown_in_the_same_shape(alice, bob):
    (listed, _) = alice.people().json["people"]
    assert alice.change_person(bob.id, suspended=False).json == listed


def test_who_has_no_session_was_never_seen(alice, bob):
    bob.leave()
    assert alice.people(search="bob").json["people"][0]["last_seen_at"] is None


def test_suspended_people_stay_in_the_list(alice, bob):
    alice.change_person(bob.id, suspended=True)
    assert alice.people(search="bob").json["people"][0]["suspended_at"].endswith("Z")


def test_a_part_of_a_name_or_of_a_user_name_finds_somebody(chat, alice, listed):
    chat.stranger().sign_up("quiet.otter", name="Zoë")
    for text in ("otter", "OTTER", "t.o", "Zoë", "zo"):
        assert listed(search=text) == ["Zoë"], text
    assert listed(search="nobody") == []
    assert listed(search="") == ["Zoë", "Alice"]


@pytest.mark.parametrize("text", ["%", "_", "\\", "[", "*", "?", "' OR 1=1 --", '"', "%'"])
def test_what_sql_takes_for_wildcards_is_itself(chat, alice, listed, text):
    assert listed(search=text) == []
    chat.guest(f"Mrs {text} Smith")
    assert listed(search=text) == [f"Mrs {text} Smith"]


def test_an_underscore_finds_user_names_that_have_one(chat, alice, listed):
    chat.stranger().sign_up("snake_case", name="One")
    chat.stranger().sign_up("snakexcase", name="Two")
    assert listed(search="snake_case") == ["One"]


@pytest.mark.parametrize(
    ("role", "names"),
    [("guest", ["Gus"]), ("member", ["Bob"]), ("administrator", ["Dora"]), ("owner", ["Alice"])],
)
def test_people_of_one_role(alice, bob, dora, gus, listed, role, names):
    assert listed(role=role) == names
    assert listed(role=role, search="nobody") == []


def test_pages_lose_nobody_and_show_nobody_twice(chat, alice, listed):
    for number in range(7):
        chat.guest(f"Guest {number}")
    pages, before = [], {}
    while True:
        answer = alice.people(limit=3, **before).json
        pages.append([person["name"] for person in answer["people"]])
        if not answer["more"]:
            break
        before = {"before": answer["people"][-1]["id"]}
    assert [len(page) for page in pages] == [3, 3, 2]
    assert [name for page in pages for name in page] == listed()


def test_fifty_are_a_page_unless_told_otherwise(chat, alice):
    for number in range(50):
        chat.run(_add_guest, f"Guest {number}")
    answer = alice.people().json
    assert (len(answer["people"]), answer["more"]) == (50, True)
    assert len(alice.people(limit=200).json["people"]) == 51


def _add_guest(name):
    from parley.db import write
    from parley.services import people

    with write() as session:
        people.add(session, name)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("role", "king"), ("role", ""), ("before", "0"), ("before", "x"), ("before", "-1")),
        *(("before", str(2**63)), ("limit", "0"), ("limit", "201"), ("limit", "1.0")),
        *(("search", "x" * 101), ("x", "1"), ("order", "name")),
    ],
)
def test_a_bad_question_is_refused_with_the_field(alice, field, value):
    problem(alice.people(**{field: value}), 422, "invalid", field)


def test_the_largest_id_is_an_id(alice):
    assert len(alice.people(before=2**63 - 1).json["people"]) == 1


def test_a_parameter_given_twice_is_refused(alice):
    problem(alice.get("/api/people?role=guest&role=owner"), 422, "invalid", "role")
