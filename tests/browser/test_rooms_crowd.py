"""A room of very many: who comes, goes and changes while somebody reads far down in the list."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.rooms import Member, a_member, ask, make_room, named
from tests.stack.people import Person, eventually

PEOPLE = 120
AT_ONCE = 50  # as many as one call takes
READ = 80  # whom the reader looks at, far down on the second page


@pytest.fixture(scope="module")
def crowd(chat) -> list[Person]:
    """More people than two pages of the list hold, in the order of their names."""
    return [a_member(chat, f"Person{number:03}") for number in range(PEOPLE)]


@pytest.fixture
def room(cast, crowd):
    """A private room of Alice's, with all of them in it."""
    room = make_room(cast[0], named("Arena"))
    for start in range(0, PEOPLE, AT_ONCE):
        people = [person.id for person in crowd[start : start + AT_ONCE]]
        ask(cast[0], "POST", f"/api/rooms/{room['id']}/members", people=people)
    return room


@pytest.fixture
def alice(cast, at_browser, room, crowd):
    """Alice in the list, on its second page."""
    member = at_browser(cast[0])
    member.enter(room["name"])
    member.page.get_by_role("button", name="About this room", exact=True).click()
    expect(row(member, crowd[0])).to_be_visible()
    member.page.get_by_role("button", name="Load more").click()
    expect(row(member, crowd[READ])).to_be_visible()
    row(member, crowd[READ]).evaluate("(row) => row.scrollIntoView({ block: 'center' })")
    return member


def row(member: Member, person: Person) -> Locator:
    return member.page.locator(f'[data-member="{person.id}"]')


def top(locator: Locator) -> float:
    return locator.evaluate("(element) => element.getBoundingClientRect().top")


def counts(member: Member, people: int) -> None:
    expect(member.page.locator("[data-member-count]")).to_have_text(str(people))


def test_who_comes_and_goes_is_seen_and_moves_nobody(alice, cast, crowd, room):
    owner, bob, _ = cast
    counts(alice, PEOPLE + 1)
    before = top(row(alice, crowd[READ]))
    ask(owner, "POST", f"/api/rooms/{room['id']}/members", people=[bob.id])
    expect(row(alice, bob)).to_be_attached()
    counts(alice, PEOPLE + 2)
    assert abs(top(row(alice, crowd[READ])) - before) < 1
    for leaver in (crowd[3], crowd[READ - 20]):
        leaver.ask("DELETE", f"/api/rooms/{room['id']}/membership", json={})
        expect(row(alice, leaver)).to_have_count(0)
    counts(alice, PEOPLE)
    assert abs(top(row(alice, crowd[READ])) - before) < 1
    expect(alice.page.get_by_role("button", name="Load more")).to_be_attached()


def test_who_is_renamed_or_changes_their_part_is_drawn_so(alice, cast, crowd, room):
    person, other = crowd[READ], crowd[READ + 1]
    path = f"/api/rooms/{room['id']}/members/{person.id}"
    ask(cast[0], "PATCH", path, role="moderator")
    expect(row(alice, person)).to_contain_text("Moderator")
    ask(cast[0], "PATCH", path, muted_minutes=60)
    expect(row(alice, person)).to_contain_text("Muted until")
    ask(other, "PATCH", "/api/session", name=f"{other.name} II")
    expect(row(alice, other)).to_contain_text(f"{other.name} II")


def test_the_rest_is_loaded_without_a_gap_while_people_come(alice, cast, crowd, room):
    owner, bob, charlie = cast
    more = alice.page.get_by_role("button", name="Load more")
    ask(owner, "POST", f"/api/rooms/{room['id']}/members", people=[bob.id])
    more.click()
    ask(owner, "POST", f"/api/rooms/{room['id']}/members", people=[charlie.id])
    everybody = [owner, bob, charlie, *crowd]
    shown = alice.page.locator("[data-member]")
    expect(shown).to_have_count(len(everybody))
    ids = shown.evaluate_all("(rows) => rows.map((row) => Number(row.dataset.member))")
    assert ids == [person.id for person in everybody]


def test_the_row_with_the_focus_keeps_it(alice, cast, crowd, room):
    button = row(alice, crowd[READ]).get_by_role("button")
    button.focus()
    ask(cast[0], "POST", f"/api/rooms/{room['id']}/members", people=[cast[1].id])
    expect(row(alice, cast[1])).to_be_attached()
    eventually(lambda: button.evaluate("(button) => button === document.activeElement"))


def test_by_keyboard_one_goes_on_where_the_rest_begins(alice, crowd):
    alice.page.get_by_role("button", name="Load more").focus()
    alice.page.keyboard.press("Enter")
    first = row(alice, crowd[99])  # Alice and those before are the two pages that were there
    expect(first).to_be_attached()
    eventually(lambda: first.evaluate("(row) => row.contains(document.activeElement)"))
    alice.page.keyboard.press("Escape")
    expect(alice.page.locator("[data-details]")).to_be_hidden()
