"""Several people change one room at once: one after the other does, and nothing is lost between."""

import sys
from functools import wraps
from itertools import count

import pytest

from parley.services import positions
from tests.cast_rooms import told
from tests.races import at_once

ROUNDS = 12  # who gets there first is chance
NUMBERS = count(1)


@pytest.fixture(autouse=True)
def threads_take_turns_often():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.fixture(scope="module")
def people(shared_chat):
    return [shared_chat.account(name) for name in ("Alice", "Bob", "Charlie", "Dan")]


def again_and_again(test):
    """Until it must have gone either way."""

    @wraps(test)
    def repeated(*args, **fixtures):
        for _ in range(ROUNDS):
            test(*args, **fixtures)

    return repeated


def statuses(answers):
    return sorted(answer.status_code for answer in answers)


def a_den(owner, *others, kind="public", owners=()):
    """A new room with these people in it, of whom some own it too."""
    den = owner.has_room(*others, name=f"Den {next(NUMBERS)}", kind=kind)
    for person in owners:
        assert owner.change_member(den, person, role="owner").status_code == 200
    return den


def said_in(den, person, since):
    """What was said in a room, and what happened there, after so many notices."""
    return [told(message) for message in person.page(room_id=den).json["messages"]][since:]


EITHER_KIND = pytest.mark.parametrize("kind", ["public", "private"])


@EITHER_KIND
@again_and_again
def test_of_two_owners_who_depose_each_other_one_stays(people, kind):
    alice, bob, charlie, _ = people
    den = a_den(alice, bob, charlie, kind=kind, owners=[bob])
    answers = at_once(
        lambda: alice.change_member(den, bob, role="member"),
        lambda: bob.change_member(den, alice, role="member"),
    )
    assert statuses(answers) == [200, 403]
    stays, goes = ("Alice", "Bob") if answers[0].status_code == 200 else ("Bob", "Alice")
    assert charlie.has_members(den) == {stays: "owner", goes: "member", "Charlie": "member"}
    assert said_in(den, charlie, 3) == [f"{stays} made {goes} a plain member"]


@EITHER_KIND
@again_and_again
def test_of_the_last_two_owners_only_one_leaves(people, kind):
    alice, bob, charlie, _ = people
    den = a_den(alice, bob, charlie, kind=kind, owners=[bob])
    answers = at_once(lambda: alice.leave_room(den), lambda: bob.leave_room(den))
    assert statuses(answers) == [204, 409]
    left, stays = ("Alice", "Bob") if answers[0].status_code == 204 else ("Bob", "Alice")
    assert charlie.has_members(den) == {"Charlie": "member", stays: "owner"}
    assert said_in(den, charlie, 3) == [f"{left} left"]


@again_and_again
def test_nobody_leaves_a_private_room_empty_together(people):
    alice, bob, *_ = people
    den = a_den(alice, bob, kind="private", owners=[bob])
    answers = at_once(lambda: alice.leave_room(den), lambda: bob.leave_room(den))
    assert statuses(answers) == [204, 409]
    assert sum(den in person.rooms() for person in (alice, bob)) == 1


@again_and_again
def test_who_is_removed_as_they_leave_goes_once(people):
    alice, bob, charlie, _ = people
    den = a_den(alice, bob, charlie)
    answers = at_once(lambda: alice.remove(den, bob), lambda: bob.leave_room(den))
    assert statuses(answers) == [204, 404]
    deed = "Alice removed Bob" if answers[0].status_code == 204 else "Bob left"
    assert said_in(den, charlie, 2) == [deed]
    assert charlie.rooms()[den]["member_count"] == 2


@again_and_again
def test_a_conversation_that_all_begin_is_one(shared_chat):
    trio = [shared_chat.account(f"Eve-{next(NUMBERS)}") for _ in range(3)]

    def begin(one):
        return lambda: one.talk_with(*[other for other in trio if other is not one])

    answers = at_once(*map(begin, trio))
    assert statuses(answers) == [200, 200, 201]
    (id,) = {answer.json["id"] for answer in answers}
    assert len(trio[0].notices(id)) == 1
    assert all(len(one.rooms()) == 2 and id in one.rooms() for one in trio)


@again_and_again
def test_who_is_added_by_two_is_added_once(people):
    alice, bob, charlie, dan = people
    den = a_den(alice, bob)
    answers = at_once(
        lambda: alice.add(den, charlie, dan),
        lambda: bob.add(den, dan, charlie),
        lambda: charlie.join(den),
    )
    assert statuses(answers)[:2] == [200, 200]
    members = {"Alice": "owner", "Bob": "member", "Charlie": "member", "Dan": "member"}
    assert alice.has_members(den) == members
    assert alice.rooms()[den]["member_count"] == 4
    words = " ".join(said_in(den, alice, 2))
    assert (words.count("Dan"), words.count("Charlie")) == (1, 1)


@again_and_again
def test_who_joins_a_room_that_is_deleted_is_in_none(shared_chat, people):
    alice, *others = people
    den = a_den(alice)
    name = alice.rooms()[den]["name"]
    for person in others:
        person.load()
    joins = [lambda one=one: one.join(den) for one in others]
    deleted, *joined = at_once(lambda: alice.delete_room(den, name), *joins)
    assert deleted.status_code == 204
    assert set(statuses(joined)) <= {201, 404}
    for person in others:
        assert den not in person.rooms()
        assert person.join(den).status_code == 404
        assert all(message["room_id"] != den for message in person.follow())
    memberships = "SELECT count(*) FROM memberships WHERE room_id = ?"
    assert shared_chat.sql(memberships, den) == [(0,)]


@again_and_again
def test_of_two_rooms_only_one_takes_a_name(people):
    alice, bob, charlie, _ = people
    one, two, name = a_den(alice), a_den(bob), f"Plaza {next(NUMBERS)}"
    answers = at_once(
        lambda: alice.change_room(one, name=name),
        lambda: bob.change_room(two, name=name.upper()),
        lambda: charlie.make_room(name.lower()),
    )
    assert statuses(answers) in ([200, 409, 409], [201, 409, 409])


@again_and_again
def test_what_is_said_as_its_author_is_removed_comes_before_that_or_not_at_all(people):
    alice, bob, *_ = people
    den = a_den(alice, bob, kind="private")
    removed, posted = at_once(lambda: alice.remove(den, bob), lambda: bob.post_message("but", den))
    assert removed.status_code == 204
    words = ["but"] if posted.status_code == 201 else []
    assert posted.status_code in (201, 404)
    assert said_in(den, alice, 2) == [*words, "Alice removed Bob"]


@again_and_again
def test_an_archived_room_takes_nothing_more(people):
    alice, bob, *_ = people
    den = a_den(alice, bob)
    archived, posted = at_once(
        lambda: alice.change_room(den, is_archived=True), lambda: bob.post_message("but", den)
    )
    assert archived.status_code == 200
    words = ["but"] if posted.status_code == 201 else []
    assert posted.status_code in (201, 409)
    assert said_in(den, alice, 2) == [*words, "Alice archived this room"]


@again_and_again
def test_who_could_inherit_and_leaves_meanwhile_is_gone_or_owns_it(shared_chat, people):
    _, bob, *_ = people
    eve = shared_chat.account(f"Eve-{next(NUMBERS)}")
    den = a_den(eve, bob, kind="private")
    gave_up, left = at_once(eve.give_up, lambda: bob.leave_room(den))
    assert gave_up.status_code == 204
    if left.status_code == 204:
        assert den not in bob.rooms()
        assert shared_chat.sql("SELECT 1 FROM rooms WHERE id = ? AND deleted_at IS NULL", den) == []
    else:
        assert left.status_code == 409
        assert bob.has_members(den) == {"Bob": "owner"}


@again_and_again
def test_the_device_that_is_further_ahead_counts(shared_chat, people):
    """Whatever the order, and while it is written down."""
    alice, bob, *_ = people
    den = a_den(alice, bob)
    ids = shared_chat.fill(alice, 6, den)
    phone = shared_chat.another_browser(bob)
    answers = at_once(
        lambda: bob.read_up_to(ids[1], den),
        lambda: phone.read_up_to(ids[4], den),
        lambda: shared_chat.run(positions.write_down),
        lambda: alice.says("one more", den),
    )
    assert statuses(answers[:2]) == [200, 200]
    for _ in range(2):
        room = bob.rooms()[den]
        assert (room["read_id"], room["unread"]) == (ids[4], 2)
        assert phone.rooms()[den] == room
        shared_chat.run(positions.write_down)
