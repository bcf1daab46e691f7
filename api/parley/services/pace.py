"""How fast one person may post, how often anybody may try to get in, and how much mail that makes."""

import math
import time
from typing import Any

from sqlalchemy import Engine

from parley.db import db
from parley.domain import networks
from parley.domain.moving_window import Limit, MovingWindows
from parley.errors import TooFast

MINUTE_S = 60
HOUR_S = 3_600

# Tries per minute to get into one account from one address.
TRIES_OF_BOTH = Limit(10, MINUTE_S)
# Codes tried for one account, from wherever: a million codes of six digits, of which three are right
# at any time, must not be guessed by whoever has the password.
CODES = Limit(20, HOUR_S)
# Mail that strangers can call for: nobody wants a mailbox flooded.
MAILS_TO_ONE = Limit(3, HOUR_S)
MAILS_BY_ONE = Limit(10, HOUR_S)
PICTURES = Limit(6, MINUTE_S)
SIGNALS = Limit(2, 1)
# Reports keep a copy of what was said, and somebody has to read them.
REPORTS = Limit(20, HOUR_S)
# New names, which the Lobby is told, of those who may not post there.
NAMES = Limit(3, HOUR_S)


class _Pace:
    """What was done in the last moments, in the memory of the one process that serves it."""

    def __init__(self, _engine: Engine, settings: dict[str, Any]) -> None:
        self.windows = MovingWindows()
        self.tries = Limit(settings["SIGN_INS_PER_MINUTE"], MINUTE_S)
        self.posts = Limit(settings["POSTS_MAX"], settings["POSTS_WINDOW_SECONDS"])
        self.rooms = Limit(settings["POSTS_MAX"], HOUR_S)


def spend_post(person_id: int) -> None:
    """Count one post of this person, or what moves everybody's cursor as one does.

    Raises:
        TooFast: there were too many lately; it says in how many seconds there is room again.
    """
    _spend(db.companion(_Pace).posts, "post", str(person_id))


def spend_room(person_id: int) -> None:
    """Count one room that this person makes: as many in an hour as posts in a moment.

    Raises:
        TooFast: as above.
    """
    _spend(db.companion(_Pace).rooms, "room", str(person_id))
    spend_post(person_id)


def spend_picture(person_id: int) -> None:
    """Count one change of this person's picture.

    Raises:
        TooFast: as above.
    """
    _spend(PICTURES, "picture", str(person_id))


def spend_report(person_id: int) -> None:
    """Count one report by this person.

    Raises:
        TooFast: as above.
    """
    _spend(REPORTS, "report", str(person_id))


def spend_name(person_id: int) -> None:
    """Count one new name of somebody who may not post where it is told.

    Raises:
        TooFast: as above.
    """
    _spend(NAMES, "name", str(person_id))


def spend_signal(person_id: int) -> None:
    """Count one call in which this person says what they do.

    Raises:
        TooFast: as above.
    """
    _spend(SIGNALS, "signal", str(person_id))


def spend_try(address: str, account: str | None = None) -> None:
    """Count one try from an address to get in, into an account that need not exist or a new one.

    With IPv6 one household has more addresses than anybody could count: they are one.
    Counted whether it succeeds or not, or the answer would be known by its limits.

    Raises:
        TooFast: as above.
    """
    _spend_here(address, account)
    if account is not None:
        _spend(db.companion(_Pace).tries, "account", account)


def spend_proof(address: str, account: str, person_id: int) -> None:
    """Count one try of somebody signed in to prove that the account is theirs.

    Strangers elsewhere cannot use these up, or they could keep a person from acting against them.

    Raises:
        TooFast: as above.
    """
    _spend_here(address, account)
    _spend(db.companion(_Pace).tries, "proof", str(person_id))


def _spend_here(address: str, account: str | None) -> None:
    household = networks.household(address)
    _spend(db.companion(_Pace).tries, "address", household)
    if account is not None:
        _spend(TRIES_OF_BOTH, "both", account, household)


def spend_sign_up(address: str, username: str) -> None:
    """Count one try from an address to make an account of this name, which tells if it is taken.

    Tries to sign in are counted apart, or anybody could keep somebody out by signing up.

    Raises:
        TooFast: as above.
    """
    spend_try(address)
    _spend(db.companion(_Pace).tries, "sign-up", username)


def spend_code(address: str, person_id: int) -> None:
    """Count one try of a second factor's code.

    Raises:
        TooFast: as above.
    """
    spend_try(address)
    _spend(CODES, "code", str(person_id))


def spend_recovery(address: str, account: str) -> None:
    """Count one wish of somebody at this address to recover an account, which need not exist.

    Raises:
        TooFast: as above.
    """
    spend_try(address)
    _spend(MAILS_TO_ONE, "recovery", account)


def spend_recovery_mail(person_id: int) -> None:
    """Count one such mail to a person, by whatever name they were meant.

    Raises:
        TooFast: as above.
    """
    _spend(MAILS_TO_ONE, "recovery of", str(person_id))


def spend_confirmation(mail_key: str, person_id: int | None = None) -> None:
    """Count one mail that asks whether an address is this person's (None: who has just come).

    Raises:
        TooFast: as above.
    """
    if person_id is not None:
        _spend(MAILS_BY_ONE, "confirmation by", str(person_id))
    _spend(MAILS_TO_ONE, "confirmation to", mail_key)


def _spend(allowed: Limit, *what: str) -> None:
    wait = db.companion(_Pace).windows.spend(allowed, what, time.monotonic())
    if wait:
        raise TooFast(math.ceil(wait))
