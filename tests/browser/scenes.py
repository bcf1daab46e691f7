"""The states a page can be in: the same for whoever judges, tests or photographs them."""

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_NAME = "Maximiliane-Alexandra von und zu Hohenst"  # 40 characters, as many as there may be
PAGES = "**/api/messages?room_id=*"


def conversation(visitor: Visitor, other) -> None:
    """Everything that a conversation can hold; `other` posts as somebody else."""
    texts = (
        "Good morning! The notes are at https://example.org/notes?of=today#top, have a look.",
        f"{WORD}{WORD}{WORD} https://example.org/{'a-very-long-path/' * 12}",
        "שלום! This one mixes directions: مرحبا بالعالم",
        "你好，世界。こんにちは世界。\n\nA second paragraph.\n    indented code()",
        "👩‍👩‍👧‍👦 🎉",
        "ok",
    )
    for text in texts:
        assert other.post(text).status_code == 201
    visitor.be_called("Zoë")
    visitor.open()
    expect(visitor.message("ok").last).to_be_visible()
    expect(visitor.say("My own words, which stand on the right.").last).to_be_visible()
    new = f"{LONG_NAME[:34]}{other.id:06}"
    assert other.ask("PATCH", "/api/session", json={"name": new}).status_code == 200
    expect(visitor.notices.filter(has_text=f"is now {new}")).to_be_visible()
    visitor.page.route("**/api/messages", lambda route: route.abort())
    failed = visitor.say("This one was not sent.").last
    expect(failed).to_have_attribute("data-delivery", "failed")


def empty(visitor: Visitor) -> None:
    """A room in which nobody has said anything."""

    def leave_out_the_messages(route):
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"messages": [], "more": False})

    visitor.page.route(PAGES, leave_out_the_messages)
    visitor.be_called("Zoë")
    visitor.open()
    expect(visitor.page.get_by_role("heading", name="Lobby is quiet so far")).to_be_visible()


def opening(visitor: Visitor) -> None:
    """The page is there, the conversation is on its way."""
    visitor.page.route(PAGES, lambda route: None)
    visitor.page.goto(visitor.url)
    expect(visitor.page.get_by_text("Opening the conversation…")).to_be_attached()


def closed(visitor: Visitor) -> None:
    """The first load fails."""
    visitor.page.route("**/api/**", lambda route: route.abort())
    visitor.page.goto(visitor.url)
    expect(visitor.page.get_by_role("alert")).to_contain_text("Parley cannot be reached.")


def offline(visitor: Visitor) -> None:
    """The network went while the page was open."""
    visitor.be_called("Zoë")
    visitor.open()
    visitor.context.set_offline(True)
    expect(visitor.banner).to_be_visible()


def drawer(visitor: Visitor) -> None:
    """On a phone the sidebar is open; elsewhere it always is."""
    visitor.be_called("Zoë")
    visitor.open()
    opener = visitor.page.get_by_role("button", name="Open the sidebar")
    if opener.is_visible():
        opener.click()
    expect(visitor.page.locator("[data-sidebar]")).to_be_in_viewport()


def renaming(visitor: Visitor, taken: str) -> None:
    """A taken name has just been refused."""
    drawer(visitor)
    visitor.rename(taken)
    expect(visitor.page.locator("[data-rename-error]")).not_to_be_empty()


def reading_back(visitor: Visitor, other) -> None:
    """Further up, while something new was said."""
    visitor.be_called("Zoë")
    visitor.open()
    visitor.scroll_to(visitor.scroll_top() - 600)
    assert other.post("Something new").status_code == 201
    expect(visitor.pill).to_have_text("1 new message")


def docs(visitor: Visitor) -> None:
    """The API's page."""
    visitor.page.goto(f"{visitor.url}/api/docs")
    expect(visitor.page.get_by_text("/api/rooms", exact=True).first).to_be_visible()
