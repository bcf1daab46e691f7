"""How often the page asks, what that costs the API, and what a hidden page tells."""

import time
from itertools import pairwise
from statistics import median

from playwright.sync_api import expect

from tests.stack.people import ApiLog, eventually

POLLS = """() => performance.getEntriesByType("resource")
  .filter(({ name }) => name.includes("/api/messages?after="))
  .map(({ startTime }) => startTime)"""


def polls(person, at_least: int, seconds: float = 20) -> list[float]:
    """When the page asked for news, in ms, once it has so often."""
    person.page.evaluate("performance.clearResourceTimings()")

    def seen() -> list[float]:
        person.page.wait_for_timeout(50)
        times = person.page.evaluate(POLLS)
        return times if len(times) >= at_least else []

    return eventually(seen, seconds)


def gaps(times: list[float]) -> list[float]:
    """The time between one and the next."""
    return [later - earlier for earlier, later in pairwise(times)]


def test_an_idle_page_asks_twice_a_second_and_the_api_hears_nothing(arrive, chat):
    alice = arrive("Alice")
    polls(alice, 3)  # the first after news is the API's: it publishes the file
    log = ApiLog(chat.api_log)
    known = len(log.lines())
    times = polls(alice, 8)
    assert 480 <= median(gaps(times)) <= 750
    assert all(gap > 400 for gap in gaps(times)), "two polls at once"
    alice.say("which ends the silence")
    eventually(lambda: any(line.get("method") == "POST" for line in log.lines()[known:]))
    assert log.lines()[known]["method"] == "POST", "the API heard of an idle poll"


def test_a_hidden_page_asks_every_five_seconds_and_at_once_when_it_is_back(arrive, bob):
    alice = arrive("Alice")
    alice.hide()
    times = polls(alice, 2)  # perhaps one that was due already, then one five seconds later
    assert all(4_500 <= gap <= 6_500 for gap in gaps(times)[-1:])
    expect(bob.say("while nobody looks")).to_have_attribute("data-delivery", "sent")
    alice.hide(False)
    expect(alice.message("while nobody looks")).to_be_visible(timeout=2_500)


def test_the_title_counts_what_was_said_while_nobody_looked(arrive, bob):
    alice = arrive("Alice")
    bob.say("seen at once")
    expect(alice.message("seen at once")).to_be_visible()
    expect(alice.page).to_have_title("Lobby - Parley")
    alice.hide()
    bob.say("unseen, one")
    bob.say("unseen, two")
    expect(alice.page).to_have_title("(2) Lobby - Parley")
    alice.hide(False)
    expect(alice.page).to_have_title("Lobby - Parley")


def test_ones_own_messages_from_another_tab_and_notices_are_not_unread(arrive, bob):
    alice = arrive("Alice")
    other = alice.context.new_page()
    other.goto(alice.url)
    expect(other.locator("h1")).to_have_text("Lobby")
    alice.hide()
    other.locator("[data-composer-field]").fill("from my other tab")
    other.locator("[data-composer-field]").press("Enter")
    expect(bob.message("from my other tab")).to_be_visible()
    other.close()  # or what she sees there would be read here as well
    bob.say("this one counts")
    expect(alice.page).to_have_title("(1) Lobby - Parley")
    expect(alice.message("from my other tab")).to_be_attached()


def test_pages_come_back_one_by_one_not_all_at_once(arrive):
    """Each failure doubles the wait, up to half of which is left to chance."""
    alice = arrive("Alice")
    asked = []

    def refuse(route):
        asked.append(time.monotonic())
        route.abort()

    alice.page.route("**/api/messages?after=*", refuse)
    eventually(lambda: len(asked) >= 4 or alice.page.wait_for_timeout(20))
    # What is measured here comes a little later than in the page, on a busy machine at least.
    for gap, least in zip(gaps(asked), (0.5, 1, 2), strict=True):
        assert least - 0.2 <= gap <= 2 * least + 1
