"""Every dialog about rooms and people, judged by axe, by a ruler and by a fingertip."""

import pytest
from playwright.sync_api import expect

from tests.browser import accounts
from tests.browser.browsing import DESKTOP, PHONE
from tests.browser.conftest import GENEROUS, running, seats
from tests.browser.looks import SIZES, STICKS_OUT, TOUCH_PX, objections, resize
from tests.browser.rooms import Member, a_member, ask, make_room
from tests.browser.scenes import LONG_NAME, WORD

# What can be touched in what is open and is smaller than a fingertip.
SMALL_TARGETS = """(least) => {
  const open = [...document.querySelectorAll("dialog[open], [data-details]")].at(-1)
  return [...open.querySelectorAll("button, input, select, textarea, [role=option]")]
    .map((each) => each.matches("[type=radio], [type=checkbox]") ? each.closest("label") : each)
    .filter((each) => each.checkVisibility() && !each.closest("[inert]"))
    .map((each) => [each.getBoundingClientRect(), each.outerHTML.slice(0, 90)])
    .filter(([box]) => box.width < least || box.height < least)
    .map(([box, html]) => `${box.width} x ${box.height}: ${html}`)
}"""


@pytest.fixture(scope="module")
def house(new_stack):
    """A chat with an owner, long names, a long word, and a room of all that."""
    with running(new_stack(settings=GENEROUS)) as stack:
        owner = accounts.owner(stack)
        people = [a_member(stack, name) for name in ("Mira", "Bob", "Maryam", "Yui")]
        ask(people[0], "PATCH", "/api/session", name=LONG_NAME)
        ask(people[2], "PATCH", "/api/session", name="مريم")
        ask(owner, "PATCH", "/api/session", name="Zoë")
        topic = {"topic": WORD, "description": f"{WORD}\n\nA second paragraph.", "icon": "⚓"}
        room = make_room(owner, WORD[:40], *people, kind="public")
        stack.room = ask(owner, "PATCH", f"/api/rooms/{room['id']}", **topic)
        make_room(people[0], "Cycling", kind="public")
        muted = {"role": "moderator", "muted_minutes": 60}
        ask(owner, "PATCH", f"/api/rooms/{room['id']}/members/{people[1].id}", **muted)
        stack.owner, stack.people = owner, people
        yield stack


@pytest.fixture
def come(chromium, house):
    """A function that brings the owner into the room, on a device."""

    def bring(**options) -> Member:
        member = Member(chromium, house.url, reduced_motion="reduce", **options)
        seated.append(member)
        accounts.give_session(member, house.owner)
        member.visit(f"/rooms/{house.room['id']}")
        expect(member.heading).to_have_text(house.room["name"])
        return member

    with seats() as seated:
        yield bring


def by_name(name: str):
    return lambda member, _: member.page.locator(f"[data-opens={name}]").first.dispatch_event(
        "click"
    )


def switcher(member, _) -> None:
    member.page.keyboard.press("Control+k")
    member.page.keyboard.type("m")
    expect(member.page.get_by_role("option").nth(1)).to_be_visible()


def details(member, _) -> None:
    by_name("details")(member, _)
    expect(member.page.locator("[data-member]").first).to_be_visible()


def within_details(button: str):
    def open_it(member, house) -> None:
        details(member, house)
        member.page.locator(f"[data-details] [{button}]").click()

    return open_it


def card(index: int):
    def open_it(member, house) -> None:
        details(member, house)
        person = house.people[index]
        member.page.locator(f'[data-member="{person.id}"] button').click()
        expect(member.page.locator("[data-in-room-part]")).to_be_visible()

    return open_it


def chosen(member, _) -> None:
    by_name("new-conversation")(member, _)
    options = member.page.locator("[data-new-conversation] [role=option]")
    for index in range(3):
        options.nth(index).click()


def refused(member, _) -> None:
    by_name("new-room")(member, _)
    member.page.locator("[data-new-room] [type=submit]").click()


SCENES = {
    "a new room": by_name("new-room"),
    "a new room without a name": refused,
    "public rooms": by_name("browse"),
    "a conversation with several": chosen,
    "the switcher": switcher,
    "the details": details,
    "a long name's card": card(0),
    "a muted moderator's card": card(1),
    "editing": within_details("data-edit"),
    "deleting": within_details("data-delete"),
    "inviting": within_details("data-invite"),
    "adding people": within_details("data-add"),
}
scenes = pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())


@scenes
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_objects_to_nothing(come, house, scene, size):
    visitor = come(viewport=size)
    scene(visitor, house)
    visitor.page.wait_for_timeout(300)
    assert objections(visitor, size) == []


@scenes
def test_nothing_sticks_out_in_any_size(come, house, scene):
    visitor = come()
    scene(visitor, house)
    for size in SIZES.values():
        resize(visitor.page, size)
        assert visitor.page.evaluate(STICKS_OUT) == [], size


@scenes
def test_all_of_it_is_large_enough_for_a_finger(come, house, scene):
    visitor = come(viewport=PHONE, is_mobile=True, has_touch=True)
    scene(visitor, house)
    visitor.page.wait_for_timeout(300)
    assert visitor.page.evaluate(SMALL_TARGETS, TOUCH_PX) == []
