"""Opening the page: nobody is asked for anything, and a reload loses nothing."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import LOCAL_NAME
from tests.browser.visitor import Visitor
from tests.stack.people import eventually


def test_a_stranger_is_a_guest_in_the_lobby_at_once(arrive):
    stranger = arrive()
    expect(stranger.own_name).not_to_be_empty()
    expect(stranger.page.locator("[data-own-kind]")).to_have_text("Guest")
    expect(stranger.page).to_have_title("Lobby - Parley")
    expect(stranger.composer).to_have_attribute("placeholder", "Message Lobby")


def test_two_tabs_opened_at_once_are_one_guest(arrive):
    first = arrive(is_open=False)
    second = first.context.new_page()
    waiting = []

    def hold_until_both_ask(route):
        waiting.append(route)
        if len(waiting) == 2:
            for each in waiting:
                each.continue_()

    first.context.route("**/api/session", hold_until_both_ask)
    answers = []
    first.context.on("response", lambda answer: answers.append(answer))
    first.page.goto(first.url, wait_until="commit")
    second.goto(first.url, wait_until="commit")
    first.wait()
    expect(second.locator("h1")).to_have_text("Lobby")
    expect(second.locator("[data-own-name]")).to_have_text(first.own_name.inner_text())
    became = [answer for answer in answers if answer.url.endswith("/api/session/guest")]
    assert sorted(answer.status for answer in became) == [200, 201]


def test_a_reload_keeps_page_name_and_draft(alice):
    alice.say("said before the reload")
    expect(alice.message("said before the reload")).to_have_attribute("data-delivery", "sent")
    alice.composer.fill("a draft\nof two lines")
    alice.reload()
    expect(alice.own_name).to_have_text(alice.name)
    expect(alice.message("said before the reload")).to_have_count(1)
    expect(alice.message("said before the reload")).to_have_class(re.compile("message--sent"))
    expect(alice.composer).to_have_value("a draft\nof two lines")


def test_a_reload_keeps_messages_that_were_not_sent(alice, bob):
    alice.page.route("**/api/messages", lambda route: route.abort())
    failed = alice.say("stays until it is sent")
    expect(failed).to_have_attribute("data-delivery", "failed")
    alice.reload()
    expect(failed).to_have_attribute("data-delivery", "failed")
    alice.page.unroute("**/api/messages")
    failed.get_by_role("button", name="Retry").click()
    expect(failed).to_have_attribute("data-delivery", "sent")
    expect(bob.message("stays until it is sent")).to_have_count(1)


def test_a_message_under_way_goes_on_after_a_reload_and_arrives_once(alice, bob):
    alice.page.route("**/api/messages", lambda route: None)  # neither sent nor refused
    expect(alice.say("under way in the reload")).to_have_attribute("data-delivery", "sending")
    alice.page.unroute("**/api/messages")
    alice.reload()
    expect(alice.message("under way in the reload")).to_have_attribute("data-delivery", "sent")
    expect(bob.message("under way in the reload")).to_have_count(1)
    assert alice.everything().count("under way in the reload") == 1


def test_a_draft_belongs_to_its_tab(alice):
    alice.composer.fill("only here")
    other = alice.context.new_page()
    other.goto(alice.url)
    expect(other.locator("h1")).to_have_text("Lobby")
    expect(other.locator("[data-composer-field]")).to_have_value("")


def test_who_loses_the_cookie_is_told_the_new_name(arrive, bob):
    alice = arrive("Alice")
    alice.say("as who I was")
    alice.hear_nothing()  # or somebody new is arriving just as Enter is pressed
    alice.context.clear_cookies()
    alice.say("as somebody else")
    words = alice.page.locator("[data-identity-words]")
    expect(words).to_contain_text("Your session had ended. You are now")
    alice.page.unroute_all()
    expect(words).to_contain_text(alice.own_name.inner_text())
    assert alice.own_name.inner_text() != alice.name
    expect(bob.message("as somebody else")).to_have_count(1)
    expect(alice.message("as who I was")).to_have_class(re.compile("message--received"))
    alice.page.get_by_role("button", name="Dismiss").click()
    expect(words).to_be_hidden()


def test_what_is_sent_while_somebody_becomes_a_new_guest_goes_out_when_they_are_there(arrive, bob):
    alice = arrive("Alice")
    held, is_over = [], []
    rooms = "**/api/rooms"
    alice.page.route(rooms, lambda route: route.continue_() if is_over else held.append(route))
    alice.context.clear_cookies()
    bob.say("finds it out")
    expect(alice.page.locator("[data-identity-words]")).to_contain_text("You are now")
    alice.say("a moment later")
    hint = alice.page.locator("[data-composer-hint]")
    expect(hint).to_have_text("This is sent as soon as the conversation is open.")
    expect(alice.composer).to_have_value("a moment later")
    is_over.append(True)
    for route in held:
        route.continue_()
    expect(bob.message("a moment later")).to_have_count(1)
    expect(alice.message("a moment later")).to_have_count(1)
    expect(alice.composer).to_have_value("")
    expect(hint).to_be_empty()


@pytest.mark.parametrize("address", ["127.0.0.1", LOCAL_NAME])
def test_it_works_without_what_browsers_keep_for_https(arrive, chat, address):
    """A name of the local network is no secure context: no randomUUID, no locks."""
    visitor = arrive(is_open=False)
    visitor.page.goto(f"http://{address}:{chat.port}/")
    visitor.wait()
    assert visitor.page.evaluate("isSecureContext") is (address == "127.0.0.1")
    text = f"hello from {address}"
    expect(visitor.say(text)).to_have_attribute("data-delivery", "sent")


def test_a_chat_that_is_down_says_so_and_opens_by_itself(arrive, frail):
    frail.kill_api()
    try:
        early = arrive(stack=frail, is_open=False)
        early.page.goto(frail.url)
        expect(early.page.get_by_role("alert")).to_contain_text("Parley is restarting.")
        expect(early.page.get_by_role("alert")).to_contain_text(re.compile(r"Trying( again in|…)"))
        expect(early.composer).to_be_visible()
    finally:
        frail.restart_api()
    early.wait()
    expect(early.page.get_by_role("alert").filter(has_text="Parley")).to_have_count(0)


def test_who_will_not_wait_tries_at_once(arrive):
    stranger = arrive(is_open=False)
    refused = Refusal(stranger)
    stranger.page.goto(stranger.url)
    eventually(lambda: refused.count >= 4 or stranger.page.wait_for_timeout(50))
    refused.is_over = True
    # By itself it would ask after four seconds at the earliest.
    with stranger.page.expect_request("**/api/**", timeout=3_500):
        stranger.page.get_by_role("button", name="Try now").click()
    expect(stranger.heading).to_have_text("Lobby")


class Refusal:
    """A network that lets no call through until it is over."""

    def __init__(self, visitor: Visitor):
        self.count, self.is_over = 0, False
        visitor.page.route("**/api/**", self._meet)

    def _meet(self, route) -> None:
        self.count += 1
        if self.is_over:
            route.continue_()
        else:
            route.abort()
