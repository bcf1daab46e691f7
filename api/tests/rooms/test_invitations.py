"""Invitations that lead into a room: /api/invitations, /api/invitations/use, and signing up."""

import threading

import pytest

from tests.cast import LOBBY
from tests.cast_rooms import told
from tests.claims import problem


@pytest.fixture
def vault(dora, alice):
    """A private room of an administrator's, with Alice in it."""
    return dora.has_room(alice, name="Vault", kind="private")


def token_into(person, room_id, **how):
    answer = person.invite(room_id=room_id, **how)
    assert answer.status_code == 201, answer.text
    return answer.json["token"]


def test_who_signs_up_by_it_is_in_the_room(chat, dora, alice, vault):
    alice.load()
    eve = chat.stranger()
    token = token_into(dora, vault)
    answer = eve.sign_up("eve", name="Eve", invitation=token)
    assert (answer.status_code, answer.json["room"]) == (201, {"id": vault, "name": "Vault"})
    assert set(eve.rooms()) == {LOBBY, vault}
    assert alice.has_members(vault)["Eve"] == "member"
    heard = [told(message) for message in alice.follow()]
    assert heard == ["Eve joined", "Eve joined by an invitation of Dora"]
    assert dora.invitations() == []


def test_a_guest_who_claims_an_account_by_it_too(dora, gus, vault):
    gus.load()
    assert gus.sign_up("gus", invitation=token_into(dora, vault)).status_code == 201
    assert vault in gus.rooms()
    assert gus.page(room_id=vault).status_code == 200


def test_who_is_signed_in_comes_in_by_it(chat, dora, alice, bob, vault):
    token = token_into(dora, vault, uses=2)
    alice.load()
    answer = bob.use_invitation(token)
    assert (answer.status_code, answer.json) == (200, bob.rooms()[vault])
    assert [told(message) for message in alice.follow()] == ["Bob joined by an invitation of Dora"]
    assert dora.invitations()[0]["uses_left"] == 1


def test_who_is_there_already_uses_up_nothing(chat, dora, alice, vault):
    token, before = token_into(dora, vault), chat.newest()
    answer = alice.use_invitation(token)
    assert (answer.status_code, answer.json["id"]) == (200, vault)
    assert (chat.newest(), dora.invitations()[0]["uses_left"]) == (before, 1)


def test_it_is_good_for_as_many_as_it_says(dora, bob, charlie, vault):
    token = token_into(dora, vault)
    assert bob.use_invitation(token).status_code == 200
    problem(charlie.use_invitation(token), 410, "link-gone")
    assert bob.use_invitation(token_into(dora, vault)).status_code == 200


def test_two_who_use_the_last_at_once(dora, bob, charlie, vault):
    token, answers = token_into(dora, vault), []
    threads = [
        threading.Thread(target=lambda who=who: answers.append(who.use_invitation(token)))
        for who in (bob, charlie)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [200, 410]
    assert len(dora.has_members(vault)) == 3


def test_what_it_leads_into_is_shown_to_who_is_there(dora, olga, vault):
    made = dora.invite(room_id=vault).json
    assert made["room"] == {"id": vault, "name": "Vault"}
    assert dora.invitations()[0]["room"] == made["room"]
    (seen,) = olga.invitations()
    assert (seen["id"], seen["room"]) == (made["id"], None)
    assert "Vault" not in olga.get("/api/invitations").text
    assert dora.invite().json["room"] is None


def test_it_takes_the_role_for_it(alice, dora, bob):
    den = alice.has_room(name="Plaza")
    problem(dora.invite(room_id=den), 404, "not-found")
    dora.join(den)
    assert dora.invite(room_id=den).status_code == 201
    private = alice.has_room(dora, name="Cellar", kind="private")
    problem(dora.invite(room_id=private), 403, "not-allowed")
    alice.change_member(private, dora, role="moderator")
    assert dora.invite(room_id=private).status_code == 201
    problem(alice.invite(room_id=den), 403, "not-allowed")
    problem(dora.invite(room_id=dora.has_talk(bob)), 403, "not-allowed")


def test_into_a_room_that_one_is_not_in_is_into_none(chat, alice, dora, bob):
    hidden = alice.has_room(bob, name="Cellar", kind="private")
    missing = dora.invite(room_id=4711)
    problem(missing, 404, "not-found")
    price = chat.statements(lambda: dora.invite(room_id=4711))
    assert dora.invite(room_id=hidden).data == missing.data
    assert chat.statements(lambda: dora.invite(room_id=hidden)) == price
    assert dora.invitations() == []


def archived(dora, alice, room_id):
    dora.change_room(room_id, is_archived=True)


def deleted(dora, alice, room_id):
    dora.delete_room(room_id, "Vault")


def left(dora, alice, room_id):
    dora.change_member(room_id, alice, role="owner")
    dora.leave_room(room_id)


def demoted(dora, alice, room_id):
    dora.change_member(room_id, alice, role="owner")
    alice.change_member(room_id, dora, role="member")


@pytest.mark.parametrize("meanwhile", [archived, deleted, left, demoted])
def test_into_what_is_open_no_more_nobody_comes(chat, dora, alice, bob, vault, meanwhile):
    token = token_into(dora, vault, uses=3)
    meanwhile(dora, alice, vault)
    missing = bob.use_invitation("no such token")
    problem(missing, 410, "link-gone")
    assert bob.use_invitation(token).data == missing.data
    (uses_left,) = chat.sql("SELECT uses_left FROM links")
    assert uses_left == (3,)
    eve = chat.stranger()
    answer = eve.sign_up("eve", invitation=token)
    assert (answer.status_code, answer.json["room"]) == (201, None)
    assert list(eve.rooms()) == [LOBBY]


@pytest.mark.parametrize("change", ["role", "suspended", "gone"])
def test_it_leads_in_as_long_as_who_made_it_might_make_it(chat, olga, dora, bob, change):
    vault = dora.has_room(olga, name="Vault", kind="private")
    token = token_into(dora, vault, uses=2)
    if change == "role":
        olga.change_person(dora.id, role="member")
    elif change == "suspended":
        chat.suspend(dora)
    else:
        assert dora.give_up().status_code == 204
    problem(bob.use_invitation(token), 410, "link-gone")
    eve = chat.stranger()
    assert eve.sign_up("eve", invitation=token).status_code == 201
    assert vault not in eve.rooms()


def test_a_removed_administrator_does_not_come_back_by_their_own(alice, dora):
    vault = alice.has_room(dora, kind="private")
    alice.change_member(vault, dora, role="moderator")
    token = token_into(dora, vault)
    alice.remove(vault, dora)
    problem(dora.use_invitation(token), 410, "link-gone")


def test_an_invitation_without_a_room_leads_nowhere(dora, bob):
    problem(bob.use_invitation(dora.invite().json["token"]), 410, "link-gone")
    assert dora.invitations()[0]["uses_left"] == 1


def test_no_other_link_is_an_invitation(olga, bob, charlie):
    token = olga.make_sign_in_link(charlie.id).json["token"]
    problem(bob.use_invitation(token), 410, "link-gone")
    assert charlie.enter_by(token).status_code == 201


def test_guests_come_by_it_into_what_is_open_to_them(olga, gus, vault, dora):
    den = olga.has_room(name="Plaza")
    token = token_into(olga, den, uses=2)
    for into in (token, token_into(dora, vault)):
        problem(gus.use_invitation(into), 403, "not-allowed")
    olga.change_room(den, is_open_to_guests=True)
    assert gus.use_invitation(token).json["me"]["may"] == ["post", "leave"]
    assert sorted(each["uses_left"] for each in olga.invitations()) == [1, 1]


def test_a_default_room_is_joined_once(chat, olga):
    den = olga.has_room(name="Plaza")
    olga.change_room(den, is_default=True)
    eve = chat.stranger()
    assert eve.sign_up("eve", invitation=token_into(olga, den)).status_code == 201
    assert olga.rooms()[den]["member_count"] == 2
    assert olga.notices(den)[-1] == "Olga lets newcomers join this room"


def test_a_refused_account_leaves_the_room_as_it_was(chat, dora, bob, vault):
    token, before = token_into(dora, vault), chat.newest()
    charlie = chat.stranger()
    problem(charlie.sign_up("bob", invitation=token), 409, "username-taken", "username")
    assert chat.newest() == before
    assert set(dora.has_members(vault)) == {"Alice", "Dora"}
    assert charlie.sign_up("eve", invitation=token).status_code == 201
    assert vault in charlie.rooms()


def test_an_archived_room_is_none_to_invite_into(dora, vault):
    dora.change_room(vault, is_archived=True)
    problem(dora.invite(room_id=vault), 409, "room-archived")


def test_the_audit_log_knows_of_it_and_of_no_private_name(dora, olga, vault):
    den = olga.has_room(name="Plaza")
    token_into(dora, vault)
    token_into(olga, den)
    of_den, of_vault = olga.audit(act="invitation-made")
    assert (of_vault["details"]["room"], "name" in of_vault["details"]) == (vault, False)
    assert (of_den["details"]["room"], of_den["details"]["name"]) == (den, "Plaza")


def test_the_audit_log_knows_who_came_in_by_it_once(chat, bob, dora, olga, vault):
    token = token_into(dora, vault, uses=5)
    for _ in range(2):
        assert bob.use_invitation(token).status_code == 200
    assert chat.stranger().sign_up("eve", invitation=token).status_code == 201
    of_eve, of_bob = olga.audit(act="invitation-used")
    assert of_bob["details"] == of_eve["details"]
    assert of_bob["details"].keys() == {"invitation", "room"} and of_bob["details"]["room"] == vault
    assert (of_bob["actor"]["name"], of_eve["actor"]["name"]) == ("Bob", "eve")


@pytest.mark.parametrize("value", [0, -1, 1.0, "1", True, [], 2**63])
def test_what_is_no_id_is_no_room(dora, value):
    problem(dora.invite(room_id=value), 422, "invalid", "room_id")


@pytest.mark.parametrize("token", [None, "", 7, "x" * 101])
def test_what_is_no_token_is_named(bob, token):
    problem(bob.use_invitation(token), 422, "invalid", "token")
