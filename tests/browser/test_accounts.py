"""Signing in and up: by forms, by one-time links, as a guest who stays who they are."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import accounts
from tests.browser.accounts import (
    PASSWORD,
    go,
    has_to_sign_in_again,
    in_the_chat,
    new_username,
    send,
    sign_in,
)
from tests.browser.conftest import GENEROUS, running


def test_the_first_account_is_made_by_the_set_up_link(arrive, new_stack):
    with running(new_stack(settings=GENEROUS)) as stack:
        ada = arrive(stack=stack, is_open=False)
        page = go(ada, accounts.setup_path(stack))
        assert page.url == f"{ada.url}/sign-in", "the token stays in the address"
        expect(page.get_by_role("heading")).to_have_text("Welcome, make the first account")
        send(page, "sign-up", name="Ada", username="Ada", password=PASSWORD)
        in_the_chat(ada)
        expect(ada.own_name).to_have_text("Ada")
        expect(page.get_by_role("link", name="People", exact=True)).to_be_visible()
        expect(page.get_by_role("link", name="Invite people")).to_be_visible()
        late = arrive(stack=stack, is_open=False)
        page = go(late, accounts.setup_path(stack))
        expect(page.get_by_role("heading")).to_have_text("This chat has its owner")
        expect(page.get_by_role("textbox")).to_have_count(0)
        page.get_by_role("link", name="Sign in with a password").click()
        sign_in(late, "ada")
        in_the_chat(late)


def test_a_guest_gets_an_account_and_keeps_name_and_messages(come, house):
    guest = come()
    guest.be_called("Otter")
    guest.open()
    said = guest.say(f"said as a guest by {guest.name}")
    expect(said).to_have_attribute("data-delivery", "sent")
    guest.page.get_by_role("link", name="Create an account").click()
    expect(guest.page.locator("[data-words]")).to_contain_text(f"You are here as {guest.name}.")
    username = new_username("otter")
    send(guest.page, "sign-up", username=username, password=PASSWORD)
    in_the_chat(guest)
    expect(guest.own_name).to_have_text(guest.name)
    expect(guest.page.locator("[data-own-kind]")).to_have_text(f"@{username}")
    expect(said).to_have_class(re.compile(r"\bmessage--sent\b"))
    expect(guest.page.locator("[data-identity-banner]")).to_be_hidden()


def test_other_tabs_learn_that_their_guest_has_an_account_now(come):
    guest = come()
    guest.be_called("Tabby")
    guest.open()
    tab = guest.context.new_page()
    tab.goto(f"{guest.url}/sign-in?sign-up")
    username = new_username("tabby")
    send(tab, "sign-up", username=username, password=PASSWORD)
    expect(guest.page.locator("[data-own-kind]")).to_have_text(f"@{username}")
    expect(guest.page.get_by_role("button", name="Sign out")).to_be_visible()
    expect(guest.page.locator("[data-identity-banner]")).to_be_hidden()


def test_a_wrong_password_is_told_and_the_user_name_stays(come, house):
    person = accounts.member(house)
    visitor = come()
    page = go(visitor, "/sign-in?next=/account")
    sign_in(visitor, person.username, "not this one")
    expect(accounts.problem(page, "sign-in")).to_contain_text("do not belong together")
    expect(page.locator("#sign-in-username")).to_have_value(person.username)
    sign_in(visitor, person.username.upper())
    expect(page).to_have_url(f"{visitor.url}/account")
    expect(page.locator("[data-own-more]")).to_contain_text(f"@{person.username}")


def test_signing_in_needs_no_mouse(come, house):
    person = accounts.member(house)
    visitor = come()
    page = go(visitor, "/sign-in")
    expect(page.locator("#sign-in-username")).to_be_focused()
    page.keyboard.type(person.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show the password").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    in_the_chat(visitor)


@pytest.mark.parametrize("next", ["//evil.example", "/%5Cevil.example", "/%09/evil.example"])
def test_open_redirect_after_signing_in(come, house, next):
    person = accounts.member(house)
    visitor = come()
    go(visitor, f"/sign-in?next={next}")
    sign_in(visitor, person.username)
    in_the_chat(visitor)


def test_a_member_whose_session_ends_signs_in_again_and_loses_nothing(come, house):
    person = accounts.member(house)
    visitor = come()
    accounts.give_session(visitor, person)
    visitor.open()
    name = visitor.own_name.inner_text()
    visitor.composer.fill("half a thought")
    accounts.end_session(person)
    assert house.owner.post("news, which ends the idle polls").status_code == 201
    has_to_sign_in_again(visitor)
    expect(visitor.page.locator("[data-note]")).to_contain_text("Your session has ended.")
    sign_in(visitor, person.username)
    in_the_chat(visitor)
    expect(visitor.own_name).to_have_text(name)
    expect(visitor.composer).to_have_value("half a thought")


def test_whoever_looks_at_a_quiet_chat_again_learns_that_the_session_has_ended(come, house):
    person = accounts.member(house)
    visitor = come()
    accounts.give_session(visitor, person)
    visitor.open()
    visitor.hide()
    visitor.hear_nothing()
    accounts.end_session(person)
    visitor.hide(False)
    has_to_sign_in_again(visitor)


def test_a_member_who_comes_back_too_late_is_no_guest_either(come, house):
    person = accounts.member(house)
    visitor = come()
    accounts.give_session(visitor, person)
    visitor.open()
    visitor.page.goto("about:blank")
    accounts.end_session(person)
    visitor.page.goto(visitor.url)
    has_to_sign_in_again(visitor)
    visitor.page.get_by_role("link", name="Go on as a guest").click()
    in_the_chat(visitor)
    expect(visitor.page.locator("[data-own-kind]")).to_have_text("Guest")


def test_what_a_member_wrote_is_not_sent_by_another(come, house):
    one, other = accounts.member(house), accounts.member(house)
    visitor = come()
    accounts.give_session(visitor, one)
    visitor.open()
    visitor.page.route("**/api/messages", lambda route: None)  # on its way for good
    visitor.say("in my name only")
    accounts.end_session(one)
    assert house.owner.post("news, which ends the idle polls").status_code == 201
    has_to_sign_in_again(visitor)
    visitor.page.unroute_all()
    sign_in(visitor, other.username)
    in_the_chat(visitor)
    held = visitor.message("in my name only")
    expect(held).to_have_attribute("data-delivery", "failed")
    expect(held).to_contain_text("written from another account")
    assert "in my name only" not in visitor.everything()
    held.get_by_role("button", name="Discard").click()


def test_signing_out_asks_before_words_are_lost_and_leaves_none_behind(come, house):
    person = accounts.member(house)
    visitor = come()
    accounts.give_session(visitor, person)
    visitor.open()
    visitor.composer.fill("a secret")
    visitor.page.get_by_role("button", name="Sign out").click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="Stay").click()
    expect(visitor.composer).to_have_value("a secret")
    visitor.page.get_by_role("button", name="Sign out").click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    expect(visitor.page.locator("[data-note]")).to_have_text("You are signed out.")
    assert visitor.page.evaluate("Object.keys(sessionStorage)") == []
    assert person.get("/api/session").status_code == 401


def test_a_one_time_link_waits_for_a_click_and_leads_to_a_new_password(come, house):
    person = accounts.member(house)
    path = f"/api/people/{person.id}/sign-in-link"
    token = house.owner.ask("POST", path, json={}).json()["token"]
    visitor = come()
    page = go(visitor, f"/sign-in#link={token}")
    assert page.url == f"{visitor.url}/sign-in"
    assert page.evaluate("fetch('/api/session').then(({ status }) => status)") == 401
    page.locator("[data-link-form] [type=submit]").click()
    expect(page).to_have_url(f"{visitor.url}/account#password")
    expect(page.get_by_text("The old one is not needed.")).to_be_visible()
    expect(page.locator("#new-password-current-password")).to_be_hidden()
    send(page, "password", password="another good one")
    expect(page.get_by_text("Your password is set.")).to_be_visible()
    other = come()
    go(other, "/sign-in")
    sign_in(other, person.username, "another good one")
    in_the_chat(other)
    late = come()
    page = go(late, f"/sign-in#link={token}")
    page.locator("[data-link-form] [type=submit]").click()
    expect(accounts.problem(page, "link")).to_contain_text("used already")


def test_somebody_suspended_is_told_so(come, house):
    person = accounts.member(house)
    change = house.owner.ask("PATCH", f"/api/people/{person.id}", json={"suspended": True})
    assert change.status_code == 200
    visitor = come()
    page = go(visitor, "/sign-in")
    sign_in(visitor, person.username)
    expect(accounts.problem(page, "sign-in")).to_contain_text("This account is suspended.")


def test_without_network_what_was_typed_stays(come, house):
    person = accounts.member(house)
    visitor = come()
    page = go(visitor, "/sign-in")
    visitor.context.set_offline(True)
    sign_in(visitor, person.username)
    expect(accounts.problem(page, "sign-in")).to_contain_text("Parley cannot be reached.")
    visitor.context.set_offline(False)
    page.locator("[data-sign-in-form] [type=submit]").click()
    in_the_chat(visitor)


def test_a_password_that_is_too_common_is_refused_beside_its_field(come):
    page = go(come(), "/sign-in?sign-up")
    send(page, "sign-up", username=new_username("eve"), password="password1")
    field = page.locator("#sign-up-password")
    expect(page.locator("#sign-up-password-error")).to_contain_text("commonest")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
