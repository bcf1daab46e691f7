"""GET /api/directory/<id>: somebody's card."""

from functools import partial

import pytest

from tests.cast import ID_MAX
from tests.claims import problem


@pytest.fixture
def leave_lobby(chat):
    """Take somebody out of the room that all share."""

    def leave(person):
        chat.sql("DELETE FROM memberships WHERE user_id = ? AND room_id = 1", person.id)
        chat.sql("UPDATE feed_state SET rights = rights + 1")

    return leave


@pytest.fixture
def hide_members(chat):
    """Decide that guests see no members."""

    def decide(is_hidden=True):
        chat.sql("UPDATE joining SET members_visible_to_guests = ?", not is_hidden)
        chat.sql("UPDATE feed_state SET rights = rights + 1")

    return decide


def sees(viewer, person):
    answer = viewer.profile(person.id)
    if answer.status_code == 200:
        assert answer.json["id"] == person.id
        return True
    problem(answer, 404, "not-found")
    return False


def test_a_card_says_what_the_list_says(chat, alice, bob):
    chat.sql("UPDATE users SET time_zone = 'Europe/Berlin' WHERE id = ?", bob.id)
    answer = alice.profile(bob.id)
    assert answer.status_code == 200
    assert answer.json == alice.directory(search="bob").json["people"][0]
    assert answer.json["time_zone"] == "Europe/Berlin"


def test_who_has_an_account_sees_all_accounts(bob, alice, leave_lobby):
    leave_lobby(bob)
    assert sees(alice, bob) and sees(alice, alice)


def test_a_guest_is_seen_by_whom_they_share_a_room_with(chat, alice, bob, gus, leave_lobby):
    assert sees(alice, gus)
    leave_lobby(gus)
    assert not sees(alice, gus)
    chat.room(bob, gus, kind="public", name="Den")
    assert not sees(alice, gus) and sees(bob, gus)


def test_a_guest_sees_whom_they_share_a_room_with_and_themselves(chat, bob, gus, leave_lobby):
    eve = chat.guest("Eve")
    assert sees(gus, bob) and sees(gus, eve)
    leave_lobby(gus)
    assert not sees(gus, bob) and not sees(gus, eve)
    assert sees(gus, gus)
    chat.room(bob, gus, kind="public", name="Den")
    assert sees(gus, bob) and not sees(gus, eve)


def test_where_members_are_hidden_guests_see_themselves_alone(alice, bob, gus, hide_members):
    hide_members()
    assert not sees(gus, bob)
    assert sees(gus, gus)
    assert sees(alice, bob) and sees(alice, gus)
    hide_members(False)
    assert sees(gus, bob)


def test_who_is_here_no_more_has_no_card(alice, bob, gus):
    assert sees(alice, bob)
    assert bob.give_up().status_code == 204
    assert not sees(alice, bob) and not sees(gus, bob)


def test_who_is_suspended_has_one_since_their_words_stay(chat, alice, bob):
    chat.suspend(bob)
    assert sees(alice, bob)


@pytest.mark.parametrize("viewer", ["member", "administrator", "owner", "guest"])
def test_whom_one_may_not_see_is_as_nobody(chat, alice, gus, leave_lobby, viewer):
    looker = chat.guest("Eve") if viewer == "guest" else chat.account("Eve", viewer)
    leave_lobby(gus)
    missing, hidden = looker.profile(ID_MAX), looker.profile(gus.id)
    problem(missing, 404, "not-found")
    assert (hidden.status_code, hidden.data) == (404, missing.data)
    costs = {chat.statements(partial(looker.profile, id)) for id in (ID_MAX, gus.id, looker.id)}
    assert len(costs) == 1


def test_a_stranger_sees_nobody(chat, alice):
    problem(chat.stranger().profile(alice.id), 401, "not-signed-in")


@pytest.mark.parametrize("id", [0, -1, "x", "1.0", "%00", "١", ID_MAX + 1, "me"])
def test_what_is_no_id_is_no_address(alice, id):
    problem(alice.profile(id), 404, "not-found")
