"""Two people talk: what is written, how it arrives, how it is laid out."""

import re

from playwright.sync_api import expect

from tests.stack.people import eventually

OWN = re.compile(r"\bmessage--sent\b")
OTHERS = re.compile(r"\bmessage--received\b")


def test_two_people_talk_both_ways(alice, bob):
    alice.say("Hello Bob, are you there?")
    expect(bob.message("Hello Bob, are you there?")).to_have_class(OTHERS)
    expect(bob.message("Hello Bob, are you there?")).to_contain_text(alice.name)
    bob.say("I am, Alice")
    expect(alice.message("I am, Alice")).to_have_class(OTHERS)
    expect(alice.message("I am, Alice")).to_contain_text(bob.name)
    for person in (alice, bob):
        said = [b for b in person.bodies() if b in ("Hello Bob, are you there?", "I am, Alice")]
        assert said == ["Hello Bob, are you there?", "I am, Alice"]


def test_own_messages_stand_right_and_others_left(alice, bob):
    mine, theirs = alice.say("mine, on the right"), bob.say("mine, for Bob")
    expect(mine).to_have_class(OWN)
    other = alice.message("mine, for Bob")
    expect(other).to_have_class(OTHERS)
    middle = alice.scroller.evaluate("(s) => s.getBoundingClientRect().x + s.clientWidth / 2")
    bubble = ".message__bubble"
    right, left = mine.locator(bubble).bounding_box(), other.locator(bubble).bounding_box()
    assert right["x"] + right["width"] > middle > left["x"]
    assert right["x"] > left["x"]
    expect(theirs).to_have_class(OWN)


def test_a_message_shows_before_the_server_has_it(alice):
    held = []
    alice.page.route("**/api/messages", lambda route: held.append(route))
    shown = alice.say("on the page at once")
    expect(shown).to_have_attribute("data-delivery", "sending")
    expect(shown).not_to_have_attribute("data-message-id", re.compile("."))
    eventually(lambda: held or alice.page.wait_for_timeout(20))
    held[0].continue_()
    expect(shown).to_have_attribute("data-delivery", "sent")
    expect(shown).to_have_count(1)


def test_messages_written_in_a_hurry_arrive_in_order_and_once(alice, bob):
    hurried = [f"hurry {n}" for n in range(12)]
    for text in hurried:
        alice.composer.fill(text)
        alice.composer.press("Enter")
    expect(bob.message("hurry 11")).to_be_visible()
    expect(alice.message("hurry 11")).to_have_attribute("data-delivery", "sent")
    for person in (alice, bob):
        assert [b for b in person.bodies() if b.startswith("hurry ")] == hurried


def test_enter_sends_and_clears_and_keeps_the_focus(alice, bob):
    alice.composer.press_sequentially("typed and sent")
    alice.composer.press("Enter")
    expect(alice.composer).to_have_value("")
    expect(alice.composer).to_be_focused()
    expect(bob.message("typed and sent")).to_be_visible()


def test_the_button_sends_too(alice, bob):
    alice.composer.fill("sent by the button")
    alice.page.get_by_role("button", name="Send the message").click()
    expect(bob.message("sent by the button")).to_be_visible()


def test_shift_enter_breaks_the_line_and_lines_are_kept(alice, bob):
    alice.composer.press_sequentially("first line")
    alice.composer.press("Shift+Enter")
    alice.composer.press("Shift+Enter")
    alice.composer.press_sequentially("  third line, indented")
    expect(alice.composer).to_have_value("first line\n\n  third line, indented")
    alice.composer.press("Enter")
    body = bob.page.locator("[data-body]", has_text="third line, indented")
    expect(body).to_be_visible()
    assert body.inner_text() == "first line\n\n  third line, indented"
    line_height = body.evaluate("(body) => parseFloat(getComputedStyle(body).lineHeight)")
    assert body.bounding_box()["height"] > 2.5 * line_height


def test_an_empty_message_is_not_sent(alice, bob):
    posts = []

    def note(request):
        if request.method == "POST" and request.url.endswith("/api/messages"):
            posts.append(request)

    alice.page.on("request", note)
    for nothing in ("", "   ", "\n \n"):
        alice.composer.fill(nothing)
        alice.composer.press("Enter")
    alice.say("after nothing")
    expect(bob.message("after nothing")).to_be_visible()
    alice.page.remove_listener("request", note)
    assert [request.post_data_json["content"] for request in posts] == ["after nothing"]


def test_enter_that_ends_a_composition_does_not_send(alice):
    """Japanese and Chinese are typed with Enter."""
    alice.composer.fill("かんじ")
    alice.composer.dispatch_event(
        "keydown", {"key": "Enter", "isComposing": True, "bubbles": True, "cancelable": True}
    )
    expect(alice.composer).to_have_value("かんじ")
    expect(alice.message("かんじ")).to_have_count(0)


def test_a_message_that_is_too_long_says_by_how_much_and_stays(alice, bob):
    alice.composer.fill("é" * 4_003)
    hint = alice.page.locator("[data-composer-hint]")
    expect(hint).to_have_text("3 characters too many")
    alice.composer.press("Enter")
    expect(alice.composer).to_have_value("é" * 4_003)
    alice.composer.fill("😀" * 4_000)  # counted as the server counts: one each
    expect(hint).to_have_text("0 characters left")
    alice.composer.press("Enter")
    expect(alice.composer).to_have_value("")
    expect(bob.message("😀" * 4_000)).to_have_count(1)


def test_a_run_by_one_author_bears_the_name_once(alice, bob):
    alice.say("before a run")  # or it might go on with one of another test
    expect(bob.message("before a run")).to_be_visible()
    bob.say("a run begins")
    bob.say("a run goes on")
    expect(bob.message("a run goes on")).to_have_attribute("data-delivery", "sent")
    alice.say("and is over")
    first, second = alice.message("a run begins"), alice.message("a run goes on")
    expect(first.locator("[data-author]")).to_have_text(bob.name)
    assert first.locator("[data-author]").bounding_box()["height"] > 10
    assert second.locator("[data-author]").bounding_box()["height"] <= 1  # for screen readers only
    expect(first.locator("[data-avatar]")).not_to_be_visible()
    expect(second.locator("[data-avatar]")).to_be_visible()


def test_a_rename_is_a_notice_to_everybody(arrive, bob):
    alice = arrive("Alice")
    new = f"{alice.name} Liddell"
    alice.rename(new)
    for person in (alice, bob):
        notice = person.notices.filter(has_text=f"{alice.name} is now {new}")
        expect(notice).to_have_count(1)


def test_times_are_local_and_the_full_time_is_a_hover_away(arrive, script):
    made = script.post("what time is it?").json()["created_at"]
    for zone in ("Asia/Kolkata", "America/New_York"):
        person = arrive(timezone_id=zone)
        time = person.message("what time is it?").locator("time")
        local = person.page.evaluate(
            """([made, zone]) => new Date(made).toLocaleTimeString("en-GB",
                 { timeZone: zone, hour: "2-digit", minute: "2-digit" })""",
            [made, zone],
        )
        expect(time).to_have_text(local)
        expect(time).to_have_attribute("datetime", made)
        expect(time).to_have_attribute("title", re.compile(rf"\d{{4}}.* {local}:\d\d"))
