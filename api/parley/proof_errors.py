"""What can go wrong with proof (services/proof.py); the kinds that all share are in errors.py."""

from parley.errors import Invalid, ParleyError


class WrongPassword(Invalid):
    """The present password, asked for once more, is another."""

    def __init__(self, field: str = "password") -> None:
        super().__init__(errors=[{"field": field, "message": "This is not the present password."}])


class PasswordFirst(ParleyError):
    status, type, title = 403, "password-first", "This takes a password."
    detail = "A one-time link opened this session: set a password in the account, then try again."


class SignInAnew(ParleyError):
    status, type, title = 403, "sign-in-anew", "This takes another sign-in."
    detail = "The one-time link is not enough for this: sign in as usual, then try again."
