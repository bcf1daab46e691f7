"""When something fails, it shows; nothing that was written is lost, nothing arrives twice."""

import re

from playwright.sync_api import expect

from tests.stack.people import eventually


def test_offline_it_says_so_keeps_what_is_written_and_catches_up(alice, bob):
    alice.context.set_offline(True)
    expect(alice.banner).to_contain_text("You are offline.")
    expect(alice.banner).to_contain_text("What you write stays here until it can be sent.")
    bob.say("said while Alice was away")
    unsent = alice.say("written offline")
    expect(unsent).to_have_attribute("data-delivery", "failed")
    expect(unsent).to_contain_text("Not sent.")
    alice.composer.fill("a draft, written offline")
    alice.context.set_offline(False)
    expect(alice.banner).to_be_hidden()
    expect(alice.message("said while Alice was away")).to_have_count(1)
    expect(alice.composer).to_have_value("a draft, written offline")
    unsent.get_by_role("button", name="Retry").click()
    expect(unsent).to_have_attribute("data-delivery", "sent")
    expect(bob.message("written offline")).to_have_count(1)
    assert alice.everything().count("written offline") == 1


def test_a_short_hiccup_is_no_banner(alice, bob):
    failures = []
    shown = alice.page.evaluate_handle(
        """() => {
          const seen = { banner: false }
          const banner = document.querySelector("[data-offline-banner]")
          new MutationObserver(() => { seen.banner ||= !banner.hidden })
            .observe(banner, { attributes: true })
          return seen
        }"""
    )

    def fail_once(route):
        failures.append(route)
        route.abort() if len(failures) == 1 else route.continue_()

    alice.page.route("**/api/messages?after=*", fail_once)
    eventually(lambda: len(failures) >= 3 or alice.page.wait_for_timeout(50))
    bob.say("after the hiccup")
    expect(alice.message("after the hiccup")).to_be_visible()
    assert shown.json_value() == {"banner": False}


def test_an_answer_lost_after_the_post_was_taken_makes_no_second_message(alice, bob):
    posts = []

    def lose_the_first_answer(route):
        posts.append(route.request.post_data_json["client_id"])
        if len(posts) == 1:
            assert route.fetch().status == 201
            route.abort()
        else:
            route.continue_()

    # The feed is held back, or it would tell before the reader can retry.
    alice.page.route("**/api/messages?after=*", lambda route: route.abort())
    alice.page.route("**/api/messages", lose_the_first_answer)
    message = alice.say("taken, but nobody told me")
    expect(message).to_have_attribute("data-delivery", "failed")
    expect(bob.message("taken, but nobody told me")).to_have_count(1)
    message.get_by_role("button", name="Retry").click()
    expect(message).to_have_attribute("data-delivery", "sent")
    alice.page.unroute_all()
    bob.say("Bob goes on")
    expect(alice.message("Bob goes on")).to_be_visible()
    assert posts[0] == posts[1]
    for person in (alice, bob):
        expect(person.message("taken, but nobody told me")).to_have_count(1)
    assert alice.everything().count("taken, but nobody told me") == 1


def test_the_feed_tells_of_a_post_whose_answer_was_lost(alice, bob):
    def lose_the_answer(route):
        assert route.fetch().status == 201
        route.abort()

    alice.page.route("**/api/messages", lose_the_answer)
    message = alice.say("the feed will tell me")
    expect(message).to_have_attribute("data-delivery", "sent")
    expect(message).to_have_count(1)
    expect(bob.message("the feed will tell me")).to_have_count(1)


def test_a_message_that_was_not_sent_can_be_discarded(alice, bob):
    alice.page.route("**/api/messages", lambda route: route.abort())
    message = alice.say("better not")
    expect(message).to_have_attribute("data-delivery", "failed")
    message.get_by_role("button", name="Discard").click()
    expect(message).to_have_count(0)
    alice.page.unroute_all()
    alice.reload()
    bob.say("what was it?")
    expect(alice.message("what was it?")).to_be_visible()
    assert "better not" not in alice.everything()


def test_a_refusal_by_the_api_is_told_in_its_own_words(alice):
    problem = {
        "type": "invalid",
        "title": "No.",
        "status": 422,
        "detail": "The message is no good.",
        "errors": [{"field": "content", "message": "Words of the API."}],
    }
    alice.page.route(
        "**/api/messages",
        lambda route: route.fulfill(
            status=422, json=problem, content_type="application/problem+json"
        ),
    )
    message = alice.say("refused")
    expect(message).to_contain_text("Not sent. Words of the API.")
    message.get_by_role("button", name="Discard").click()


def test_with_the_api_killed_nothing_is_lost(arrive, frail):
    alice, bob = arrive("Alice", stack=frail), arrive("Bob", stack=frail)
    frail.kill_api()
    try:
        unsent = alice.say("into the void")
        expect(unsent).to_have_attribute("data-delivery", "failed")
        alice.composer.fill("still here")
        # nginx goes on to answer idle polls; whoever asks for more learns that nobody is there.
        for cursor_file in frail.feed_dir.glob("*-*"):
            cursor_file.unlink()
        for person in (alice, bob):
            expect(person.banner).to_contain_text("Parley is restarting.")
    finally:
        frail.restart_api()
    for person in (alice, bob):
        expect(person.banner).to_be_hidden()
    unsent.get_by_role("button", name="Retry").click()
    expect(unsent).to_have_attribute("data-delivery", "sent")
    expect(bob.message("into the void")).to_have_count(1)
    expect(alice.composer).to_have_value("still here")
    assert bob.everything().count("into the void") == 1


def test_a_chat_that_ends_and_starts_again_loses_nothing(arrive, frail):
    alice, bob = arrive("Alice", stack=frail), arrive("Bob", stack=frail)
    expect(bob.message(_said(alice, "before the restart"))).to_be_visible()
    frail.stop()
    try:
        for person in (alice, bob):
            expect(person.banner).to_contain_text("Parley cannot be reached.")
            expect(person.banner).to_contain_text(re.compile(r"Trying( again in|…)"))
        unsent = alice.say("during the restart")
        expect(unsent).to_have_attribute("data-delivery", "failed")
    finally:
        frail.start()
    for person in (alice, bob):
        expect(person.banner).to_be_hidden(timeout=40_000)
        expect(person.message("before the restart")).to_have_count(1)
    unsent.get_by_role("button", name="Retry").click()
    expect(bob.message("during the restart")).to_have_count(1)
    assert bob.everything().count("during the restart") == 1


def test_too_fast_says_so_and_sends_the_rest_by_itself(arrive, frail):
    """The limit there: six messages in four seconds."""
    alice, bob = arrive("Alice", stack=frail), arrive("Bob", stack=frail)
    texts = [f"quick {n}" for n in range(9)]
    for text in texts:
        alice.composer.fill(text)
        alice.composer.press("Enter")
    delayed = alice.page.locator("[data-delivery=delayed]")
    expect(delayed).to_contain_text(re.compile(r"Many messages at once\. Sending (in \d s|now)\."))
    expect(alice.message("quick 8")).to_have_attribute("data-delivery", "sent")
    expect(bob.message("quick 8")).to_be_visible()
    for person in (alice, bob):
        assert [body for body in person.bodies() if body.startswith("quick ")] == texts


def _said(person, text: str) -> str:
    expect(person.say(text)).to_have_attribute("data-delivery", "sent")
    return text
