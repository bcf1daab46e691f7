"""PATCH /api/rooms/<id>: changing what a room is."""

import pytest

from tests.cast import LOBBY
from tests.cast_rooms import told
from tests.claims import problem


@pytest.fixture
def open_den(olga, bob, gus):
    """Olga's public room, open to guests, with Bob and Gus in it."""
    den = olga.has_room(bob)
    olga.change_room(den, is_open_to_guests=True)
    assert gus.join(den).status_code == 201
    return den


CHANGES = [
    ("name", "Deployments", "renamed this room to “Deployments”"),
    ("topic", "Ship it", "changed the topic"),
    ("description", "When and how", "changed the description"),
    ("icon", "🚀", "changed the icon"),
    ("posting", "moderator", "lets only owners and moderators post here"),
    ("posting", "owner", "lets only owners post here"),
    ("is_default", True, "lets newcomers join this room"),
    ("is_open_to_guests", True, "opened this room to guests"),
]


@pytest.mark.parametrize(("field", "value", "told"), CHANGES)
def test_a_change_is_seen_and_told(olga, bob, field, value, told):
    den = olga.has_room(bob)
    bob.load()
    answer = olga.change_room(den, **{field: value})
    assert answer.status_code == 200
    assert answer.json[field] == value
    assert bob.rooms()[den][field] == value
    assert olga.notices(den)[-1] == f"Olga {told}"
    (notice,) = bob.follow()
    assert (notice["room_id"], notice["author"]["id"]) == (den, olga.id)


def test_several_at_once_are_told_one_by_one(alice, den):
    alice.load()
    assert alice.change_room(den, topic="Ship it", icon="🚀", name="Bay").status_code == 200
    deeds = [told(notice) for notice in alice.follow()]
    assert deeds == [
        "Alice renamed this room to “Bay”",
        "Alice changed the topic",
        "Alice changed the icon",
    ]


def test_what_is_as_it_was_is_not_told(chat, alice, den):
    before = chat.newest()
    answer = alice.change_room(den, name="Den", topic="", posting="member", is_archived=False)
    assert answer.json == alice.rooms()[den]
    assert alice.change_room(den).status_code == 200
    assert chat.newest() == before


def test_nothing_can_be_taken_back_to_nothing(alice, den):
    alice.change_room(den, topic="Ship it", description="How", icon="🚀")
    answer = alice.change_room(den, topic="", description=" ", icon="")
    assert [answer.json[name] for name in ("topic", "description", "icon")] == ["", "", ""]
    assert alice.notices(den)[-1] == "Alice removed the icon"


EDITS = [{"name": "Bay"}, {"topic": "x"}, {"description": "x"}, {"icon": "🚀"}]
MANAGING = [{"posting": "owner"}, {"is_archived": True}]
OPENING = [{"is_default": True}, {"is_open_to_guests": True}]


@pytest.mark.parametrize("kind", ["public", "private"])
@pytest.mark.parametrize(
    ("change", "least"),
    [*((edit, "moderator") for edit in EDITS), *((change, "owner") for change in MANAGING)],
)
def test_it_takes_the_role_for_it(alice, bob, kind, change, least):
    den = alice.has_room(bob, kind=kind)
    problem(bob.change_room(den, **change), 403, "not-allowed")
    alice.change_member(den, bob, role="moderator")
    if least == "owner":
        problem(bob.change_room(den, **change), 403, "not-allowed")
        alice.change_member(den, bob, role="owner")
    assert bob.change_room(den, **change).status_code == 200


@pytest.mark.parametrize("change", OPENING)
def test_only_owners_of_the_chat_open_a_room(chat, alice, dora, olga, den, change):
    for person in (alice, dora, olga):
        person.join(den)
    for person in (alice, dora):
        problem(person.change_room(den, **change), 403, "not-allowed")
    assert olga.change_room(den, **change).status_code == 200


@pytest.mark.parametrize("change", OPENING)
def test_nobody_opens_a_private_room(olga, bob, change):
    problem(olga.change_room(olga.has_room(bob, kind="private"), **change), 403, "not-allowed")


def test_one_right_is_not_enough_for_two_changes(chat, alice, bob, den):
    alice.change_member(den, bob, role="moderator")
    before = chat.newest()
    problem(bob.change_room(den, topic="x", posting="owner"), 403, "not-allowed")
    assert (chat.newest(), alice.rooms()[den]["topic"]) == (before, "")


def test_guests_change_nothing(gus, open_den):
    problem(gus.change_room(open_den, topic="x"), 403, "not-allowed")


def test_a_conversation_between_few_stays_as_it_is(alice, bob):
    problem(alice.change_room(alice.has_talk(bob), name="Us"), 403, "not-allowed")


def test_a_name_stays_the_only_one_of_its_kind(alice, bob, den):
    cave = bob.has_room(name="Cave")
    problem(bob.change_room(cave, name="den"), 409, "room-name-taken", "name")
    assert bob.change_room(cave, name="CAVE").json["name"] == "CAVE"
    assert alice.change_room(den, name="Bay").status_code == 200
    assert bob.change_room(cave, name="den").status_code == 200


def test_a_private_rooms_name_is_free(alice, den, vault):
    assert alice.change_room(vault, name="Den").json["name"] == "Den"


def test_an_archived_room_is_read_and_nothing_else(alice, bob, den):
    alice.says("hello", den)
    assert alice.change_room(den, is_archived=True).json["archived_at"].endswith("Z")
    assert alice.notices(den)[-1] == "Alice archived this room"
    assert bob.page(room_id=den).json["messages"][-2]["content"] == "hello"
    problem(bob.post_message("anyone?", den), 409, "room-archived")
    problem(alice.change_room(den, topic="x"), 409, "room-archived")
    problem(alice.change_room(den, topic="x", is_archived=True), 409, "room-archived")
    assert alice.change_room(den, is_archived=True).status_code == 200
    answer = alice.change_room(den, is_archived=False, topic="Back")
    assert (answer.json["archived_at"], answer.json["topic"]) == (None, "Back")
    assert bob.post_message("here", den).status_code == 201
    assert alice.notices(den)[-1] == "Alice brought this room back"


def test_who_posts_is_the_rooms_to_say(alice, bob, den):
    alice.change_room(den, posting="owner")
    problem(bob.post_message("hello", den), 403, "not-allowed")
    assert "post" not in bob.rooms()[den]["me"]["may"]
    alice.says("hear me", den)
    alice.change_room(den, posting="member")
    bob.says("hello", den)
    assert alice.notices(den)[-1] == "Alice lets everybody post here"


def test_closing_a_room_takes_the_guests_out_at_once(chat, olga, bob, gus, open_den):
    gus.load()
    bob.load()
    assert gus.rooms()[open_den]["member_count"] == 3
    answer = olga.change_room(open_den, is_open_to_guests=False)
    assert answer.json["member_count"] == 2
    poll = gus.poll().json
    assert (poll["left"], poll["messages"]) == ([open_den], [])
    assert open_den not in gus.rooms()
    problem(gus.page(room_id=open_den), 404, "not-found")
    problem(gus.post_message("hello?", open_den), 404, "not-found")
    assert told(bob.follow()[0]) == "Olga closed this room to guests"
    assert chat.sql("SELECT count(*) FROM memberships WHERE room_id = ?", open_den) == [(2,)]


def test_a_guest_comes_back_once_it_is_open_again(olga, gus, open_den):
    gus.load()
    olga.change_room(open_den, is_open_to_guests=False)
    olga.change_room(open_den, is_open_to_guests=True)
    assert open_den not in gus.rooms()
    assert gus.join(open_den).status_code == 201
    assert gus.poll().json["left"] == []


def test_newcomers_are_in_a_default_room_from_the_start(chat, olga, den):
    olga.join(den)
    olga.change_room(den, is_default=True)
    assert den in chat.account("Nora").rooms()
    assert den not in chat.guest("Gwen").rooms()
    olga.change_room(den, is_open_to_guests=True)
    assert den in chat.guest("Gaby").rooms()
    olga.change_room(den, is_default=False)
    assert den not in chat.account("Nils").rooms()


@pytest.mark.parametrize(
    "change", [{"is_archived": True}, {"is_default": False}, {"is_open_to_guests": False}]
)
def test_everybody_stays_in_the_lobby(olga, gus, change):
    problem(olga.change_room(LOBBY, **change), 403, "not-allowed")
    answer = olga.change_room(LOBBY, name="Hall", posting="owner", is_default=True)
    assert answer.json["name"] == "Hall"
    assert LOBBY in gus.rooms()


def test_who_is_not_in_it_hears_that_there_is_none(chat, alice, charlie, olga, den, vault):
    missing = charlie.change_room(4711, topic="x")
    problem(missing, 404, "not-found")
    price = chat.statements(lambda: charlie.change_room(4711, topic="x"))
    for room_id in (den, vault):
        assert charlie.change_room(room_id, topic="x").data == missing.data
        assert olga.change_room(room_id, topic="x").data == missing.data
        assert chat.statements(lambda id=room_id: charlie.change_room(id, topic="x")) == price


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("name", bad) for bad in ("", "x" * 41, "a\nb", 7)),
        *(("topic", "x" * 121), ("description", "x" * 1001), ("icon", "<b>"), ("icon", "ab")),
        *(("posting", "guest"), ("is_default", 1), ("is_open_to_guests", "true")),
        *(("is_archived", 0), ("kind", "private"), ("archived_at", None), ("member_count", 7)),
    ],
)
def test_a_field_that_breaks_a_rule_is_named(alice, den, field, value):
    problem(alice.change_room(den, **{field: value}), 422, "invalid", field)


def test_what_stays_as_it_is_costs_nothing_more(chat, olga):
    den = olga.has_room(name="Den")
    same = {"name": "Den", "topic": "", "description": "", "icon": "", "posting": "member"}
    price = chat.price(lambda: olga.change_room(den, topic=""))
    assert chat.price(lambda: olga.change_room(den, **same)) == price


def test_closing_costs_the_same_however_many_guests_there_are(chat, olga):
    prices = set()
    for count in (1, 20):
        den = olga.has_room(name=f"Den {count}")
        olga.change_room(den, is_open_to_guests=True)
        for number in range(count):
            chat.guest(f"G {count} {number}").join(den)
        prices.add(chat.price(lambda id=den: olga.change_room(id, is_open_to_guests=False)))
        assert olga.rooms()[den]["member_count"] == 1
    assert len(prices) == 1
