"""Second factors: an app's codes, passkeys, recovery codes, and where one is asked for."""

import time

import pyotp
import pytest
from playwright.sync_api import expect

from tests.browser import accounts
from tests.browser.accounts import PASSWORD, go, in_the_chat, new_username, send, sign_in
from tests.browser.conftest import GENEROUS, running

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
# An authenticator that needs no hand picks every passkey it is offered, unasked.
NO_OFFERS = "delete PublicKeyCredential.isConditionalMediationAvailable"
SAVED_TEXT = "(codes) => codes.value.split('\\n')"


@pytest.fixture(scope="module")
def house(new_stack):
    """A chat under a name: passkeys belong to one, and 127.0.0.1 is none."""
    settings = GENEROUS | {"SIGN_INS_PER_MINUTE": 1_000}
    with running(new_stack(settings=settings)) as stack:
        stack.owner = accounts.owner(stack)
        yield stack


@pytest.fixture
def come(arrive, house):
    """A function that brings somebody; with a device that makes passkeys, if wanted."""

    def bring(has_device=False, takes_offers=False, at="localhost", **options):
        visitor = arrive(stack=house, is_open=False, **options)
        visitor.url = visitor.url.replace("127.0.0.1", at)
        if has_device:
            give_device(visitor)
        if not takes_offers:
            visitor.context.add_init_script(NO_OFFERS)
        return visitor

    return bring


def give_device(visitor) -> None:
    cdp = visitor.context.new_cdp_session(visitor.page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def sign_up(visitor, stem: str = "mira") -> str:
    """Make an account and open its page; gives the user name."""
    username = new_username(stem)
    page = go(visitor, "/sign-in?sign-up&next=/account")
    send(page, "sign-up", username=username, password=PASSWORD)
    expect(page.get_by_role("heading", name="Second factors")).to_be_visible()
    return username


def prove(page, **values):
    """Fill in the dialog that asks for the password, and send it."""
    dialog = page.locator("[data-proof-dialog]")
    for name, value in ({"password": PASSWORD} | values).items():
        dialog.locator(f"[name={name}]").fill(value)
    dialog.locator("[type=submit]").click()
    return dialog


def keep_codes(page) -> list[str]:
    """Read the recovery codes and say that they are kept."""
    field = page.get_by_role("textbox", name="Recovery codes")
    expect(field).to_be_visible()
    codes = field.evaluate(SAVED_TEXT)
    assert len(set(codes)) == 10
    page.get_by_role("button", name="I have kept them").click()
    expect(field).to_be_hidden()
    return codes


def set_up_app(page) -> tuple[pyotp.TOTP, list[str]]:
    """Add the chat to an app; gives the app and the recovery codes."""
    page.get_by_role("button", name="Set up an authenticator app").click()
    prove(page)
    secret = page.get_by_label("Key", exact=True)
    expect(secret).not_to_have_value("")
    app = pyotp.TOTP(secret.input_value())
    page.get_by_label("The code that your app shows now").fill(app.now())
    page.keyboard.press("Enter")
    codes = keep_codes(page)
    expect(page.locator("[data-factors-done]")).to_have_text("Your app is set up.")
    return app, codes


def add_passkey(page, **values) -> None:
    page.get_by_role("button", name="Add a passkey").click()
    prove(page, **values)


def sign_out(page) -> None:
    page.locator("[data-sign-out-form] [type=submit]").click()
    expect(page.locator("[data-note]")).to_have_text("You are signed out.")


def later(app: pyotp.TOTP) -> str:
    """The next code: a code works once, and the first one was used up by setting up."""
    return app.at(time.time() + app.interval)


def code_field(page):
    return page.locator("#second-step-code")


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
    expect(page).to_have_url(f"{visitor.url}/account")
    expect(page.get_by_text("The old one is not needed.")).to_be_visible()
    assert username in page.locator("[data-own-more]").inner_text()


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
        accounts.give_session(boss, owner)
        page = go(boss, "/people#joining")
        page.locator("[name=second_factor][value=everybody]").check()
        expect(page.locator("[data-confirm]")).to_contain_text("You have no second factor yet")
        page.locator("[data-confirm-yes]").click()
        expect(page).to_have_url(f"{boss.url}/account#second-factors")
        visitor.say("not yet to be said")
        page = visitor.page
        expect(page).to_have_url(f"{visitor.url}/account#second-factors")
        wish = page.locator("[data-factor-wish]")
        expect(wish).to_contain_text("The owners of this chat ask you")
        expect(page.locator("#second-factors")).to_be_focused()
        set_up_app(page)
        expect(wish).to_contain_text("The chat is open to you.")
        page.get_by_role("link", name="To the chat").click()
        in_the_chat(visitor)
        said = visitor.message("not yet to be said")
        expect(said).to_have_attribute("data-delivery", "sent")
