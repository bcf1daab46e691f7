"""GET /api/directory: who is here, for everybody who has an account."""

import pytest

from parley.db import write
from parley.models import User
from parley.services import people
from tests.cast import ID_MAX
from tests.claims import problem


@pytest.fixture
def listed(alice):
    """The names that Alice finds."""

    def find(**query):
        answer = alice.directory(**query)
        assert answer.status_code == 200, answer.text
        return [person["name"] for person in answer.json["people"]]

    return find


@pytest.fixture
def add(chat):
    """Add people, who have accounts unless told otherwise."""

    def insert(*names, role="member"):
        with chat.app.app_context(), write() as session:
            for name in names:
                people.add(session, name).role = role

    return insert


def leave_lobby(chat, person):
    chat.sql("DELETE FROM memberships WHERE user_id = ? AND room_id = 1", person.id)
    chat.sql("UPDATE feed_state SET rights = rights + 1")


def test_accounts_are_listed_by_name(alice, bob, add, listed):
    add("cleo", "Max", "Rita", "anna")
    assert listed() == ["Alice", "anna", "Bob", "cleo", "Max", "Rita"]


def test_a_profile_says_who_somebody_is_and_no_secret(chat, alice, bob):
    chat.sql("UPDATE users SET time_zone = 'Europe/Berlin', mail = 'b@x.org' WHERE id = ?", bob.id)
    assert alice.directory(search="bob").json == {
        "people": [
            {
                "id": bob.id,
                "name": "Bob",
                "username": "bob",
                "avatar": None,
                "is_guest": False,
                "role": "member",
                "presence": "offline",
                "time_zone": "Europe/Berlin",
            }
        ],
        "more": False,
    }


def test_guests_are_found_and_not_listed(alice, gus, listed):
    assert listed() == ["Alice"]
    assert listed(search="gus") == ["Gus"]
    assert listed(search="s") == ["Gus"]


@pytest.mark.parametrize("kind", ["public", "private", "direct"])
def test_a_guest_is_found_by_whom_they_share_a_room_with(chat, alice, bob, gus, listed, kind):
    leave_lobby(chat, gus)
    assert listed(search="gus") == []
    chat.room(bob, gus, kind=kind, name="Den")
    assert listed(search="gus") == []
    chat.room(alice, gus, kind=kind)
    assert listed(search="gus") == ["Gus"]


def test_whom_one_shares_many_rooms_with_is_found_once(chat, alice, gus, listed):
    for number in range(3):
        chat.room(alice, gus, name=f"Room {number}")
    assert listed(search="gus") == ["Gus"]


def test_who_is_here_no_more_or_may_not_come_in_is_not_listed(chat, alice, bob, listed):
    eve = chat.account("Eve")
    chat.suspend(eve)
    assert bob.give_up().status_code == 204
    assert listed() == ["Alice"]
    for text in ("eve", "bob", "former"):
        assert listed(search=text) == []


def test_a_part_of_a_name_or_of_a_user_name_finds_somebody(chat, alice, listed):
    chat.stranger().sign_up("quiet.otter", name="Zoë")
    for text in ("otter", "OTTER", "t.o", "Zoë", "zo", " Zoë "):
        assert listed(search=text) == ["Zoë"], text
    assert listed(search="nobody") == []
    assert listed(search="") == listed(search="  ") == ["Alice", "Zoë"]


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Émile", ["émile", "ÉMILE", "é", "E\u0301"]),
        ("Иван Петров", ["иван", "ПЕТРОВ", "н п"]),
        ("ΟΔΥΣΣΕΥΣ", ["οδυσσευς"]),
        ("田中", ["田", "中"]),
        ("Straße", ["STRAẞE", "straß"]),
    ],
)
def test_the_case_of_other_scripts_is_forgiven_too(add, listed, name, texts):
    add(name)
    assert [listed(search=text) for text in texts] == [[name]] * len(texts)


def test_what_only_looks_alike_is_not_found(add, listed):
    add("Bernd")
    assert listed(search="m") == []
    assert listed(search="rn") == ["Bernd"]


@pytest.mark.parametrize("text", ["%", "_", "\\", "[", "*", "?", "' OR 1=1 --", '"', "%'", "é%"])
def test_what_sql_takes_for_wildcards_is_itself(chat, alice, listed, text):
    assert listed(search=text) == []
    chat.guest(f"Mrs {text} Smith")
    assert listed(search=text) == [f"Mrs {text} Smith"]


@pytest.mark.parametrize("text", ["\0", "\u200b", "\u3164\u2060", "\t\n"])
def test_a_text_that_shows_nothing_searches_nothing(alice, gus, listed, text):
    """So it finds no guests."""
    assert listed(search=text) == ["Alice"]


@pytest.mark.parametrize("search", ["", "guest"])
def test_pages_lose_nobody_and_show_nobody_twice(alice, gus, add, listed, chat, search):
    add("guest b", "Guest C", "GUEST a", "guest d", "Mguest")
    if search:
        others = ("Guest E", "gUest f")
        add(*others, role="guest")
        for (id,) in chat.sql("SELECT id FROM users WHERE name IN (?, ?)", *others):
            row = "INSERT INTO memberships VALUES (?, 1, 'member', 'all', 0, 0, '2026-01-02')"
            chat.sql(row, id)
    pages, after = [], {}
    while True:
        answer = alice.directory(search=search, limit=2, **after).json
        pages.append([person["name"] for person in answer["people"]])
        if not answer["more"]:
            break
        after = {"after": answer["people"][-1]["id"]}
    assert [name for page in pages for name in page] == listed(search=search)
    assert [len(page) for page in pages[:-1]] == [2] * (len(pages) - 1)
    assert len(listed(search=search)) == (7 if search else 6)


def test_after_whom_one_does_not_see_comes_nobody(chat, alice, bob, gus, listed):
    """Or the place of a hidden name among the others would tell how it begins."""
    assert listed(after=gus.id, search="b") == []
    assert listed(after=alice.id) == ["Bob"]
    chat.sql("UPDATE users SET name = 'Aaron' WHERE id = ?", gus.id)
    assert listed(after=gus.id) == ["Alice", "Bob"]
    leave_lobby(chat, gus)
    assert listed(after=gus.id) == listed(after=ID_MAX) == []
    costs = {
        chat.statements(lambda id=id: alice.directory(after=id)) for id in (gus.id, ID_MAX, bob.id)
    }
    assert len(costs) == 1


def test_fifty_are_a_page_unless_told_otherwise(alice, add):
    add(*(f"Member {number}" for number in range(50)))
    answer = alice.directory().json
    assert (len(answer["people"]), answer["more"]) == (50, True)
    assert len(alice.directory(limit=200).json["people"]) == 51


def test_guests_have_no_directory(alice, gus):
    problem(gus.directory(), 403, "not-allowed")
    problem(gus.directory(search="alice"), 403, "not-allowed")
    assert alice.directory().status_code == 200


def test_a_stranger_has_none_either(chat):
    problem(chat.stranger().directory(), 401, "not-signed-in")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("after", "0"), ("after", "x"), ("after", "-1"), ("after", str(2**63))),
        *(("limit", "0"), ("limit", "201"), ("limit", "1.0"), ("search", "x" * 101)),
        *(("x", "1"), ("role", "member"), ("before", "1")),
    ],
)
def test_a_bad_question_is_refused_with_the_field(alice, field, value):
    problem(alice.directory(**{field: value}), 422, "invalid", field)


def test_a_search_that_costs_much_to_compare_is_answered(alice, listed):
    assert listed(search="e" + "\u0301" * 99) == []


def test_who_became_an_account_is_listed(chat, alice, gus, listed):
    assert gus.sign_up("gus").status_code == 201
    assert listed() == ["Alice", "Gus"]
    with chat.app.app_context(), write() as session:
        assert session.get_one(User, gus.id).role == "member"
