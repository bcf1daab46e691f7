"""The verbs of second factors: an authenticator of the browser's own, an app, recovery codes."""

import time

import pyotp
from playwright.sync_api import Locator, Page, expect

from tests.browser.accounts import PASSWORD, go, new_username, send
from tests.browser.visitor import Visitor

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


def newcomer(arrive, stack, has_device=False, takes_offers=False, at="localhost", **options):
    """Somebody who comes by a name: passkeys belong to one, and an IP address is none."""
    visitor = arrive(stack=stack, is_open=False, **options)
    visitor.url = visitor.url.replace("127.0.0.1", at)
    if has_device:
        give_device(visitor)
    if not takes_offers:
        visitor.context.add_init_script(NO_OFFERS)
    return visitor


def give_device(visitor: Visitor) -> None:
    """Plug in what makes passkeys and shows them, unasked."""
    cdp = visitor.context.new_cdp_session(visitor.page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def sign_up(visitor: Visitor, stem: str = "mira") -> str:
    """Make an account and open its page; gives the user name."""
    username = new_username(stem)
    page = go(visitor, "/sign-in?sign-up&next=/account")
    send(page, "sign-up", username=username, password=PASSWORD)
    expect(page.get_by_role("heading", name="Second factors")).to_be_visible()
    return username


def prove(page: Page, **values: str) -> Locator:
    """Fill in the dialog that asks for the password, and send it."""
    dialog = page.locator("[data-proof-dialog]")
    for name, value in ({"password": PASSWORD} | values).items():
        dialog.locator(f"[name={name}]").fill(value)
    dialog.locator("[type=submit]").click()
    return dialog


def keep_codes(page: Page) -> list[str]:
    """Read the recovery codes and say that they are kept."""
    field = page.get_by_role("textbox", name="Recovery codes")
    expect(field).to_be_visible()
    codes = field.input_value().split("\n")
    assert len(set(codes)) == 10
    page.get_by_role("button", name="I have kept them").click()
    expect(field).to_be_hidden()
    return codes


def set_up_app(page: Page) -> tuple[pyotp.TOTP, list[str]]:
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


def add_passkey(page: Page, **values: str) -> None:
    """Ask for one, and prove that one may."""
    page.get_by_role("button", name="Add a passkey").click()
    prove(page, **values)


def sign_out(page: Page) -> None:
    """Leave by the account page."""
    page.locator("[data-sign-out-form] [type=submit]").click()
    expect(page.locator("[data-note]")).to_have_text("You are signed out.")


def later(app: pyotp.TOTP) -> str:
    """The next code: a code works once, and the first one was used up by setting up."""
    return app.at(time.time() + app.interval)


def code_field(page: Page) -> Locator:
    """Where the second step asks for a code."""
    return page.locator("#second-step-code")
