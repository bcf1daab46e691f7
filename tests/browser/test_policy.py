"""The Content-Security-Policy: strict, and nothing on our pages runs into it."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor


def test_the_chat_keeps_to_the_policy_through_all_it_does(arrive, bob):
    """What complains in the console fails each test; here everything happens in a row."""
    alice = arrive("Alice", color_scheme="dark")
    alice.say("a link https://example.org/ and\na second line")
    bob.say("an answer")
    expect(alice.message("an answer")).to_be_visible()
    alice.page.get_by_role("radio", name="Light").check(force=True)
    alice.rename(f"{alice.name} the second")
    alice.context.set_offline(True)
    expect(alice.banner).to_be_visible()
    alice.context.set_offline(False)
    expect(alice.banner).to_be_hidden()
    alice.reload()
    assert alice.complaints.all == []


def test_the_apis_page_shows_the_operations_and_keeps_to_the_policy(arrive):
    reader = arrive(is_open=False)
    reader.page.goto(f"{reader.url}/api/docs")
    for operation in ("/api/session", "/api/session/guest", "/api/rooms", "/api/messages"):
        expect(reader.page.get_by_text(operation, exact=True).first).to_be_visible()
    said = reader.page.get_by_text("/api/messages", exact=True)
    post = reader.page.locator(".opblock-post", has=said)
    post.locator(".opblock-summary-control").click()
    expect(post).to_contain_text("client_id")
    assert reader.complaints.all == []


@pytest.mark.parametrize("path", ["/", "/api/docs"])
def test_every_address_a_page_asks_is_our_own(arrive, path):
    reader: Visitor = arrive(is_open=False)
    asked = []
    reader.context.on("request", lambda request: asked.append(request.url))
    reader.page.goto(reader.url + path)
    reader.page.wait_for_load_state("load")
    expect(reader.page.locator("h1, h2").filter(visible=True).first).to_be_visible()
    assert asked
    foreign = [url for url in asked if not url.startswith((reader.url + "/", "data:"))]
    assert foreign == []


def test_the_policy_would_tell(arrive):
    """The tests above prove something only if a violation does show."""
    alice = arrive()
    alice.page.evaluate(
        """() => {
          const script = document.createElement("script")
          script.textContent = "window.hacked = true"
          document.body.append(script)
          document.body.append(Object.assign(new Image(), { src: "https://evil.example/x.png" }))
        }"""
    )
    expect(alice.composer).to_be_visible()
    heard = " ".join(alice.complaints.all)
    assert "policy: script-src-elem refused inline" in heard
    assert "policy: img-src refused https://evil.example/x.png" in heard
    assert alice.page.evaluate("window.hacked") is None
    alice.complaints.all.clear()
