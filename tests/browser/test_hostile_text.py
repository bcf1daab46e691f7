"""Anyone's words stay words: nothing that is written runs, draws or leads where it should not."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.history import guest

HOSTILE_MESSAGES = [
    "<script>window.hacked = true</script>",
    '<img src=x onerror="window.hacked = true">',
    '"><svg/onload=window.hacked=true>',
    "' onfocus='window.hacked=true' autofocus='",
    '<a href="javascript:window.hacked=true">click me</a>',
    "<iframe srcdoc='<script>parent.hacked=true</script>'></iframe>",
    "<style>* { display: none }</style>",
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "</span></div></article><script>window.hacked=true</script>",
    "<template><img src=x onerror=window.hacked=true></template>",
    "<math><mtext></math><img src=x onerror=window.hacked=true>",
    "<!--><img src=x onerror=window.hacked=true>-->",
    "{{constructor.constructor('window.hacked=true')()}}",
    "${window.hacked = true}",
    "&lt;script&gt;window.hacked=true&lt;/script&gt;",
    "&#60;img src=x onerror=window.hacked=true&#62;",
    "javascript:window.hacked=true",
    "data:text/html,<script>opener.hacked=true</script>",
    'https://example.org/"onmouseover="window.hacked=true',
    "https://example.org/<img/src=x/onerror=window.hacked=true>",
    "**bold** _it_ `code` [text](javascript:window.hacked=true)",
    "$(window.hacked = true) #id .class :contains('x')",
    "__proto__ constructor toString",
]
HOSTILE_NAMES = [
    "<img src=x onerror=window.hacked=true>",
    "<script>window.hacked=1</script>",
    '"><svg/onload=window.hacked=true>',
    "<b>bold</b> & <i>loud</i>",
    "&lt;b&gt;",
    "__proto__",
]
# What is written; the address it leads to, or None where it must not lead anywhere.
LINKS = {
    "look at https://example.org/a?b=1&c=2#d.": "https://example.org/a?b=1&c=2#d",
    "(http://example.org/in_brackets)": "http://example.org/in_brackets",
    "HTTPS://EXAMPLE.ORG/Loud": "HTTPS://EXAMPLE.ORG/Loud",
    "http://[::1]:8080/x or so": None,
    "javascript:alert(1)": None,
    "JaVaScRiPt://example.org/%0aalert(1)": None,
    "java\tscript:alert(2)": None,
    "vbscript:msgbox(1)": None,
    "data:text/html,hello": None,
    "blob:https:hello": None,
    "file:///etc/passwd": None,
    "ftp://example.org/file": None,
    "//example.org/protocol-relative": None,
    "mailto:ada@example.org": None,
    "README.md and manage.py are no sites": None,
}


def test_hostile_messages_stay_text(arrive, chat, alice):
    author = guest(chat)
    for text in HOSTILE_MESSAGES:
        assert author.post(text).status_code == 201
    expect(alice.page.locator("[data-body]", has_text="__proto__ constructor")).to_be_visible()
    late = arrive("Late")  # one saw them arrive, the other finds them on the page
    for person in (alice, late):
        assert person.bodies()[-len(HOSTILE_MESSAGES) :] == HOSTILE_MESSAGES
        inside = person.page.locator(".message [data-body] *")
        assert set(inside.evaluate_all("(all) => all.map((each) => each.tagName)")) <= {"A"}
        _assert_nothing_ran(person)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_stays_text(arrive, chat, alice, name):
    author = guest(chat, name)
    assert author.post(f"hello from {name}").status_code == 201
    message = alice.message(f"hello from {name}")
    expect(message.locator("[data-author]")).to_have_text(name)
    renamed = f"{name[:30]} now"
    assert author.ask("PATCH", "/api/session", json={"name": renamed}).status_code == 200
    expect(alice.notices.filter(has_text=f"{name} is now {renamed}")).to_have_count(1)
    expect(message.locator("[data-author]")).to_have_text(renamed)
    _assert_nothing_ran(alice)


def test_a_hostile_name_of_ones_own_stays_text(arrive):
    alice = arrive()
    alice.rename('"><img src=x onerror=hacked=1>')
    expect(alice.own_name).to_have_text('"><img src=x onerror=hacked=1>')
    alice.page.get_by_role("button", name="Change your name").click()
    expect(alice.name_field).to_have_value('"><img src=x onerror=hacked=1>')
    expect(alice.page.locator("[data-sidebar] img")).to_have_count(0)
    _assert_nothing_ran(alice)


def test_a_hostile_draft_stays_text_after_a_reload(alice):
    alice.composer.fill("</textarea><script>window.hacked=true</script>")
    alice.reload()
    expect(alice.composer).to_have_value("</textarea><script>window.hacked=true</script>")
    _assert_nothing_ran(alice)


def test_only_http_and_https_become_links(chat, alice):
    author = guest(chat)
    for text in LINKS:
        assert author.post(text).status_code == 201
    for text, address in LINKS.items():
        message = alice.message(text).last
        expect(message).to_be_attached()
        links = message.locator("[data-body] a")
        found = links.evaluate_all("(all) => all.map((a) => a.getAttribute('href'))")
        if address is not None:
            assert found == [address], text
        assert all(re.match(r"https?://", href, re.IGNORECASE) for href in found), text
        if not text.startswith(("http", "HTTP")) and address is None:
            assert found == [], text


def test_a_link_tells_nothing_and_opens_a_page_that_cannot_reach_back(alice, bob):
    asked = []

    def answer(route):
        asked.append(route.request.all_headers())
        route.fulfill(body="<!doctype html><title>Elsewhere</title>", content_type="text/html")

    alice.context.route("http://example.org/**", answer)
    bob.say("read http://example.org/page and come back")
    link = alice.page.get_by_role("link", name="http://example.org/page")
    assert set(link.get_attribute("rel").split()) == {"noopener", "noreferrer", "nofollow"}
    with alice.context.expect_page() as opening:
        link.click()
    elsewhere = opening.value
    elsewhere.wait_for_load_state()
    assert elsewhere.title() == "Elsewhere"
    assert elsewhere.evaluate("window.opener") is None
    assert elsewhere.evaluate("document.referrer") == ""
    assert "referer" not in asked[0]
    elsewhere.close()
    assert alice.page.url == f"{alice.url}/rooms/1-lobby"


def _assert_nothing_ran(person) -> None:
    assert person.page.evaluate("window.hacked") is None
    expect(person.composer).to_be_visible()
