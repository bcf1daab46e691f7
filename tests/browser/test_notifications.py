"""Notifications outside of the page: of what, when, by which tab, and when they go."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.browsing import DESKTOP, PHONE
from tests.browser.looks import objections
from tests.browser.rooms import Member, ask, make_room, named, say
from tests.stack.people import eventually

# Notes what is asked of the browser's own Notification, and lets a test click one.
WITNESS = """
const theirs = window.Notification
if (theirs) {
  const log = (window.notified = { shown: [], asked: 0 })
  window.Notification = class extends theirs {
    constructor(title, options) {
      super(title, options)
      this.note = { title, body: options.body, tag: options.tag, isOpen: true, own: this }
      this.addEventListener("close", () => (this.note.isOpen = false))
      log.shown.push(this.note)
    }
    close() {
      this.note.isOpen = false
      super.close()
    }
    static requestPermission(...given) {
      log.asked += 1
      return theirs.requestPermission(...given)
    }
  }
}
"""
SHOWN = "() => notified.shown.map(({ title, body, tag, isOpen }) => ({ title, body, tag, isOpen }))"


class Notified(Member):
    """A member whose browser shows notifications, and notes them."""

    def __init__(self, browser, url: str, is_allowed: bool = True, **options):
        super().__init__(browser, url, **options)
        self.context.add_init_script(WITNESS)
        if is_allowed:
            self.context.grant_permissions(["notifications"])

    def shown(self, page=None) -> list[dict]:
        """All that a tab has shown, closed ones included."""
        return (page or self.page).evaluate(SHOWN)

    def standing(self) -> list[str]:
        """The bodies of those that stand."""
        return [each["body"] for each in self.shown() if each["isOpen"]]

    def click_newest(self) -> None:
        """Click the newest notification, as people do outside of the page."""
        self.page.evaluate("notified.shown.at(-1).own.dispatchEvent(new Event('click'))")

    def open_dialog(self) -> Locator:
        """Open the dialog about notifications."""
        self.page.locator("[data-opens=notifications]").click()
        return self.page.get_by_role("dialog", name="Notifications")

    def want_notifications(self) -> "Notified":
        """Choose to be notified on this device."""
        self.open_dialog().get_by_label("Notify me on this device").check()
        self.page.keyboard.press("Escape")
        return self

    def another_tab(self) -> Page:
        """A second tab of the same browser, in the Lobby."""
        page = self.context.new_page()
        page.goto(self.url)
        expect(page.locator("h1")).to_have_text("Lobby")
        return page


@pytest.fixture
def at_witness(at_browser):
    """A function that seats somebody where notifications can be seen, and wanted."""
    return lambda person: at_browser(person, kind=Notified).want_notifications()


def stands(member: Notified, *bodies: str) -> None:
    """Wait until exactly these notifications stand."""
    try:
        eventually(lambda: member.standing() == list(bodies))
    except AssertionError:
        assert member.standing() == list(bodies)
        raise


def call(speaker, whom, room: dict, words: str) -> dict:
    """Say something that means somebody."""
    return say(speaker, room["id"], f"<@{whom.id}> {words}")


def test_a_mention_in_another_room_gives_one_notification_that_leads_there(cast, at_witness):
    alice, bob, _ = cast
    room = make_room(alice, named("Harbour"), bob)
    bobs = at_witness(bob)
    said = call(alice, bob, room, "come and see")
    stands(bobs, f"{alice.name}: @{bob.name} come and see")
    (note,) = bobs.shown()
    assert note["title"] == room["name"]
    assert note["tag"] == f"parley-{bobs.url}/rooms/{room['id']}"
    bobs.click_newest()
    expect(bobs.heading).to_have_text(room["name"])
    expect(bobs.page).to_have_url(re.compile(f"/rooms/{room['id']}/messages/{said['id']}$"))
    expect(bobs.message(f"@{bob.name} come and see")).to_be_in_viewport()
    stands(bobs)


def test_a_newer_message_takes_the_place_of_the_older_one_and_counts_them(cast, at_witness):
    alice, bob, _ = cast
    room = make_room(alice, named("Harbour"), bob)
    bobs = at_witness(bob)
    say(alice, room["id"], "one")
    stands(bobs, f"{alice.name}: one")
    say(alice, room["id"], "two")
    eventually(lambda: bobs.standing()[-1:] == [f"{alice.name}: two\n2 new messages"])
    assert len({note["tag"] for note in bobs.shown()}) == 1


def test_the_first_word_of_a_new_conversation_notifies(cast, at_witness):
    alice, bob, _ = cast
    bobs = at_witness(bob)
    direct = ask(alice, "POST", "/api/directs", people=[bob.id])
    say(alice, direct["id"], "do you have a minute?")
    stands(bobs, "do you have a minute?")
    assert bobs.shown()[0]["title"] == alice.name


def test_a_room_tells_what_its_level_lets_through(cast, at_witness):
    alice, bob, _ = cast
    rooms = {level: make_room(alice, named(level), bob) for level in ("nothing", "mentions", "all")}
    for level, room in rooms.items():
        ask(bob, "PATCH", f"/api/rooms/{room['id']}/membership", level=level)
    bobs = at_witness(bob)
    call(alice, bob, rooms["nothing"], "unheard")
    say(alice, rooms["mentions"]["id"], "unheard, too")
    call(alice, bob, rooms["mentions"], "heard")
    say(alice, rooms["all"]["id"], "heard, too")
    stands(bobs, f"{alice.name}: @{bob.name} heard", f"{alice.name}: heard, too")
    assert not [note for note in bobs.shown() if "unheard" in note["body"]]


def test_the_room_one_looks_at_notifies_only_while_one_works_elsewhere(cast, at_witness):
    alice, bob, _ = cast
    room, other = make_room(alice, named("Harbour"), bob), make_room(alice, named("Quay"), bob)
    bobs = at_witness(bob)
    bobs.enter(room["name"])
    say(alice, room["id"], "seen as it comes")
    say(alice, other["id"], "somewhere else")
    stands(bobs, f"{alice.name}: somewhere else")
    bobs.hide()
    say(alice, room["id"], "while away")
    stands(bobs, f"{alice.name}: somewhere else", f"{alice.name}: while away")
    bobs.hide(False)
    stands(bobs, f"{alice.name}: somewhere else")


def test_quiet_hours_keep_quiet_until_they_are_taken_back(cast, at_witness):
    alice, bob, _ = cast
    room = make_room(alice, named("Harbour"), bob)
    now = datetime.now(ZoneInfo("Europe/Berlin"))
    hours = {"from": now - timedelta(hours=1), "to": now + timedelta(hours=1)}
    ask(bob, "PUT", "/api/quiet-hours", **{key: f"{at:%H:%M}" for key, at in hours.items()})
    bobs = at_witness(bob)
    call(alice, bob, room, "in the night")
    expect(bobs.mentions(room["name"])).to_contain_text("1")
    dialog = bobs.open_dialog()
    expect(dialog.get_by_label("From")).to_have_value(f"{hours['from']:%H:%M}")
    dialog.get_by_label("Do not disturb me").uncheck()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Saved.")).to_be_visible()
    assert ask(bob, "GET", "/api/quiet-hours") == {"from": None, "to": None}
    call(alice, bob, room, "in the morning")
    stands(bobs, f"{alice.name}: @{bob.name} in the morning\n2 new messages")
    assert len(bobs.shown()) == 1


def test_of_two_tabs_one_notifies_and_the_other_does_when_that_is_closed(cast, at_witness):
    alice, bob, _ = cast
    room = make_room(alice, named("Harbour"), bob)
    bobs = at_witness(bob)
    second = bobs.another_tab()
    mark = second.locator(".room-link").filter(has_text=room["name"]).locator("[data-mentions]")
    for number in range(1, 4):
        call(alice, bob, room, f"number {number}")
        for told in (bobs.mentions(room["name"]), mark):
            expect(told).to_contain_text(str(number))
        eventually(lambda n=number: len(bobs.shown() + bobs.shown(second)) == n)
    bobs.page.close()
    call(alice, bob, room, "number 4")
    eventually(lambda: any("number 4" in note["body"] for note in bobs.shown(second)))


def test_no_tab_notifies_of_a_room_that_another_one_shows(cast, at_witness):
    alice, bob, _ = cast
    room, other = make_room(alice, named("Harbour"), bob), make_room(alice, named("Quay"), bob)
    bobs = at_witness(bob)
    second = bobs.another_tab()
    second.locator(".room-link").filter(has_text=room["name"]).click()
    expect(second.get_by_text(f"beginning of {room['name']}")).to_be_visible()
    for number in range(5):
        call(alice, bob, room, f"seen {number}")
        expect(second.get_by_text(f"seen {number}")).to_be_visible()
    call(alice, bob, other, "unseen")
    (note,) = eventually(lambda: bobs.shown() + bobs.shown(second))
    assert note["body"] == f"{alice.name}: @{bob.name} unseen"


def test_what_is_read_on_another_device_is_taken_back(cast, at_witness, at_browser):
    alice, bob, _ = cast
    room = make_room(alice, named("Harbour"), bob)
    desk, phone = at_witness(bob), at_browser(bob)
    call(alice, bob, room, "on both")
    stands(desk, f"{alice.name}: @{bob.name} on both")
    phone.enter(room["name"])
    stands(desk)


def test_nobody_is_asked_or_notified_before_they_choose_to_be(cast, at_browser):
    alice, bob, _ = cast
    room = make_room(alice, named("Harbour"), bob)
    bobs = at_browser(bob, kind=Notified, is_allowed=False)
    call(alice, bob, room, "early")
    expect(bobs.mentions(room["name"])).to_contain_text("1")
    dialog = bobs.open_dialog()
    assert bobs.page.evaluate("notified.asked") == 0
    dialog.get_by_label("Notify me on this device").click()
    eventually(lambda: bobs.page.evaluate("notified.asked") == 1)
    assert bobs.shown() == []


@pytest.mark.parametrize("is_allowed", [True, False])
def test_axe_has_nothing_against_the_dialog(cast, at_browser, is_allowed):
    bobs = at_browser(cast[1], kind=Notified, is_allowed=is_allowed, reduced_motion="reduce")
    dialog = bobs.open_dialog()
    dialog.get_by_label("Notify me on this device").click()
    dialog.get_by_label("Do not disturb me").check()
    dialog.get_by_label("To").fill("22:00")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Take two times that differ.")).to_be_visible()
    assert objections(bobs, PHONE, DESKTOP) == []
