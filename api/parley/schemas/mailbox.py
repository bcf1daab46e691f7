"""The mail address of an account, and the way back by mail."""

from pydantic import BaseModel

from parley.schemas.fields import Account, MailAddress, Password, Request


class NewMail(Request):
    """A mail address, and the present password; an account without one has come lately instead."""

    mail: MailAddress
    password: Password | None = None


class PendingMail(BaseModel):
    """The address that is asked by mail whether it is mine."""

    pending_mail: str


class ConfirmedMail(BaseModel):
    """The address that the account of this user name has now."""

    mail: str
    username: str


class LockedOut(Request):
    """Whose account it is: a user name or a mail address."""

    account: Account


class Asked(BaseModel):
    """An empty object: whatever was asked, there is nothing to say."""
