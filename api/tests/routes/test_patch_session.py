"""PATCH /api/session: be called something else."""

import pytest

from tests.cast import LOBBY
from tests.claims import a_guest, problem


def test_a_person_is_renamed(alice):
    answer = alice.rename("Ada")
    assert answer.status_code == 200
    assert answer.json == a_guest(alice.id, "Ada")
    assert alice.who_am_i().json == answer.json


def test_a_stranger_has_no_name_to_change(charlie):
    problem(charlie.rename("Ada"), 401, "not-signed-in")


def test_a_notice_tells_the_room(alice, bob):
    bob.load()
    alice.rename("Ada")
    (notice,) = bob.follow()
    assert notice["kind"] == "notice"
    assert notice["content"] == "Alice is now Ada"
    assert notice["author"] == {"id": alice.id, "name": "Ada", "is_guest": True, "avatar": None}
    assert notice["client_id"] is None


def test_earlier_messages_carry_the_new_name_on_the_page(alice, bob):
    alice.says("hello")
    bob.says("hi")
    alice.rename("Ada")
    assert [m["author"]["name"] for m in bob.load()] == ["Ada", "Bob", "Ada"]


def test_earlier_messages_carry_the_new_name_in_the_feed_at_once(alice, bob):
    bob.load()
    before = bob.cursor
    alice.says("hello")
    assert bob.poll().json["messages"][0]["author"]["name"] == "Alice"
    alice.rename("Ada")
    names = {m["author"]["name"] for m in bob.poll(after=before).json["messages"]}
    assert names == {"Ada"}


def test_messages_after_the_rename_carry_the_new_name(alice, bob):
    bob.load()
    alice.rename("Ada")
    assert alice.says("hello")["author"]["name"] == "Ada"
    assert [m["author"]["name"] for m in bob.follow()] == ["Ada", "Ada"]


def test_the_same_name_again_changes_nothing(chat, alice):
    before = chat.newest()
    assert alice.rename("Alice").status_code == 200
    assert chat.newest() == before


def test_one_may_change_the_case_of_ones_own_name(alice):
    assert alice.rename("ALICE").json["name"] == "ALICE"


def test_one_may_take_a_look_alike_of_ones_own_name(alice):
    assert alice.rename("A1ice").json["name"] == "A1ice"


def test_a_taken_name_is_refused_and_nothing_changes(chat, alice, bob):
    before = chat.newest()
    problem(alice.rename("bob"), 409, "name-taken", "name")
    assert alice.who_am_i().json["name"] == "Alice"
    assert chat.newest() == before


def test_the_former_name_is_free_again(chat, alice):
    problem(chat.stranger().become_guest("Alice"), 409, "name-taken", "name")
    alice.rename("Ada")
    assert chat.stranger().become_guest("Alice").status_code == 201


def test_renaming_counts_as_posting(make_chat):
    alice = make_chat(POSTS_MAX="2", POSTS_WINDOW_SECONDS="60").guest("Alice")
    assert [alice.rename(name).status_code for name in ("A", "B")] == [200, 200]
    problem(alice.rename("C"), 429, "too-fast")
    problem(alice.post_message("hello"), 429, "too-fast")


def test_who_is_mute_in_the_lobby_says_nothing_there_by_a_name(chat, olga, gus, bob):
    olga.change_member(LOBBY, gus, muted_minutes=5)
    before = chat.newest()
    refusal = problem(gus.rename("buy my coins"), 403, "muted")
    assert refusal == problem(gus.post_message("buy my coins"), 403, "muted")
    assert (gus.who_am_i().json["name"], chat.newest()) == ("Gus", before)
    assert gus.rename("Gus").status_code == 200  # of which nobody is told
    assert bob.rename("Bobby").status_code == 200


def test_who_may_speak_again_is_renamed(chat, olga, gus):
    olga.change_member(LOBBY, gus, muted_minutes=5)
    problem(gus.rename("Gustav"), 403, "muted")
    chat.sql("UPDATE room_mutes SET until = '2020-01-01 00:00:00'")
    chat.sql("UPDATE feed_state SET rights = rights + 1")
    assert gus.rename("Gustav").status_code == 200


def test_who_is_mute_elsewhere_is_renamed(olga, bob):
    den = olga.has_room()
    olga.change_room(den, is_open_to_guests=True)
    bob.join(den)
    olga.change_member(den, bob, muted_minutes=5)
    problem(bob.post_message("but", den), 403, "muted")
    assert bob.rename("Bobby").status_code == 200


def test_a_claim_by_another_name_says_nothing_either(olga, gus):
    olga.change_member(LOBBY, gus, muted_minutes=5)
    problem(gus.sign_up("gus", name="buy my coins"), 403, "muted")
    assert gus.sign_up("gus").json["name"] == "Gus"


def test_where_others_post_there_are_few_new_names_in_an_hour(olga, gus, bob, clock):
    olga.change_room(LOBBY, posting="owner")
    assert [gus.rename(name).status_code for name in ("A", "B", "C")] == [200] * 3
    refusal = gus.rename("D")
    problem(refusal, 429, "too-fast")
    assert refusal.headers["Retry-After"] == "3600"
    assert bob.rename("Bobby").status_code == 200
    assert [olga.rename(f"Olga {number}").status_code for number in range(5)] == [200] * 5
    clock.advance(3600)
    assert gus.rename("D").status_code == 200


def test_who_may_not_post_is_refused_for_being_mute_first(olga, gus):
    olga.change_room(LOBBY, posting="owner")
    olga.change_member(LOBBY, gus, muted_minutes=5)
    problem(gus.rename("buy my coins"), 403, "muted")


@pytest.mark.parametrize("name", [None, 1, True, [], {}, "", "  ", "x" * 41])
def test_what_is_no_name_is_refused_with_the_field(alice, name):
    problem(alice.rename(name), 422, "invalid", "name")
    assert alice.who_am_i().json["name"] == "Alice"


def test_a_missing_name_is_named(alice):
    problem(alice.send("PATCH", "/api/session", json={}), 422, "invalid", "name")


@pytest.mark.parametrize(
    "field", ["id", "is_guest", "has_password", "password_hash", "username", "role"]
)
def test_nothing_else_can_be_changed(alice, field):
    answer = alice.send("PATCH", "/api/session", json={"name": "Ada", field: 1})
    problem(answer, 422, "invalid", field)
    assert alice.who_am_i().json["name"] == "Alice"
