"""The cast: people at a browser of their own, and the verbs of the chat."""

import itertools

from playwright.sync_api import Browser, Locator, expect

from tests.browser.browsing import Complaints, new_context
from tests.stack.people import Person, eventually

_numbers = itertools.count(1)


class Visitor:
    """Somebody with a browser. `page` is the tab they look at."""

    def __init__(self, browser: Browser, url: str, **options):
        self.url = url
        self.name = ""
        self.context = new_context(browser, **options)
        self.complaints = Complaints(self.context)
        self.page = self.context.new_page()

    # What they do.

    def be_called(self, name: str) -> None:
        """Become a guest before the page is opened; a number keeps the name free for the next."""
        self.name = f"{name} {next(_numbers)}"
        answer = self.context.request.post(
            f"{self.url}/api/session/guest", data={"name": self.name}, fail_on_status_code=True
        )
        assert answer.status == 201

    def open(self) -> "Visitor":
        """Open the chat and wait until it shows the conversation."""
        self.page.goto(self.url)
        return self.wait()

    def wait(self) -> "Visitor":
        """Wait until the page has its room and its person."""
        expect(self.heading).to_have_text("Lobby")
        expect(self.page.locator(".stage")).not_to_have_attribute("data-scene", "opening")
        return self

    def reload(self) -> "Visitor":
        """Load the page anew."""
        self.page.reload()
        return self.wait()

    def say(self, text: str) -> Locator:
        """Write a message and press Enter; gives the message on the own page."""
        self.composer.fill(text)
        self.composer.press("Enter")
        return self.message(text)

    def rename(self, name: str) -> None:
        """Ask for another name in the sidebar."""
        self.page.get_by_role("button", name="Change your name").click()
        self.name_field.fill(name)
        self.name_field.press("Enter")

    def hide(self, is_hidden: bool = True) -> None:
        """Put another tab in front, or bring this one back (a headless page never hides itself)."""
        self.page.evaluate(
            """(isHidden) => {
              const now = { hidden: isHidden, visibilityState: isHidden ? "hidden" : "visible" }
              for (const [name, value] of Object.entries(now))
                Object.defineProperty(document, name, { configurable: true, get: () => value })
              document.dispatchEvent(new Event("visibilitychange"))
            }""",
            is_hidden,
        )

    def hear_nothing(self) -> None:
        """Let neither a poll nor a signal find anything out, such as that the session has ended."""
        for way in ("**/api/messages?after=*", "**/api/signals"):
            self.page.route(way, lambda route: route.abort())

    def tidy(self, is_messy: bool) -> None:
        """Be ready for the next test, whatever the last one did."""
        self.page.unroute_all()
        self.composer.fill("")
        if is_messy:
            self.context.set_offline(False)
            self.page.evaluate("sessionStorage.clear()")
            self.reload()

    def leave(self) -> None:
        """Close everything."""
        self.context.close()

    # What they see.

    @property
    def heading(self) -> Locator:
        return self.page.locator("h1")

    @property
    def composer(self) -> Locator:
        return self.page.locator("[data-composer-field]")

    @property
    def send(self) -> Locator:
        return self.page.locator("[data-send]")

    @property
    def scroller(self) -> Locator:
        return self.page.locator("[data-conversation]")

    @property
    def messages(self) -> Locator:
        return self.page.locator(".message")

    @property
    def notices(self) -> Locator:
        return self.page.locator(".notice")

    @property
    def days(self) -> Locator:
        return self.page.locator(".day")

    @property
    def pill(self) -> Locator:
        return self.page.locator("[data-pill]")

    @property
    def banner(self) -> Locator:
        return self.page.locator("[data-offline-banner]")

    @property
    def own_name(self) -> Locator:
        return self.page.locator("[data-own-name]")

    @property
    def name_field(self) -> Locator:
        return self.page.get_by_role("textbox", name="Your name")

    def message(self, text: str) -> Locator:
        """The message with exactly this text."""
        return self.messages.filter(has=self.page.get_by_text(text, exact=True))

    def bodies(self) -> list[str]:
        """The texts of all messages on the page, oldest first, to the letter."""
        return self.page.locator(".message [data-body]").evaluate_all(
            "(bodies) => bodies.map((body) => body.textContent)"
        )

    # Where they read.

    def scroll_to(self, top: float) -> None:
        """Put the conversation's view at a height, as dragging the bar does."""
        self.scroller.evaluate("(scroller, top) => { scroller.scrollTop = top }", top)

    def scroll_top(self) -> float:
        """The height the view is at."""
        return self.scroller.evaluate("(scroller) => scroller.scrollTop")

    def rest(self) -> None:
        """Wait until the view no longer moves: keys and wheels scroll smoothly."""
        seen = []

        def is_still() -> bool:
            self.page.wait_for_timeout(100)
            seen.append(self.scroll_top())
            return len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]

        eventually(is_still)

    def below(self) -> float:
        """Pixels between the view and the end of the conversation."""
        return self.scroller.evaluate("(s) => s.scrollHeight - s.scrollTop - s.clientHeight")

    def first_in_view(self) -> tuple[str, float]:
        """The topmost visible message: its id and where it stands in the window."""
        return tuple(
            self.scroller.evaluate(
                """(scroller) => {
                  const top = scroller.getBoundingClientRect().top
                  const rows = [...scroller.querySelectorAll("[data-message-id]")]
                  const row = rows.find((each) => each.getBoundingClientRect().bottom > top)
                  return [row.dataset.messageId, row.getBoundingClientRect().top]
                }"""
            )
        )

    def place_of(self, message_id: str) -> float:
        """Where a message stands in the window."""
        row = self.page.locator(f'[data-message-id="{message_id}"]')
        return row.evaluate("(row) => row.getBoundingClientRect().top")

    # What the server knows.

    def everything(self) -> list[str]:
        """The contents of all messages, asked from the API with the same cookie."""
        person = Person(self.url)
        for cookie in self.context.cookies():
            person.http.cookies.set(cookie["name"], cookie["value"])
        return [message["content"] for message in person.everything()]
