"""The command line about people: `flask --app parley people …`.

No command takes or shows a password: where one is needed, a one-time link is made by which the
person sets it.
"""

from collections.abc import Callable
from functools import wraps

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from parley.db import db, write
from parley.domain import usernames
from parley.domain.permissions import ADMINISTRATOR, MEMBER, OWNER
from parley.errors import ParleyError
from parley.models import User
from parley.services import accounts, administration, audit, directory, directory_sync, links
from parley.services.links import Made
from parley.services.sessions import HOST

LISTED_AT_ONCE = 500
A_ROLE = click.Choice((MEMBER, ADMINISTRATOR, OWNER))

people = AppGroup("people", help="Accounts, for whoever hosts the chat.")


def _command(function: Callable[..., None]) -> click.Command:
    """A command that tells a failure as a sentence."""

    @wraps(function)
    def run(*args: object, **kwargs: object) -> None:
        try:
            function(*args, **kwargs)
        except ParleyError as error:
            reasons = [found["message"] for found in error.errors]
            raise click.ClickException(" ".join(reasons) or error.detail) from None

    return people.command(function.__name__.removesuffix("_").replace("_", "-"))(run)


def _username(_context: click.Context, _parameter: click.Parameter, text: str) -> str:
    try:
        return usernames.clean(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


_a_username = click.argument("username", callback=_username)


@_command
def setup_link() -> None:
    """Make the link by which the first owner makes an account."""
    made = links.make_setup()
    if made is None:
        raise click.ClickException("This chat has an owner already.")
    click.echo("This chat has no owner yet. Whoever opens this address of it first, becomes it:")
    click.echo(f"  {links.address(made)}")
    click.echo(f"It works once, until {made.expires_at:%Y-%m-%d %H:%M} UTC.")


@_command
def list_() -> None:
    """List the accounts."""
    before = None
    while True:
        found = administration.find("", None, before, LISTED_AT_ONCE)
        for person in found["people"]:
            if not person["is_guest"]:
                state = "  suspended" if person["suspended_at"] else ""
                click.echo(f"{person['username']}  {person['role']}  {person['name']}{state}")
        if not found["more"]:
            return
        before = found["people"][-1]["id"]


@_a_username
@click.option("--role", type=A_ROLE, default=MEMBER, show_default=True)
@_command
def create(username: str, role: str) -> None:
    """Make an account and the link by which its person sets a password."""
    _show_sign_in_link(accounts.create(username, role), f"Made {username}, {role}.")


@click.argument("role", type=A_ROLE)
@_a_username
@_command
def set_role(username: str, role: str) -> None:
    """Give an account another role."""
    with write() as session:
        user = administration.by_username(session, username)
        administration.set_role(session, user, role, HOST, None)
    click.echo(f"{username} is {role} now.")


@_a_username
@_command
def reset_password(username: str) -> None:
    """Forget a password, end the sessions, make the link by which to set another."""
    made = _in_a_write(administration.reset_password, username)
    _show_sign_in_link(made, f"{username} has no password now and is signed out everywhere.")


@_a_username
@_command
def sign_in_link(username: str) -> None:
    """Make a link that signs somebody in once."""
    made = _in_a_write(
        lambda session, user: administration.sign_in_link(session, user, HOST, None), username
    )
    _show_sign_in_link(made, f"For {username}:")


@_a_username
@_command
def reset_factors(username: str) -> None:
    """Remove somebody's second factors, for who lost them all."""
    with write() as session:
        user = administration.by_username(session, username)
        administration.forget_factors(session, user, HOST, None)
    click.echo(f"{username} signs in by password alone now.")


@_a_username
@_command
def suspend(username: str) -> None:
    """Shut somebody out; hides and destroys nothing."""
    _suspend(username, is_suspended=True)
    click.echo(f"{username} is suspended and signed out everywhere.")


@_a_username
@_command
def unsuspend(username: str) -> None:
    """Let somebody in again."""
    _suspend(username, is_suspended=False)
    click.echo(f"{username} may sign in again.")


@click.option("--noted", default="", help="A hash that an earlier look has shown.")
@_command
def verify_audit(noted: str) -> None:
    """Look for edited, missing or added rows in the audit log.

    Whoever can write to the file could write the whole log anew. Note the hash elsewhere: it is in
    every later log that only grew.
    """
    verdict = audit.verify(db.session, noted)
    if verdict.broken is not None:
        raise click.ClickException(f"The audit log is broken at entry {verdict.broken}.")
    if not verdict.has_noted:
        raise click.ClickException("The hash that was noted is not in this audit log.")
    click.echo(f"The audit log is whole: {verdict.count} entries.")
    if verdict.newest:
        click.echo(f"The newest has the hash {verdict.newest}.")


@_command
def sync_directory() -> None:
    """Look who is in the directory: shut out who is gone, let in who is back."""
    if not directory.is_on():
        raise click.ClickException("This chat has no directory: LDAP_URL is empty.")
    synced = directory_sync.sync()
    click.echo(f"{synced.people} come from the directory: {synced.gone} gone, {synced.back} back.")


def _suspend(username: str, *, is_suspended: bool) -> None:
    with write() as session:
        user = administration.by_username(session, username)
        administration.suspend(session, user, HOST, None, is_suspended=is_suspended)


def _in_a_write(make: Callable[[Session, User], Made], username: str) -> Made:
    with write() as session:
        return make(session, administration.by_username(session, username))


def _show_sign_in_link(made: Made, sentence: str) -> None:
    click.echo(sentence)
    click.echo(f"  {links.address(made)}")
    click.echo(f"It works once, until {made.expires_at:%Y-%m-%d %H:%M} UTC.")
