"""/api/invitations: links by which others make an account."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.claims import problem


@pytest.fixture
def by_invitation(alice):
    alice.decide(sign_up="invite")


def made(person, **how):
    answer = person.invite(**how)
    assert answer.status_code == 201, answer.text
    return answer.json


def test_an_invitation_is_made_and_its_token_shown_this_once(alice):
    answer = alice.invite(uses=3, days=7)
    assert answer.status_code == 201
    assert set(answer.json) == {"id", "token", "expires_at", "uses_left", "room"}
    assert answer.json["uses_left"] == 3
    lasts = datetime.fromisoformat(answer.json["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=6, hours=23) < lasts <= timedelta(days=7)
    assert len(answer.json["token"]) >= 32
    assert answer.json["token"] not in alice.get("/api/invitations").text


def test_the_good_ones_are_listed_the_newest_first(alice, dora):
    first, second = made(alice, uses=2), made(dora, days=30)
    shown = dora.invitations()
    assert [invitation["id"] for invitation in shown] == [second["id"], first["id"]]
    assert shown == alice.invitations()
    more = {"created_by", "room"}
    assert set(shown[0]) == {"id", "created_at", "expires_at", "uses_left"} | more
    assert shown[0]["created_by"] == {"id": dora.id, "name": "Dora"}
    assert (shown[0]["expires_at"], shown[1]["uses_left"]) == (second["expires_at"], 2)


def test_no_two_tokens_are_alike(alice):
    assert len({made(alice)["token"] for _ in range(20)}) == 20


def test_it_is_good_for_as_many_as_it_says(chat, alice, by_invitation):
    token = made(alice, uses=2)["token"]
    assert chat.stranger().sign_up("one", invitation=token).status_code == 201
    assert alice.invitations()[0]["uses_left"] == 1
    assert chat.stranger().sign_up("two", invitation=token).status_code == 201
    assert alice.invitations() == []
    problem(chat.stranger().sign_up("three", invitation=token), 410, "link-gone")


def test_a_refused_account_uses_up_nothing(chat, alice, bob, by_invitation):
    token = made(alice)["token"]
    charlie = chat.stranger()
    problem(charlie.sign_up("charlie", "short", invitation=token), 422, "invalid", "password")
    taken = charlie.sign_up("bob", name="Charlie", invitation=token)
    problem(taken, 409, "username-taken", "username")
    assert alice.invitations()[0]["uses_left"] == 1
    assert charlie.sign_up("charlie", invitation=token).status_code == 201


def test_who_has_an_account_uses_up_nothing(alice, bob, by_invitation):
    token = made(alice)["token"]
    problem(bob.sign_up("robert", invitation=token), 409, "has-account")
    assert alice.invitations()[0]["uses_left"] == 1


def test_where_all_may_join_an_invitation_is_used_all_the_same(alice, charlie):
    token = made(alice)["token"]
    assert charlie.sign_up("charlie", invitation=token).status_code == 201
    assert alice.invitations() == []


def test_it_expires(chat, alice, charlie, by_invitation):
    token = made(alice)["token"]
    chat.sql("UPDATE links SET expires_at = '2000-01-01 00:00:00'")
    assert alice.invitations() == []
    problem(charlie.sign_up("charlie", invitation=token), 410, "link-gone")


def test_it_is_revoked_by_any_administrator(alice, dora, charlie, by_invitation):
    invitation = made(alice)
    answer = dora.revoke(invitation["id"])
    assert (answer.status_code, answer.data) == (204, b"")
    assert alice.invitations() == []
    problem(charlie.sign_up("charlie", invitation=invitation["token"]), 410, "link-gone")


def test_what_is_not_there_cannot_be_revoked(alice, bob):
    invitation = made(alice)
    link = alice.make_sign_in_link(bob.id)
    assert link.status_code == 201
    for id in (invitation["id"] + 1, 4711):  # the first is that of the sign-in link
        problem(alice.revoke(id), 404, "not-found")
    assert alice.revoke(invitation["id"]).status_code == 204
    problem(alice.revoke(invitation["id"]), 404, "not-found")


def test_an_invitation_makes_members_and_nothing_more(alice, charlie):
    token = made(alice)["token"]
    assert charlie.sign_up("charlie", invitation=token).json["role"] == "member"


def test_it_outlives_the_role_of_who_made_it(alice, dora, charlie, by_invitation):
    token = made(dora)["token"]
    alice.change_person(dora.id, role="member")
    assert alice.invitations()[0]["created_by"]["name"] == "Dora"
    assert charlie.sign_up("charlie", invitation=token).status_code == 201


def test_who_made_it_may_leave(alice, dora, by_invitation):
    made(dora)
    assert dora.give_up().status_code == 204
    assert alice.invitations()[0]["created_by"] == {"id": dora.id, "name": "Former member"}


@pytest.mark.parametrize("field", ["uses", "days"])
@pytest.mark.parametrize("value", [None, 0, -1, 1.5, "1", True, [], 10**30, 1001])
def test_bad_numbers_are_refused_with_the_field(alice, field, value):
    numbers = {"uses": 1, "days": 1} | {field: value}
    problem(alice.invite(**numbers), 422, "invalid", field)
    assert alice.invitations() == []


@pytest.mark.parametrize(("uses", "days"), [(1, 1), (1000, 365)])
def test_the_limits_are_good(alice, uses, days):
    assert made(alice, uses=uses, days=days)["uses_left"] == uses


def test_missing_fields_are_named(alice):
    answer = alice.send("POST", "/api/invitations", json={})
    problem(answer, 422, "invalid", "uses", "days")
