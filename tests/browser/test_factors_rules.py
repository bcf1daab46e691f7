"""Second factors: where there can be none, who must have one, who lost them; and every size."""

import pyotp
import pytest
from playwright.sync_api import expect

from tests.browser import accounts
from tests.browser.accounts import go, in_the_chat, problem, send, sign_in
from tests.browser.browsing import PHONE
from tests.browser.conftest import GENEROUS, running
from tests.browser.factors import (
    add_passkey,
    code_field,
    keep_codes,
    newcomer,
    prove,
    set_up_app,
    sign_out,
    sign_up,
)
from tests.browser.looks import misfits, objections
from tests.browser.rooms import a_member, ask, make_room


@pytest.fixture
def come(arrive, house):
    """A function that brings somebody; with a device that makes passkeys, if wanted."""
    return lambda **options: newcomer(arrive, house, **options)


def test_where_there_can_be_no_passkeys_the_pages_say_so(come):
    visitor = come(at="127.0.0.1")
    sign_up(visitor)
    page = visitor.page
    expect(page.locator("[data-no-passkeys]")).to_contain_text("Passkeys need a name")
    expect(page.get_by_role("button", name="Add a passkey")).to_be_hidden()
    sign_out(page)
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)


def test_an_administrator_resets_what_somebody_has_lost(come, house):
    visitor, boss = come(), come(at="127.0.0.1")
    username = sign_up(visitor, "lost")
    set_up_app(visitor.page)
    accounts.give_session(boss, house.owner)
    page = go(boss, "/people")
    page.get_by_role("searchbox").fill(username)
    expect(page.locator("[data-people-list] > li")).to_have_count(1)
    page.get_by_role("button", name=f"Reset second factors: {username}", exact=True).click()
    page.locator("[data-confirm-yes]").click()
    expect(page.locator("[data-row-done]")).to_have_text("The second factors are reset.")
    sign_out(visitor.page)
    sign_in(visitor, username)
    in_the_chat(visitor)


def test_owners_who_ask_for_a_second_factor_lead_everybody_to_set_one_up(come, new_stack, arrive):
    with running(new_stack(settings=GENEROUS)) as stack:
        owner = accounts.owner(stack)
        member = accounts.member(stack)
        boss, visitor = (arrive(stack=stack, is_open=False) for _ in range(2))
        accounts.give_session(visitor, member)
        visitor.open()
        visitor.page.route("**/api/**", lambda _route: None)  # any call would learn of it before
        accounts.give_session(boss, owner)
        page = go(boss, "/people#joining")
        page.locator("[name=second_factor][value=everybody]").check()
        expect(page.locator("[data-confirm]")).to_contain_text("You have no second factor yet")
        page.locator("[data-confirm-yes]").click()
        expect(page).to_have_url(f"{boss.url}/account#second-factors")
        visitor.page.route("**/api/messages", lambda route: route.continue_())
        visitor.say("not yet to be said")
        page = visitor.page
        expect(page).to_have_url(f"{visitor.url}/account#second-factors")
        page.unroute_all()
        wish = page.locator("[data-factor-wish]")
        expect(wish).to_contain_text("The owners of this chat ask you")
        expect(page.locator("#second-factors")).to_be_focused()
        expect(wish).to_be_in_viewport()
        set_up_app(page)
        expect(wish).to_contain_text("The chat is open to you.")
        page.get_by_role("link", name="To the chat").click()
        in_the_chat(visitor)
        said = visitor.message("not yet to be said")
        expect(said).to_have_attribute("data-delivery", "sent")


def test_a_form_of_the_account_page_says_that_a_second_factor_comes_first(new_stack, arrive):
    with running(new_stack(settings=GENEROUS)) as stack:
        owner = accounts.owner(stack)
        visitor = arrive(stack=stack, is_open=False)
        accounts.give_session(visitor, accounts.member(stack))
        page = go(visitor, "/account")
        wish = page.locator("[data-factor-wish]")
        expect(wish).to_be_hidden()
        ask(owner, "PATCH", "/api/joining", second_factor="everybody")
        form = send(page, "name", name="Somebody Else")
        expect(problem(page, "name")).to_contain_text("The owners of this chat ask for one")
        expect(form.locator("[name=name]")).to_have_value("Somebody Else")
        expect(wish).to_contain_text("The owners of this chat ask you")
        page.goto(f"{visitor.url}/")
        expect(page).to_have_url(f"{visitor.url}/account#second-factors")
        expect(wish).to_be_visible()
        send(page, "name", name="Somebody Else")
        expect(problem(page, "name")).to_contain_text("The owners of this chat ask for one")
        set_up_app(page)
        send(page, "name", name="Somebody Else")
        expect(page.locator("[data-own-name]").first).to_have_text("Somebody Else")


def test_an_invitation_waits_until_the_second_factor_is_set_up(new_stack, arrive):
    with running(new_stack(settings=GENEROUS)) as stack:
        owner = accounts.owner(stack)
        member, visitor = a_member(stack, "Bob"), arrive(stack=stack, is_open=False)
        room = make_room(owner, "Vault")
        made = ask(owner, "POST", "/api/invitations", uses=1, days=1, room_id=room["id"])
        ask(owner, "PATCH", "/api/joining", second_factor="everybody")
        page = go(visitor, f"/sign-in#invitation={made['token']}")
        page.get_by_role("link", name="Sign in", exact=True).click()
        sign_in(visitor, member.username)
        expect(page).to_have_url(f"{visitor.url}/account#second-factors")
        set_up_app(page)
        page.get_by_role("link", name="To the chat").click()
        page.get_by_role("button", name="Join the room").click()
        expect(visitor.heading).to_have_text("Vault")


def test_every_step_is_accessible_and_fits(come):
    visitor = come(
        has_device=True, viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    username = sign_up(visitor)
    page = visitor.page

    def look() -> None:
        assert misfits(page) == []
        assert objections(visitor) == []
        page.set_viewport_size(PHONE)

    page.get_by_role("button", name="Set up an authenticator app").click()
    look()
    prove(page)
    page.get_by_label("Key", exact=True).wait_for()
    look()
    app = pyotp.TOTP(page.get_by_label("Key", exact=True).input_value())
    page.get_by_label("The code that your app shows now").fill(app.now())
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Recovery codes").wait_for()
    look()
    keep_codes(page)
    add_passkey(page)
    expect(page.locator("[data-passkey-name]")).to_be_visible()
    look()
    sign_out(page)
    sign_in(visitor, username)
    code_field(page).wait_for()
    look()
