"""PATCH /api/rooms/<id>/members/<id>: giving roles, making people mute."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import LOBBY
from tests.cast_rooms import told
from tests.claims import problem


@pytest.mark.parametrize(
    ("role", "deed"), [("moderator", "made Bob a moderator"), ("owner", "made Bob an owner")]
)
def test_a_role_counts_at_once(alice, bob, den, role, deed):
    bob.load()
    problem(bob.change_room(den, topic="x"), 403, "not-allowed")
    answer = alice.change_member(den, bob, role=role)
    assert (answer.status_code, answer.json["role"], answer.json["name"]) == (200, role, "Bob")
    assert [told(notice) for notice in bob.follow()] == [f"Alice {deed}"]
    assert bob.rooms()[den]["me"]["role"] == role
    assert bob.change_room(den, topic="x").status_code == 200
    alice.change_member(den, bob, role="member")
    problem(bob.change_room(den, topic="y"), 403, "not-allowed")
    assert alice.notices(den)[-1] == "Alice made Bob a plain member"


def test_only_owners_give_roles(alice, bob, charlie, den):
    charlie.join(den)
    for role in ("member", "moderator"):
        alice.change_member(den, bob, role=role)
        problem(bob.change_member(den, charlie, role="moderator"), 403, "not-allowed")
        problem(bob.change_member(den, bob, role="owner"), 403, "not-allowed")
    alice.change_member(den, bob, role="owner")
    assert bob.change_member(den, charlie, role="moderator").status_code == 200


def test_the_role_that_somebody_has_is_not_told(chat, alice, bob, den):
    before = chat.newest()
    assert alice.change_member(den, bob, role="member").json["role"] == "member"
    assert alice.change_member(den, bob).status_code == 200
    assert chat.newest() == before


def test_the_last_owner_stays_one(alice, bob, den):
    problem(alice.change_member(den, alice, role="member"), 409, "last-room-owner")
    alice.change_member(den, bob, role="owner")
    assert alice.change_member(den, alice, role="moderator").json["role"] == "moderator"
    assert alice.notices(den)[-1] == "Alice became a moderator"
    problem(bob.change_member(den, bob, role="moderator"), 409, "last-room-owner")


def test_who_is_alone_stays_the_owner(alice):
    den = alice.has_room(kind="private")
    problem(alice.change_member(den, alice, role="member"), 409, "last-room-owner")


def test_who_runs_the_chat_owns_public_rooms_whatever_they_are_made(alice, bob, dora, den):
    dora.join(den)
    assert alice.change_member(den, dora, role="moderator").json["role"] == "owner"
    assert dora.change_member(den, alice, role="member").json["role"] == "member"
    problem(alice.change_member(den, bob, role="owner"), 403, "not-allowed")


def test_guests_are_given_no_role(olga, gus):
    for role in ("moderator", "owner"):
        problem(olga.change_member(LOBBY, gus, role=role), 409, "no-account")
    assert olga.change_member(LOBBY, gus, role="member").status_code == 200


def test_nobody_has_a_role_in_a_conversation_between_few(alice, bob):
    talk = alice.has_talk(bob)
    problem(alice.change_member(talk, bob, role="moderator"), 403, "not-allowed")
    problem(alice.change_member(talk, bob, muted_minutes=5), 403, "not-allowed")


def test_who_is_mute_says_nothing_for_a_time(chat, alice, bob, den):
    bob.load()
    answer = alice.change_member(den, bob, muted_minutes=90)
    lasts = datetime.fromisoformat(answer.json["muted_until"]) - datetime.now(UTC)
    assert timedelta(minutes=89) < lasts <= timedelta(minutes=90)
    assert [told(notice) for notice in bob.follow()] == ["Alice muted Bob for 90 minutes"]
    problem(bob.post_message("but", den), 403, "muted")
    assert bob.rooms()[den]["me"]["muted_until"] == answer.json["muted_until"]
    assert bob.post_message("elsewhere").status_code == 201
    assert alice.post_message("well", den).status_code == 201


def test_it_is_lifted(chat, alice, bob, den):
    alice.change_member(den, bob, muted_minutes=5)
    assert alice.change_member(den, bob, muted_minutes=0).json["muted_until"] is None
    assert bob.post_message("thank you", den).status_code == 201
    assert alice.notices(den)[-1] == "Alice lets Bob speak again"
    before = chat.newest()
    assert alice.change_member(den, bob, muted_minutes=0).status_code == 200
    assert chat.newest() == before


def test_who_does_it_to_themselves_is_named_once(alice, den):
    assert alice.change_member(den, alice, muted_minutes=5).status_code == 200
    assert alice.change_member(den, alice, muted_minutes=0).status_code == 200
    assert alice.notices(den)[-2:] == [
        "Alice wants to say nothing for 5 minutes",
        "Alice speaks again",
    ]


def test_it_ends_by_itself(chat, alice, bob, den):
    alice.change_member(den, bob, muted_minutes=5)
    chat.sql("UPDATE room_mutes SET until = '2020-01-01 00:00:00'")
    chat.sql("UPDATE feed_state SET rights = rights + 1")
    assert bob.post_message("here again", den).status_code == 201
    assert bob.rooms()[den]["me"]["muted_until"] is None


def test_it_is_made_longer_and_shorter(alice, bob, den):
    first = alice.change_member(den, bob, muted_minutes=5).json["muted_until"]
    longer = alice.change_member(den, bob, muted_minutes=43200).json["muted_until"]
    shorter = alice.change_member(den, bob, muted_minutes=1).json["muted_until"]
    assert shorter < first < longer


def test_who_leaves_and_comes_back_is_mute_yet(alice, bob, den):
    alice.change_member(den, bob, muted_minutes=5)
    bob.leave_room(den)
    bob.join(den)
    problem(bob.post_message("but", den), 403, "muted")


def test_moderators_mute_whom_they_are_above(alice, bob, charlie, den):
    charlie.join(den)
    problem(bob.change_member(den, charlie, muted_minutes=5), 403, "not-allowed")
    alice.change_member(den, bob, role="moderator")
    assert bob.change_member(den, charlie, muted_minutes=5).status_code == 200
    for subject in (alice, bob):
        problem(bob.change_member(den, subject, muted_minutes=5), 403, "not-allowed")
    alice.change_member(den, charlie, role="moderator")
    problem(bob.change_member(den, charlie, muted_minutes=0), 403, "not-allowed")
    assert alice.change_member(den, charlie, muted_minutes=0).status_code == 200


def test_who_runs_the_chat_is_above_moderators_of_public_rooms(alice, bob, dora, den):
    dora.join(den)
    alice.change_member(den, bob, role="moderator")
    problem(bob.change_member(den, dora, muted_minutes=5), 403, "not-allowed")
    vault = alice.has_room(bob, dora, kind="private")
    alice.change_member(vault, bob, role="moderator")
    assert bob.change_member(vault, dora, muted_minutes=5).status_code == 200


def test_guests_are_mute_too(olga, gus):
    assert olga.change_member(LOBBY, gus, muted_minutes=5).status_code == 200
    problem(gus.post_message("but"), 403, "muted")


def test_both_at_once_or_neither(chat, alice, bob, charlie, den):
    charlie.join(den)
    alice.change_member(den, bob, role="moderator")
    before = chat.newest()
    refused = bob.change_member(den, charlie, muted_minutes=5, role="moderator")
    problem(refused, 403, "not-allowed")
    assert chat.newest() == before
    answer = alice.change_member(den, charlie, muted_minutes=5, role="moderator")
    assert (answer.json["role"], bool(answer.json["muted_until"])) == ("moderator", True)
    assert alice.notices(den)[-2:] == [
        "Alice made Charlie a moderator",
        "Alice muted Charlie for 5 minutes",
    ]


def test_in_an_archived_room_everybody_stays_what_they_are(alice, bob, den):
    alice.change_room(den, is_archived=True)
    problem(alice.change_member(den, bob, role="owner"), 409, "room-archived")
    problem(alice.change_member(den, bob, muted_minutes=5), 409, "room-archived")


def test_who_is_not_in_it_answers_like_who_does_not_exist(chat, alice, charlie, den):
    missing = alice.change_member(den, 4711, role="owner")
    problem(missing, 404, "not-found")
    price = chat.statements(lambda: alice.change_member(den, 4711, role="owner"))
    assert alice.change_member(den, charlie, role="owner").data == missing.data
    assert chat.statements(lambda: alice.change_member(den, charlie, role="owner")) == price


def test_who_is_not_in_the_room_hears_that_there_is_none(chat, charlie, bob, den, vault):
    missing = charlie.change_member(4711, bob, role="owner")
    problem(missing, 404, "not-found")
    price = chat.statements(lambda: charlie.change_member(4711, bob, role="owner"))
    for room_id in (den, vault):
        assert charlie.change_member(room_id, bob, role="owner").data == missing.data
        ask = lambda id=room_id: charlie.change_member(id, bob, role="owner")
        assert chat.statements(ask) == price


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("role", bad) for bad in ("", "administrator", "guest", "Owner", 1)),
        *(("muted_minutes", bad) for bad in (-1, 43201, 1.0, "5", True, 10**30)),
        *(("muted_until", None), ("id", 7)),
    ],
)
def test_a_field_that_breaks_a_rule_is_named(alice, bob, den, field, value):
    problem(alice.change_member(den, bob, **{field: value}), 422, "invalid", field)


def test_the_audit_log_knows_of_it_and_of_no_private_name(alice, bob, olga, den, vault):
    for room_id in (den, vault):
        alice.change_member(room_id, bob, role="moderator")
        alice.change_member(room_id, bob, muted_minutes=5)
    acts = ["room-role-given", "room-member-muted"]
    entries = [e for e in olga.audit(limit=20) if e["act"] in acts][::-1]
    known = [{"room": den, "name": "Den"}, {"room": vault}]
    assert [entry["details"] for entry in entries] == [
        details | where
        for where in known
        for details in ({"former": "member", "role": "moderator"}, {"minutes": 5})
    ]
    assert [entry["act"] for entry in entries] == acts * 2
    assert {entry["actor"]["name"] for entry in entries} == {"Alice"}
    assert {entry["subject"]["name"] for entry in entries} == {"Bob"}
