"""The parts of the page of one's account: the list of them, and the addresses that lead to them."""

import pytest
from playwright.sync_api import expect

from tests.browser import accounts
from tests.browser.accounts import go
from tests.browser.browsing import DESKTOP, PHONE
from tests.browser.conftest import GENEROUS, running
from tests.browser.rooms import ask
from tests.stack.people import eventually

LOW = {"width": 1280, "height": 400}
NARROW = {"width": 800, "height": 700}


def parts_of(page):
    return page.get_by_role("navigation", name="On this page")


def is_led_to(page, part: str) -> None:
    expect(page.locator(f"#{part} > h2")).to_be_in_viewport(ratio=1)
    expect(page.locator(f"#{part}")).to_be_focused()


def hold_mail(page):
    """Keep back which mail address an account has. Gives the way to let one through."""
    held = []

    def answer(route) -> None:
        true = route.fetch()
        route.fulfill(response=true, json=true.json() | {"mail": "late@example.org"})

    def let_through() -> None:
        page.route("**/api/account", answer)
        for route in held:
            answer(route)

    page.route("**/api/account", lambda route: held.append(route))
    return let_through


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_long_account_page_tells_what_is_on_it_and_leads_there(come, house, size):
    page = go(come(accounts.member(house), viewport=size), "/account")
    row = parts_of(page)
    expect(page.get_by_role("heading", name="Delete the account")).not_to_be_in_viewport()
    parts, links = page.get_by_role("heading", level=2), row.get_by_role("link")
    eventually(lambda: links.all_text_contents() == parts.all_text_contents())
    row.get_by_role("link", name="Delete the account").click()
    expect(page.get_by_role("heading", name="Delete the account")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="Keep them")).to_be_focused()


def test_a_guest_has_a_short_account_page_in_the_middle(come):
    guest = come()
    guest.open()
    page = go(guest, "/account")
    expect(page.get_by_role("heading", name="Create an account")).to_be_visible()
    expect(parts_of(page)).to_be_hidden()
    box, width = page.locator(".card").first.bounding_box(), page.viewport_size["width"]
    assert abs(box["x"] - (width - box["x"] - box["width"])) <= 1


@pytest.mark.parametrize("part", ["picture", "tokens", "delete"])
def test_an_address_leads_to_its_part_of_the_page(come, house, part):
    page = go(come(accounts.member(house), viewport=LOW), f"/account#{part}")
    is_led_to(page, part)


def test_an_address_leads_to_a_part_that_is_shown_late(come, house):
    visitor = come(accounts.member(house), viewport=LOW)
    let_through = hold_mail(visitor.page)
    page = go(visitor, "/account#mail")
    expect(page.locator("#mail")).to_be_hidden()
    let_through()
    is_led_to(page, "mail")


def test_whoever_looks_around_by_then_is_not_led_away(come, house):
    visitor = come(accounts.member(house), viewport=LOW)
    let_through = hold_mail(visitor.page)
    page = go(visitor, "/account#mail")
    field = page.get_by_label("What the others see")
    field.focus()
    let_through()
    expect(page.locator("#mail")).to_be_visible()
    expect(field).to_be_focused()


def test_a_one_time_link_leads_to_the_new_password(come, house):
    person = accounts.member(house)
    made = ask(house.owner, "POST", f"/api/people/{person.id}/sign-in-link")
    page = go(come(viewport=LOW), f"/sign-in#link={made['token']}")
    page.locator("[data-link-form] [type=submit]").click()
    is_led_to(page, "password")
    page.keyboard.press("Tab")
    expect(page.locator("#new-password-password")).to_be_focused()


@pytest.mark.parametrize("is_led", [False, True])
def test_a_click_on_blank_space_focuses_no_part(come, house, is_led):
    page = go(come(accounts.member(house)), "/account#picture" if is_led else "/account")
    if is_led:
        is_led_to(page, "picture")
        page.keyboard.press("Tab")
    page.locator("#picture").click(position={"x": 4, "y": 4})
    expect(page.locator("body")).to_be_focused()


def test_in_a_low_window_the_end_of_the_list_is_within_reach(come, house):
    page = go(come(accounts.member(house), viewport=LOW), "/account")
    links = parts_of(page).get_by_role("link")
    expect(links.last).not_to_be_in_viewport()
    links.first.focus()
    for link in links.all()[1:]:
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
    expect(links.last).to_be_in_viewport(ratio=1)


def test_between_phone_and_desktop_the_whole_list_is_seen(come, house):
    page = go(come(accounts.member(house), viewport=NARROW), "/account")
    for link in parts_of(page).get_by_role("link").all():
        expect(link).to_be_in_viewport(ratio=1)


def test_a_second_factor_that_is_asked_for_comes_first_in_the_list_too(arrive, new_stack):
    with running(new_stack(settings=GENEROUS)) as stack:
        owner, visitor = accounts.owner(stack), arrive(stack=stack, is_open=False)
        accounts.give_session(visitor, accounts.member(stack))
        ask(owner, "PATCH", "/api/joining", second_factor="everybody")
        page = go(visitor, "/account")
        parts, links = page.get_by_role("heading", level=2), parts_of(page).get_by_role("link")
        expect(links.first).to_have_text("Second factors")
        eventually(lambda: links.all_text_contents() == parts.all_text_contents())
