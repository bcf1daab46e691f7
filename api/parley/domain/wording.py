"""What mails say: of each its subject and its text."""

from typing import NamedTuple


class Wording(NamedTuple):
    """What a person reads."""

    subject: str
    text: str


def recovery(chat: str, username: str, link: str) -> Wording:
    """To somebody who is locked out."""
    return Wording(
        "Your way back into Parley",
        f"""Hello,

somebody, most likely you, asked for a way back into your account at
{chat}. Your user name there is {username}.

This link signs you in. It works once, within an hour:

{link}

Then choose a new password on your account's page.

If it was not you, you need not do anything: nobody else has this link.
""",
    )


def confirmation(chat: str, username: str, link: str) -> Wording:
    """To an address that somebody says is theirs."""
    return Wording(
        "Is this your mail address?",
        f"""Hello,

somebody wants to use this mail address for the account {username}
at {chat}.

If that is your account, open this link within a day:

{link}

If it is not, ignore this mail: nothing comes of it then. The link would
give your address to somebody else's account.
""",
    )


def mail_changed(chat: str, username: str) -> Wording:
    """To the former address of an account."""
    return Wording(
        "Your account has another mail address",
        f"""Hello,

the account {username} at {chat}
uses another mail address from now on, and no longer this one.

If it was not you, change your password there at once. If you cannot
sign in any more, tell an administrator of the chat.
""",
    )


def mail_removed(chat: str, username: str) -> Wording:
    """To the former address of an account that has none now."""
    return Wording(
        "Your account has no mail address any more",
        f"""Hello,

this mail address was removed from the account {username} at
{chat}.

If it was not you, change your password there at once. If you cannot
sign in any more, tell an administrator of the chat.
""",
    )


def linked(chat: str, username: str) -> Wording:
    """To whom an account belongs that somebody else's word opens now."""
    return Wording(
        "Another service signs you in now",
        f"""Hello,

the account {username} at {chat}
was entered by another service that knows this mail address, and is
opened by it from now on. The password that it had, the tokens of its
scripts and its other browsers are no longer good.

If it was not you, tell an administrator of the chat.
""",
    )


def password_changed(chat: str, username: str) -> Wording:
    """To whom an account belongs."""
    return Wording(
        "Your password was changed",
        f"""Hello,

the password of the account {username} at
{chat} was changed, and other browsers were signed out.

If it was not you, choose "Forgot your password?" there to get in and
take another, or tell an administrator of the chat.
""",
    )
