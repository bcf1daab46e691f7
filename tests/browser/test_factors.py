"""Second factors: an app's codes, passkeys and recovery codes, set up and asked for."""

import pytest
from playwright.sync_api import expect

from tests.browser.accounts import PASSWORD, go, in_the_chat, sign_in
from tests.browser.browsing import PHONE
from tests.browser.factors import (
    add_passkey,
    code_field,
    keep_codes,
    later,
    newcomer,
    prove,
    set_up_app,
    sign_out,
    sign_up,
)


@pytest.fixture
def come(arrive, house):
    """A function that brings somebody; with a device that makes passkeys, if wanted."""
    return lambda **options: newcomer(arrive, house, **options)


def test_a_passkey_signs_in_by_itself(come):
    visitor = come(has_device=True)
    username = sign_up(visitor)
    page = visitor.page
    page.get_by_role("button", name="Add a passkey").click()
    name = page.locator("[data-proof-dialog] [name=name]")
    expect(name).to_have_value("Passkey of this Linux PC")
    prove(page, name="My laptop")
    keep_codes(page)
    expect(page.locator("[data-passkey-name]")).to_have_text("My laptop")
    expect(page.locator("[data-passkey-times]")).to_contain_text("not used yet")
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    in_the_chat(visitor)
    expect(page.locator("[data-own-kind]")).to_have_text(f"@{username}")
    page = go(visitor, "/account")
    expect(page.locator("[data-passkey-times]")).to_contain_text("last used")


def test_a_passkey_is_picked_where_the_user_name_is_typed(come):
    visitor = come(has_device=True, takes_offers=True)
    sign_up(visitor)
    add_passkey(visitor.page)
    keep_codes(visitor.page)
    visitor.page.locator("[data-sign-out-form] [type=submit]").click()
    in_the_chat(visitor)


def test_a_passkey_is_the_second_step_too(come):
    visitor = come(has_device=True)
    username = sign_up(visitor)
    page = visitor.page
    add_passkey(page)
    keep_codes(page)
    sign_out(page)
    sign_in(visitor, username)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    expect(page.get_by_role("button", name="Use a passkey")).to_be_focused()
    expect(page.get_by_label("Recovery code")).to_be_visible()
    page.keyboard.press("Enter")
    in_the_chat(visitor)


def test_a_device_makes_one_passkey_and_lets_it_go(come):
    visitor = come(has_device=True)
    sign_up(visitor)
    page = visitor.page
    add_passkey(page)
    keep_codes(page)
    add_passkey(page)
    dialog = page.locator("[data-proof-dialog]")
    expect(dialog.locator("[data-form-problem]")).to_contain_text("has a passkey for your account")
    dialog.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Remove the passkey").click()
    expect(dialog).to_contain_text("the recovery codes go with it")
    prove(page)
    expect(page.locator("[data-factors-done]")).to_have_text("The passkey is removed.")
    expect(page.locator("[data-passkey-list] > li")).to_have_count(0)
    expect(page.locator("[data-codes]")).to_be_hidden()


def test_an_app_is_set_up_and_asked_for(come):
    visitor = come()
    username = sign_up(visitor)
    page = visitor.page
    app, _ = set_up_app(page)
    expect(page.locator("[data-codes-left]")).to_have_text("10 are left. Each works once.")
    sign_out(page)
    sign_in(visitor, username)
    expect(code_field(page)).to_be_focused()
    expect(page.get_by_label("Code from your app or a recovery code")).to_be_visible()
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.locator("#second-step-code-error")).to_contain_text("This code is wrong")
    expect(code_field(page)).to_have_attribute("aria-invalid", "true")
    code_field(page).fill(later(app))
    page.keyboard.press("Enter")
    in_the_chat(visitor)


def test_who_gives_up_the_second_dialog_is_back_where_they_began(come):
    visitor = come()
    sign_up(visitor)
    page = visitor.page
    begin = page.get_by_role("button", name="Set up an authenticator app")
    begin.press("Enter")
    page.locator("[data-proof-dialog] [name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Key", exact=True)).not_to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator("[data-totp-dialog]")).to_be_hidden()
    expect(begin).to_be_focused()


def test_a_key_is_read_to_its_end_on_a_phone(come):
    visitor = come(viewport=PHONE, is_mobile=True, has_touch=True)
    sign_up(visitor)
    visitor.page.get_by_role("button", name="Set up an authenticator app").click()
    prove(visitor.page)
    key = visitor.page.get_by_label("Key", exact=True)
    expect(key).to_be_visible()
    assert key.input_value()
    overflow = "(f) => [f.scrollWidth - f.clientWidth, f.scrollHeight - f.clientHeight]"
    assert max(key.evaluate(overflow)) <= 0


def test_a_recovery_code_works_once(come):
    visitor = come()
    username = sign_up(visitor)
    page = visitor.page
    _, (code, *_) = set_up_app(page)
    sign_out(page)
    sign_in(visitor, username)
    code_field(page).fill(code)
    page.keyboard.press("Enter")
    in_the_chat(visitor)
    page = go(visitor, "/account")
    expect(page.locator("[data-codes-left]")).to_contain_text("9 are left.")
    sign_out(page)
    sign_in(visitor, username)
    code_field(page).fill(code)
    page.keyboard.press("Enter")
    expect(page.locator("#second-step-code-error")).to_contain_text("was used before")


def test_new_recovery_codes_take_the_place_of_the_old(come):
    visitor = come()
    sign_up(visitor)
    page = visitor.page
    _, old = set_up_app(page)
    page.get_by_role("button", name="Make new ones").click()
    dialog = prove(page, password="not this one")
    expect(dialog.locator("#proof-password-error")).to_contain_text("not the present password")
    prove(page)
    field = page.get_by_role("textbox", name="Recovery codes")
    expect(field).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    saved = download.value.path().read_text()
    new = keep_codes(page)
    assert not set(new) & set(old)
    assert download.value.suggested_filename == "parley-recovery-codes.txt"
    assert set(new) <= set(saved.split())


def test_an_app_is_removed_by_the_password(come):
    visitor = come()
    username = sign_up(visitor)
    page = visitor.page
    set_up_app(page)
    page.get_by_role("button", name="Remove the authenticator app").click()
    prove(page)
    expect(page.locator("[data-factors-done]")).to_have_text("The app is removed.")
    sign_out(page)
    sign_in(visitor, username)
    in_the_chat(visitor)


def test_who_takes_too_long_begins_again(come):
    visitor = come()
    username = sign_up(visitor)
    page = visitor.page
    app, _ = set_up_app(page)
    sign_out(page)
    sign_in(visitor, username)
    expect(code_field(page)).to_be_visible()
    page.get_by_role("button", name="Back").click()
    expect(page.locator("#sign-in-username")).to_have_value(username)
    gone = {"type": "ticket-expired", "status": 410, "title": "", "detail": ""}
    page.route("**/second-factor", lambda route: route.fulfill(status=410, json=gone))
    sign_in(visitor, username)
    code_field(page).fill(later(app))
    page.keyboard.press("Enter")
    expect(page.locator("[data-note]")).to_have_text("That took too long. Sign in again.")
    page.unroute_all()
    sign_in(visitor, username)
    expect(code_field(page)).to_have_value("")
    code_field(page).fill(later(app))
    page.keyboard.press("Enter")
    in_the_chat(visitor)


def test_a_one_time_link_asks_for_the_second_factor_too(come, house):
    visitor = come()
    username = sign_up(visitor)
    page = visitor.page
    app, _ = set_up_app(page)
    person_id = page.evaluate("fetch('/api/session').then((a) => a.json()).then((me) => me.id)")
    sign_out(page)
    made = house.owner.ask("POST", f"/api/people/{person_id}/sign-in-link", json={})
    go(visitor, f"/sign-in#link={made.json()['token']}")
    page.locator("[data-link-form] [type=submit]").click()
    code_field(page).fill(later(app))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visitor.url}/account#password")
    expect(page.get_by_text("The old one is not needed.")).to_be_visible()
    assert username in page.locator("[data-own-more]").inner_text()
