"""GET /api/rooms/<id>/members: who is in a room."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import LOBBY
from tests.claims import problem


def names(answer):
    assert answer.status_code == 200, answer.text
    return [member["name"] for member in answer.json["members"]]


def test_everybody_in_a_room_is_listed_by_name(chat, alice, bob, olga):
    ada = chat.account("ada")
    den = alice.has_room(bob, olga, ada)
    answer = bob.members(den)
    assert answer.json == {
        "members": [
            {
                "id": person.id,
                "name": name,
                "avatar": None,
                "is_guest": False,
                "role": role,
                "muted_until": None,
                "presence": answer.json["members"][place]["presence"],
            }
            for place, (person, name, role) in enumerate(
                (
                    *((ada, "ada", "member"), (alice, "Alice", "owner")),
                    *((bob, "Bob", "member"), (olga, "Olga", "owner")),
                )
            )
        ],
        "more": False,
        "hidden": False,
    }
    assert {member["presence"] for member in answer.json["members"]} <= {
        *("online", "idle", "offline")
    }


def test_in_a_private_room_who_runs_the_chat_is_what_they_were_made(alice, bob, olga):
    vault = alice.has_room(olga, kind="private")
    assert alice.has_members(vault) == {"Alice": "owner", "Olga": "member"}


def test_until_when_somebody_is_mute_is_shown_while_they_are(chat, alice, bob, den):
    alice.change_member(den, bob, muted_minutes=60)
    shown = {member["name"]: member["muted_until"] for member in alice.members(den).json["members"]}
    lasts = datetime.fromisoformat(shown["Bob"]) - datetime.now(UTC)
    assert timedelta(minutes=59) < lasts <= timedelta(minutes=60)
    assert shown["Alice"] is None
    chat.sql("UPDATE room_mutes SET until = '2020-01-01 00:00:00'")
    assert {member["muted_until"] for member in alice.members(den).json["members"]} == {None}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        *(("ali", ["Alice"]), ("LIC", ["Alice"]), (" bob ", ["Bob"]), ("b0b", [])),
        *(("zoë", ["ZOË"]), ("Zoe\u0308", ["ZOË"]), ("zed", ["ZOË"]), ("%", []), ("_", [])),
        *(("charlie", []), ("a\0l", []), ("\u202e", ["Alice", "Bob", "ZOË"])),
    ],
)
def test_by_a_part_of_the_name_or_user_name(chat, alice, bob, charlie, search, found):
    zoe = chat.stranger()
    zoe.id = zoe.sign_up("zed", name="ZOË").json["id"]
    den = alice.has_room(bob, zoe)
    assert names(alice.members(den, search=search)) == found


def test_page_after_page(chat, alice):
    den = alice.has_room()
    alice.add(den, *chat.crowd(5))
    seen, after = [], {}
    more = True
    while more:
        answer = alice.members(den, limit=2, **after)
        seen += names(answer)
        after, more = {"after": answer.json["members"][-1]["id"]}, answer.json["more"]
    assert seen == ["Alice", "p0000", "p0001", "p0002", "p0003", "p0004"]


def test_people_of_the_same_name_are_all_on_a_page(chat, alice):
    people = [chat.account(name) for name in ("Ina", "Ida", "Ivo")]
    talk = alice.has_talk(*people)
    for person in people:
        assert person.give_up().status_code == 204
    seen = names(alice.members(talk, limit=2))
    after = alice.members(talk, limit=2).json["members"][-1]["id"]
    seen += names(alice.members(talk, limit=3, after=after))
    assert seen == ["Alice", *3 * ["Former member"]]


def test_fifty_come_unless_asked_otherwise(chat, alice):
    den = alice.has_room()
    alice.add(den, *chat.crowd(50))
    answer = alice.members(den)
    assert (len(names(answer)), answer.json["more"]) == (50, True)
    assert len(names(alice.members(den, limit=200))) == 51


def test_after_somebody_who_is_not_in_it_comes_nobody(chat, alice, charlie, den):
    missing = alice.members(den, after=4711)
    assert missing.json == {"members": [], "more": False, "hidden": False}
    assert alice.members(den, after=charlie.id).data == missing.data
    price = chat.statements(lambda: alice.members(den, after=4711))
    assert chat.statements(lambda: alice.members(den, after=charlie.id)) == price


def test_guests_see_who_is_in_their_rooms_unless_the_owners_say_no(olga, gus):
    assert names(gus.members(LOBBY)) == ["Gus", "Olga"]
    assert olga.decide(members_visible_to_guests=False).json["members_visible_to_guests"] is False
    assert gus.members(LOBBY).json == {"members": [], "more": False, "hidden": True}
    assert names(olga.members(LOBBY)) == ["Gus", "Olga"]
    assert olga.decide(members_visible_to_guests=True).json["members_visible_to_guests"] is True
    assert gus.members(LOBBY).json["hidden"] is False


def test_a_guest_who_has_an_account_sees_them(olga, gus):
    olga.decide(members_visible_to_guests=False)
    assert gus.sign_up("gus").status_code == 201
    assert gus.members(LOBBY).json["hidden"] is False


def test_who_is_not_in_it_hears_that_there_is_none(chat, charlie, olga, den, vault):
    missing = charlie.members(4711)
    problem(missing, 404, "not-found")
    price = chat.statements(lambda: charlie.members(4711))
    for room_id in (den, vault):
        assert charlie.members(room_id).data == missing.data
        assert olga.members(room_id).data == missing.data
        assert chat.statements(lambda id=room_id: charlie.members(id)) == price


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("limit", bad) for bad in ("0", "201", "x", "")),
        *(("after", bad) for bad in ("0", "x", "1.0", str(2**63))),
        *(("search", "x" * 101), ("role", "owner")),
    ],
)
def test_a_bad_query_is_named(alice, den, field, value):
    problem(alice.members(den, **{field: value}), 422, "invalid", field)
