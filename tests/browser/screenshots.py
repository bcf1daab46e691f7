"""Takes the README's pictures on a chat of their own: `make screenshots`."""

import shutil
import socket
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

REPO = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPO), str(REPO / "nginx")]

from native import Stack
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.accounts import give_session, member, owner
from tests.browser.browsing import launch
from tests.browser.history import Said, tell
from tests.browser.visitor import Visitor
from tests.stack.people import LOBBY, Person

PICTURES = REPO / "docs" / "images"
NOON = datetime(2026, 11, 23, 10, 4, tzinfo=ZoneInfo("Europe/Berlin"))
ME = "Ada Diallo"
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}

TO_TRY = (
    "Good morning! I wrote down what I would like to try today:",
    "",
    "1. kill -9 while ten people write",
    "2. restore last night's backup",
    "3. the page on my grandfather's phone",
)
# Who, when (day and time), what; a star marks a notice.
CONVERSATION = (
    ("Mira Kovač", "22 16:52", "The new polling path is live on staging."),
    ("Mira Kovač", "22 16:52", "An empty poll never reaches Python any more 🎉"),
    ("Tomás Ortega", "22 16:58", "How much does it cost us with everybody online?"),
    ("Mira Kovač", "22 17:01", "A hundred people: about one percent of a core."),
    (ME, "22 17:03", "That is thirty times less than last week. Well done!"),
    ("Yui Suzuki", "23 09:31", "*Quiet Otter is now Yui Suzuki"),
    ("Yui Suzuki", "23 09:32", "\n".join(TO_TRY)),
    ("Tomás Ortega", "23 09:40", "お疲れさま! Number three is the one I worry about 😄"),
    (ME, "23 09:43", "The first one is in the test suite since Friday."),
    (ME, "23 09:43", "A thousand rounds, nothing lost, nothing twice."),
    (
        "Mira Kovač",
        "23 09:52",
        "The second is described at https://parley.example/restore. Open pages notice it.",
    ),
    ("Yui Suzuki", "23 09:58", "Thanks, both. Then I shall begin with the phone."),
)
READ = 10  # of these, when the page is opened
# Of each room: kind, icon, name, topic, who says something in it, and what.
ROOMS = (
    ("public", "🛠️", "Deployments", "What goes live, and when", "Mira Kovač", ["Live.", "Checked."]),
    ("public", "📣", "Announcements", "From the owners", None, []),
    ("public", "🎨", "Design review", "Wednesdays", "Tomás Ortega", ["@Ada Diallo this one?"]),
    ("private", "🔒", "Founders", "", None, []),
    ("public", "📚", "Reading club", "Now: The Mythical Man-Month", None, []),
    ("public", "🌱", "Newcomers", "Ask anything", None, []),
)
FAVOURITES = ("Lobby", "Deployments")


def main() -> None:
    """Start a chat, fill it, take all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="parley-"))
    try:
        with Stack(_free_port(), folder / "data", folder / "run") as stack, sync_playwright() as p:
            me = _fill(stack)
            browser = launch(p)
            _desktop(browser, stack, me)
            _phone(browser, stack, me)
            _rooms_on_phone(browser, stack, me)
            browser.close()
    finally:
        shutil.rmtree(folder)


def _desktop(browser: Browser, stack: Stack, me) -> None:
    size = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"}
    visitor = _visit(browser, stack, me, **size)
    expect(visitor.page.get_by_role("button", name="here: about this room")).to_be_visible()
    visitor.composer.fill("Tell us how he likes it")
    _save(visitor, "desktop-light.png")


def _phone(browser: Browser, stack: Stack, me) -> None:
    visitor = _visit(browser, stack, me, **PHONE, color_scheme="dark")
    _save(visitor, "phone-dark.png")


def _rooms_on_phone(browser: Browser, stack: Stack, me) -> None:
    visitor = _visit(browser, stack, me, **PHONE, color_scheme="light")
    visitor.page.get_by_role("button", name="Open the sidebar").tap()
    expect(visitor.page.locator("[data-sidebar]")).to_be_in_viewport(ratio=1)
    _save(visitor, "phone-rooms.png")


def _visit(browser: Browser, stack: Stack, me, **options) -> Visitor:
    _leave_unread(me)
    visitor = Visitor(browser, stack.url, reduced_motion="reduce", **options)
    give_session(visitor, me)
    visitor.page.clock.set_fixed_time(NOON)
    visitor.open()
    expect(visitor.own_name).to_have_text(ME)
    expect(visitor.messages.last).to_be_in_viewport()
    return visitor


def _save(visitor: Visitor, name: str) -> None:
    visitor.page.screenshot(path=PICTURES / name, animations="disabled")
    print(f"{(PICTURES / name).relative_to(REPO)}: {(PICTURES / name).stat().st_size // 1024} KiB")
    visitor.leave()


def _fill(stack: Stack) -> Person:
    """Make the people, their rooms and what they said; gives the person whose page is shown."""
    people = {ME: owner(stack, name=ME)}
    others = sorted({name for name, _, _ in CONVERSATION} - {ME})
    people |= {name: member(stack, name=name) for name in others}
    me, ids = people[ME], [people[name].id for name in others]
    _ask(me, "PATCH", f"/api/rooms/{LOBBY}", icon="⚓", topic="Everything that concerns everyone")
    for kind, icon, name, topic, speaker, texts in ROOMS:
        about = {"kind": kind, "icon": icon, "name": name, "topic": topic, "people": ids}
        room = _ask(me, "POST", "/api/rooms", **about)
        for text in texts:
            _say(people[speaker], room["id"], text)
    for number, name in enumerate(others):
        direct = _ask(people[name], "POST", "/api/directs", people=[me.id])
        if number == 0:
            _say(people[name], direct["id"], "Do you have a minute?")
    for room in me.get("/api/rooms").json()["rooms"]:
        if room["name"] in FAVOURITES:
            _ask(me, "PATCH", f"/api/rooms/{room['id']}/membership", is_favourite=True)
    tell(stack, [_said(people[name].id, when, text) for name, when, text in CONVERSATION])
    for name in others[:2]:
        _ask(people[name], "POST", "/api/signals", is_idle=False)
    return me


def _leave_unread(me: Person) -> None:
    told = me.page()["messages"][-len(CONVERSATION) :]
    mark = {"message_id": told[READ]["id"], "unread": True}
    _ask(me, "PUT", f"/api/rooms/{LOBBY}/read-mark", **mark)


def _say(person: Person, room_id: int, content: str) -> None:
    _ask(person, "POST", "/api/messages", room_id=room_id, content=content, client_id=str(uuid4()))


def _ask(person: Person, method: str, path: str, **body) -> dict:
    answer = person.ask(method, path, json=body)
    answer.raise_for_status()
    return answer.json()


def _said(author_id: int, when: str, text: str) -> Said:
    at = datetime.strptime(f"2026-11-{when}", "%Y-%m-%d %H:%M").replace(tzinfo=NOON.tzinfo)
    if text.startswith("*"):
        return Said(author_id, text[1:], at, kind="notice")
    return Said(author_id, text, at + timedelta(seconds=5))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    main()
