"""DELETE /api/messages/<id>: who may take a message away, and what is written down of it."""

from functools import partial

import pytest

from tests.cast import ID_MAX
from tests.claims import problem


@pytest.fixture
def vault(chat, alice, bob):
    """A private room in which Alice moderates Bob."""
    room_id = chat.room(alice, bob)
    chat.set_room_role(alice, room_id, "moderator")
    return room_id


def audited(chat):
    return [act for (act,) in chat.sql("SELECT act FROM audit_entries")]


@pytest.mark.parametrize(("role", "status"), [("owner", 204), ("moderator", 204), ("member", 403)])
def test_who_moderates_a_room_deletes_what_others_said(chat, alice, bob, vault, role, status):
    chat.set_room_role(alice, vault, role)
    said = bob.says("rude", vault)
    answer = alice.delete_message(said["id"])
    assert answer.status_code == status
    if status == 403:
        problem(answer, 403, "not-allowed")
    assert bool(bob.page(room_id=vault).json["messages"][0]["deleted_at"]) is (status == 204)


@pytest.mark.parametrize(
    ("role", "status"), [("owner", 204), ("administrator", 204), ("member", 403)]
)
def test_who_runs_the_chat_moderates_public_rooms(chat, bob, role, status):
    dora = chat.account("Dora", role)
    assert dora.delete_message(bob.says("rude")["id"]).status_code == status


@pytest.mark.parametrize("kind", ["private", "public"])
def test_who_runs_the_chat_deletes_nothing_where_they_are_not(chat, bob, kind, olga):
    inside, outside = chat.room(bob, olga, kind="public"), chat.room(bob, kind=kind, name="Den")
    assert olga.delete_message(bob.says("rude", inside)["id"]).status_code == 204
    problem(olga.delete_message(bob.says("rude", outside)["id"]), 404, "not-found")


def test_nobody_moderates_a_conversation_between_few(chat, alice, bob, olga):
    room_id = chat.room(olga, bob, kind="direct", name="")
    chat.set_room_role(olga, room_id, "owner")
    said = bob.says("rude", room_id)
    problem(olga.delete_message(said["id"]), 403, "not-allowed")
    assert bob.delete_message(said["id"]).status_code == 204


def test_what_a_moderator_deletes_is_in_the_audit_log_without_the_words(
    chat, alice, bob, vault, olga
):
    said = bob.says("swordfish", vault)
    alice.delete_message(said["id"])
    entry = olga.audit()[0]
    assert entry["act"] == "message-deleted"
    assert (entry["actor"]["id"], entry["subject"]["id"]) == (alice.id, bob.id)
    assert entry["details"] == {"room_id": vault, "message_id": said["id"]}
    assert "swordfish" not in repr(chat.sql("SELECT * FROM audit_entries"))
    assert "swordfish" not in repr(chat.sql("SELECT * FROM messages"))


def test_what_an_author_deletes_is_nobody_elses_business(chat, alice, bob, vault):
    own = [alice.says("mine", vault), bob.says("mine", vault)]
    before = audited(chat)
    for person, said in zip((alice, bob), own, strict=True):
        assert person.delete_message(said["id"]).status_code == 204
    assert audited(chat) == before


def test_what_is_deleted_already_is_noted_once(chat, alice, bob, vault):
    said = bob.says("rude", vault)
    for _ in range(3):
        assert alice.delete_message(said["id"]).status_code == 204
    assert audited(chat).count("message-deleted") == 1
    assert bob.delete_message(said["id"]).status_code == 204


def test_in_an_archived_room_everything_stays(chat, alice, bob, vault):
    kept, gone = bob.says("hello", vault), bob.says("goodbye", vault)
    assert bob.delete_message(gone["id"]).status_code == 204
    chat.sql("UPDATE rooms SET archived_at = '2026-01-02' WHERE id = ?", vault)
    chat.sql("UPDATE feed_state SET rights = rights + 1")
    for person in (alice, bob):
        problem(person.delete_message(kept["id"]), 409, "room-archived")
    assert bob.delete_message(gone["id"]).status_code == 204, "what is done is done"
    assert bob.page(room_id=vault).json["messages"][0] == kept


def test_who_may_not_post_takes_back_their_own_all_the_same(chat, bob, vault):
    said = bob.says("hello", vault)
    until = "INSERT INTO room_mutes VALUES (?, ?, '2100-01-01')"
    chat.sql(until, vault, bob.id)
    chat.sql("UPDATE rooms SET posting = 'owner' WHERE id = ?", vault)
    chat.sql("UPDATE feed_state SET rights = rights + 1")
    assert bob.post_message("more", vault).status_code == 403
    assert bob.delete_message(said["id"]).status_code == 204


def test_a_message_one_may_not_see_is_as_one_that_does_not_exist(
    chat, alice, bob, vault, olga, gus
):
    """Whoever asks, and whoever said it."""
    hidden, seen = bob.says("secret", vault)["id"], bob.says("hello")["id"]
    notices = [chat.sql("SELECT max(id) FROM messages WHERE kind = 'notice'")[0][0]]
    chat.sql("UPDATE messages SET room_id = ? WHERE id = ?", vault, notices[0])
    for person in (olga, gus):
        missing = person.delete_message(ID_MAX)
        problem(missing, 404, "not-found")
        for id in (hidden, *notices):
            answer = person.delete_message(id)
            assert (answer.status_code, answer.data) == (404, missing.data)
            costs = {chat.statements(partial(person.delete_message, one)) for one in (id, ID_MAX)}
            assert len(costs) == 1
    problem(gus.delete_message(seen), 403, "not-allowed")  # it is seen, so it is there
    assert bob.page(room_id=vault).json["messages"][-1]["content"] == "secret"


def test_who_left_a_room_deletes_nothing_there_not_even_their_own(chat, bob, vault):
    said = bob.says("hello", vault)
    chat.sql("DELETE FROM memberships WHERE user_id = ? AND room_id = ?", bob.id, vault)
    chat.sql("UPDATE feed_state SET rights = rights + 1")
    problem(bob.delete_message(said["id"]), 404, "not-found")


def test_a_right_that_is_lost_while_one_waits_is_lost(chat, alice, bob, vault, monkeypatch):
    """Another request takes the role away before this one has its turn."""
    from parley.services import moderation

    said = bob.says("hello", vault)
    access = moderation.access

    def overtaken(*args):
        found = access(*args)
        chat.set_room_role(alice, vault, "member")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(moderation, "access", _once(overtaken, access))
        problem(alice.delete_message(said["id"]), 403, "not-allowed")
    chat.set_room_role(alice, vault, "moderator")
    assert alice.delete_message(said["id"]).status_code == 204


def _once(first, then):
    calls = iter((first,))
    return lambda *args: next(calls, then)(*args)


def test_a_long_room_costs_as_many_statements_as_a_short_one(chat, alice, bob, vault):
    def cost():
        said = bob.says("hello", vault)
        return chat.statements(lambda: alice.delete_message(said["id"]))

    cost()
    short = cost()
    chat.fill(bob, 300, vault)
    assert cost() == short


def test_a_stranger_deletes_nothing(chat, bob):
    said = bob.says("hello")
    problem(chat.stranger().delete_message(said["id"]), 401, "not-signed-in")
    assert bob.page().json["messages"][-1] == said


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_deletes_nothing(bob, site):
    said = bob.says("hello")
    answer = bob.send(
        "DELETE",
        f"/api/messages/{said['id']}",
        headers={"Sec-Fetch-Site": site},
        content_type="application/json",
    )
    problem(answer, 403, "cross-site")
    assert bob.delete_message(said["id"]).status_code == 204
