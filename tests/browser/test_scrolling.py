"""Where the reader stands: at the bottom with the news, or where they are, undisturbed."""

import itertools

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import DESKTOP, PHONE
from tests.browser.history import MESSAGES, guest, line
from tests.browser.looks import FRAME
from tests.browser.visitor import Visitor
from tests.stack.people import eventually

_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def seat(chromium, archive):
    """A browser on a chat with a long past."""
    visitor = Visitor(chromium, archive.url)
    yield visitor
    visitor.leave()


@pytest.fixture
def reader(seat):
    """Somebody who has just come in, to whom nothing is new yet."""
    seat.complaints.all.clear()
    seat.context.clear_cookies()
    seat.page.set_viewport_size(DESKTOP)
    yield seat.open()
    seat.page.unroute_all()
    assert seat.complaints.all == []


@pytest.fixture
def writer(archive):
    """Somebody who says something new there."""
    person = guest(archive)

    def write(text: str = "", lines: int = 1) -> str:
        text = text or f"news {next(_numbers)}"
        content = "\n".join([text, *(f"line {n}" for n in range(2, lines + 1))])
        assert person.post(content).status_code == 201
        return text

    return write


def shows(reader, text: str) -> None:
    """Wait until a text is on the page, whether in view or not."""
    expect(reader.page.locator("[data-body]", has_text=text).last).to_be_attached()


def first_lines(reader) -> list[str]:
    """How the messages on the page begin."""
    return [body.split("\n")[0] for body in reader.bodies()]


def test_the_page_opens_at_the_newest_message(reader):
    eventually(lambda: reader.below() <= 1)
    expect(reader.messages.last).to_be_in_viewport()


def test_at_the_bottom_the_view_follows(reader, writer):
    for lines in (1, 12, 3):
        text = writer(lines=lines)
        shows(reader, text)
        eventually(lambda: reader.below() <= 1)
        expect(reader.pill).to_be_hidden()


def test_further_up_nothing_moves_and_the_pill_counts(reader, writer):
    reader.scroll_to(reader.scroll_top() - 400)
    message, place = reader.first_in_view()
    top = reader.scroll_top()
    for count, words in ((1, "1 new message"), (2, "2 new messages"), (3, "3 new messages")):
        shows(reader, writer(lines=count * 4))
        expect(reader.pill).to_have_text(words)
        expect(reader.pill).to_be_visible()
        assert reader.scroll_top() == top
        assert reader.place_of(message) == place


def test_further_up_nothing_moves_while_one_writes_lines(reader):
    eventually(lambda: reader.below() <= 1)
    reader.scroll_to(reader.scroll_top() - 400)
    message, place = reader.first_in_view()
    for lines in range(2, 6):
        reader.composer.fill("\n".join(["a line"] * lines))
        reader.page.evaluate(FRAME)
        assert reader.place_of(message) == place
    reader.composer.fill("")


def test_further_up_nothing_moves_when_the_rooms_cannot_be_asked_for(reader, writer, archive):
    asked = []

    def fail_once(route):
        asked.append(route)
        route.abort() if len(asked) == 1 else route.continue_()

    reader.scroll_to(reader.scroll_top() - 400)
    message, place = reader.first_in_view()
    person = guest(archive)
    said = person.post("soon taken back").json()
    shows(reader, said["content"])
    reader.page.route("**/api/rooms", fail_once)
    # How much is unread then, only the rooms tell.
    assert person.ask("DELETE", f"/api/messages/{said['id']}", json={}).ok
    eventually(lambda: len(asked) >= 2 or reader.page.wait_for_timeout(50))
    shows(reader, writer())
    assert reader.place_of(message) == place


def test_the_pill_leads_down_and_goes(reader, writer):
    reader.scroll_to(reader.scroll_top() - 900)
    text = writer()
    expect(reader.pill).to_have_text("1 new message")
    reader.pill.click()
    eventually(lambda: reader.below() <= 1)
    expect(reader.page.locator("[data-body]", has_text=text).last).to_be_in_viewport()
    expect(reader.pill).to_be_hidden()
    shows(reader, writer(lines=5))  # and follows again
    eventually(lambda: reader.below() <= 1)


def test_scrolling_down_oneself_takes_the_pill_away(reader, writer):
    reader.scroll_to(reader.scroll_top() - 400)
    writer()
    expect(reader.pill).to_have_text("1 new message")
    reader.scroller.hover()
    reader.page.mouse.wheel(0, 5_000)
    expect(reader.pill).to_be_hidden()
    eventually(lambda: reader.below() <= 1)


def test_what_one_writes_oneself_leads_down(reader):
    reader.scroll_to(reader.scroll_top() - 900)
    own = reader.say(f"my own news {next(_numbers)}")
    expect(own).to_be_in_viewport()
    eventually(lambda: reader.below() <= 1)


@pytest.mark.parametrize("top", [0, 250])
def test_older_messages_do_not_move_what_is_read(reader, top):
    """Nor do they bring on the next ones, as long as nobody scrolls."""
    asked = []
    reader.page.route("**/api/messages?room_id=*before=*", lambda route: asked.append(route))
    reader.scroll_to(top + 10)
    eventually(lambda: asked or reader.page.wait_for_timeout(20))
    reader.scroll_to(top)  # the reader goes on while the page is on its way
    before = reader.messages.count()
    message, place = reader.first_in_view()
    asked[0].continue_()
    expect(reader.messages).to_have_count(before + 50)
    # Above it there may be others now, where the day stood that began with it.
    assert abs(reader.place_of(message) - place) <= 1
    assert reader.scroll_top() > 1_000 and len(asked) == 1


def test_scrolling_up_by_the_wheel_leads_to_the_very_beginning_without_a_gap(reader):
    seen = set()

    def up() -> bool:
        reader.scroller.hover()
        reader.page.mouse.wheel(0, -20_000)
        reader.page.wait_for_timeout(30)
        is_there = reader.page.get_by_text("This is the beginning of Lobby.").is_visible()
        seen.update(first_lines(reader))  # after the look, or the last page could slip between
        return is_there

    eventually(up, seconds=40)
    seen.update(first_lines(reader))
    all_lines = [line(number) for number in range(1, MESSAGES + 1)]
    assert set(all_lines) <= seen
    on_page = [text for text in first_lines(reader) if text in seen & set(all_lines)]
    assert on_page == all_lines[: len(on_page)]
    expect(reader.page.locator("[data-edge=older] .spinner")).to_have_count(0)


def test_older_messages_that_cannot_be_loaded_say_so_and_can_be_asked_for_again(reader):
    pattern = "**/api/messages?room_id=*before=*"
    reader.page.route(pattern, lambda route: route.abort())
    reader.scroll_to(0)
    edge = reader.page.locator("[data-edge=older]")
    expect(edge).to_contain_text("These messages could not be loaded.")
    before = reader.messages.count()
    reader.page.unroute(pattern)
    edge.get_by_role("button", name="Try again").click()
    expect(reader.messages.nth(before + 49)).to_be_attached()


def test_a_growing_composer_and_a_smaller_window_keep_the_bottom(reader):
    eventually(lambda: reader.below() <= 1)
    reader.composer.fill("\n" * 8)
    eventually(lambda: reader.below() <= 1)
    reader.page.set_viewport_size({"width": 500, "height": 400})
    eventually(lambda: reader.below() <= 1)
    reader.page.set_viewport_size(DESKTOP)
    reader.composer.fill("")
    eventually(lambda: reader.below() <= 1)


def test_a_change_of_width_keeps_the_message_that_is_read(reader):
    reader.scroll_to(600)
    reader.rest()
    message, _ = reader.first_in_view()
    reader.page.set_viewport_size(PHONE)
    eventually(lambda: reader.first_in_view()[0] == message)


def test_news_that_comes_at_once_with_a_change_of_width_keep_it_too(reader):
    reader.page.route("**/api/messages", lambda route: route.abort())
    reader.say("is not sent").get_by_role("button", name="Discard").wait_for()
    reader.scroll_to(600)
    reader.rest()
    message, _ = reader.first_in_view()
    reader.page.evaluate(
        """() => {
          document.querySelector(".app").style.width = "620px"
          document.querySelector("[data-discard]").click()
        }"""
    )
    eventually(lambda: reader.first_in_view()[0] == message)
    reader.rest()
    assert reader.first_in_view()[0] == message


def test_who_scrolls_up_while_the_width_changes_is_not_taken_to_the_bottom(reader):
    eventually(lambda: reader.below() <= 1)
    reader.scroller.evaluate(
        """(scroller) => {
          document.querySelector(".app").style.width = "620px"
          scroller.scrollTop = 600
        }"""
    )
    reader.rest()
    assert reader.below() > 1_000
