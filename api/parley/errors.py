"""Every failure a caller can meet. problems.py makes of each the one JSON shape."""

from collections.abc import Sequence
from typing import TypedDict


class FieldError(TypedDict):
    """What is wrong with one field; the field "" is the whole body or query."""

    field: str
    message: str


class ParleyError(Exception):
    """Something the caller can act on. Raised by services, told by problems.py."""

    status, type, title = 400, "bad-request", "This request cannot be understood."
    detail = title
    retry_after: int | None = None  # seconds

    def __init__(self, detail: str | None = None, errors: Sequence[FieldError] = ()) -> None:
        self.detail = detail or self.detail
        self.errors = list(errors)
        super().__init__(self.detail)


class MalformedJson(ParleyError):
    status, type, title = 400, "malformed-json", "The body is not JSON."
    detail = "Send one JSON object, encoded as UTF-8."


class Invalid(ParleyError):
    status, type, title = 422, "invalid", "Something in the request breaks a rule."
    detail = "Look at the fields listed in errors."


class WeakPassword(Invalid):
    """A password that anybody would guess, or of another length."""

    def __init__(self, reason: str = "Take another password.", field: str = "password") -> None:
        super().__init__(errors=[{"field": field, "message": reason}])


class WrongCode(Invalid):
    """A code that is neither the app's nor a recovery code, or was used before."""

    def __init__(self) -> None:
        message = "This code is wrong, or was used before."
        super().__init__(errors=[{"field": "code", "message": message}])


class BadCredential(Invalid):
    """What the browser made is not what was asked for."""

    def __init__(self) -> None:
        message = "This passkey does not answer what was asked."
        super().__init__(errors=[{"field": "credential", "message": message}])


class BadPicture(Invalid):
    """A body that is no picture, or too large a one."""

    def __init__(
        self, message: str = "This is no PNG, JPEG, WebP or GIF that can be read."
    ) -> None:
        super().__init__(errors=[{"field": "", "message": message}])


class NotSignedIn(ParleyError):
    status, type, title = 401, "not-signed-in", "Nobody is signed in."
    detail = "Sign in with POST /api/session, or become a guest with POST /api/session/guest."


class CrossSite(ParleyError):
    status, type, title = 403, "cross-site", "The request comes from another site."
    detail = "Only pages of this chat, and scripts, may change things here."


class WrongCredentials(ParleyError):
    status, type, title = 401, "wrong-credentials", "The user name or the password is wrong."
    detail = "Check both and try again; an administrator can make a link that signs you in."


class PasskeyRefused(ParleyError):
    status, type, title = 401, "passkey-refused", "This passkey opens nothing here."
    detail = "Try another one, or sign in by password."


class SsoRefused(ParleyError):
    status, type, title = 401, "sso-refused", "This sign-in was refused."
    detail = "What came back does not answer what was asked: begin again."


class SecondFactorRequired(ParleyError):
    status, type, title = 403, "second-factor-required", "A second factor is needed."
    detail = "The owners of this chat ask for one: set it up in your account first."


class NotAllowed(ParleyError):
    status, type, title = 403, "not-allowed", "You may not do this."
    detail = "It takes another role."


class Suspended(ParleyError):
    status, type, title = 403, "suspended", "This account is suspended."
    detail = "An administrator of this chat can lift that."


class SignUpClosed(ParleyError):
    status, type, title = 403, "sign-up-closed", "Accounts are not made here at present."
    detail = "Ask an administrator of this chat for an invitation."


class GuestsClosed(ParleyError):
    status, type, title = 403, "guests-closed", "Guests may not come in at present."
    detail = "Sign in with an account."


class AddressBanned(ParleyError):
    status, type, title = 403, "address-banned", "No guests may come from this address."
    detail = "An administrator banned it for a time; sign in with an account."


class TicketExpired(ParleyError):
    status, type, title = 410, "ticket-expired", "This step came too late."
    detail = "Begin again."


class LinkGone(ParleyError):
    status, type, title = 410, "link-gone", "This link no longer opens anything."
    detail = "It was used, has expired or was taken back: ask for a new one."


class NotFound(ParleyError):
    status, type, title = 404, "not-found", "There is no such thing."
    detail = "It does not exist, or you may not see it."


class NameTaken(ParleyError):
    status, type, title = 409, "name-taken", "This name is taken."
    detail = "Someone here has this name already, or one that looks just like it."

    def __init__(self) -> None:
        super().__init__(errors=[{"field": "name", "message": self.detail}])


class ClientIdTaken(ParleyError):
    status, type, title = 409, "client-id-taken", "Another person's message has this client_id."
    detail = "Make a new UUID for the message and post it again."

    def __init__(self) -> None:
        super().__init__(errors=[{"field": "client_id", "message": self.detail}])


class UsernameTaken(ParleyError):
    status, type, title = 409, "username-taken", "This user name is taken."
    detail = "Someone here signs in by this name already."

    def __init__(self) -> None:
        super().__init__(errors=[{"field": "username", "message": self.detail}])


class HasAccount(ParleyError):
    status, type, title = 409, "has-account", "This browser is signed in to an account."
    detail = "Sign out first."


class NoFactor(ParleyError):
    status, type, title = 409, "no-factor", "There is no such second factor."
    detail = "Set one up first."


class TooManyPasskeys(ParleyError):
    status, type, title = 409, "too-many-passkeys", "There are too many passkeys."
    detail = "Remove one first."


class NoAccount(ParleyError):
    status, type, title = 409, "no-account", "This person has no account."
    detail = "A guest has no role and no password to give anew."


class MailOff(ParleyError):
    status, type, title = 409, "mail-off", "This chat sends no mail."
    detail = "An administrator can make a link that signs you in."


class MailTaken(ParleyError):
    status, type, title = 409, "mail-taken", "Another account has this mail address."
    detail = "Sign in to that account, or take another address."


class DirectoryPassword(ParleyError):
    status, type, title = 409, "directory-password", "This password is kept elsewhere."
    detail = "Change it where you have it from."


class LastOwner(ParleyError):
    status, type, title = 409, "last-owner", "This is the last owner."
    detail = "Make somebody else an owner first."


class TooManyTokens(ParleyError):
    status, type, title = 409, "too-many-tokens", "There are too many tokens."
    detail = "Take one back first."


class UnsupportedMediaType(ParleyError):
    status, type, title = 415, "unsupported-media-type", "This kind of body is not read here."
    detail = "Send the header Content-Type: application/json."


class TooFast(ParleyError):
    status, type, title = 429, "too-fast", "That was too fast."

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"Try again in {retry_after} s.")


class DirectoryUnreachable(ParleyError):
    status, type, title = 503, "directory-unreachable", "The directory does not answer."
    detail = "Who signs in by it has to wait. Try again in a moment."
    retry_after = 10


class Busy(ParleyError):
    status, type, title = 503, "unavailable", "The chat is busy."
    detail = "Nothing was changed. Try again in a moment."
    retry_after = 1


class ProviderUnreachable(ParleyError):
    status, type, title = 503, "provider-unreachable", "The other side does not answer."
    detail = "Whoever signs you in cannot be reached, or is not set up: try again in a moment."
    retry_after = 5


class Internal(ParleyError):
    status, type, title = 500, "internal", "Something went wrong on our side."
    detail = "It was logged. Try again; if it happens again, tell whoever runs this chat."
