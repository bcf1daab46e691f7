"""The command line: `flask --app parley …`, for whoever hosts the chat."""

import shutil
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from tempfile import NamedTemporaryFile

import click
import structlog
from flask import Flask
from flask.cli import with_appcontext

from parley import migrations
from parley.cli_people import people
from parley.db import db
from parley.errors import ParleyError
from parley.services import backups, links, upkeep

A_FILE = click.Path(path_type=Path, allow_dash=True, dir_okay=False)
STANDARD_STREAM = Path("-")

log = structlog.get_logger()


def init_app(app: Flask) -> None:
    """Add Parley's commands to Flask's."""
    for command in (prepare, backup, restore, migration, people):
        app.cli.add_command(command)


def _command(function: Callable[..., None]) -> click.Command:
    """A command that tells a failure as a sentence."""

    @wraps(function)
    def run(*args: object, **kwargs: object) -> None:
        try:
            function(*args, **kwargs)
        except (ParleyError, migrations.UnknownVersion) as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            raise click.ClickException(f"{error.filename}: {error.strerror}") from None

    return click.command()(with_appcontext(run))


@_command
def prepare() -> None:
    """Make the database ready for this version; runs before each start.

    While there is no owner, logs the link that makes one.
    """
    upkeep.prepare()
    if (made := links.make_setup()) is not None:
        event = "this chat has no owner: whoever opens setup_link first becomes it"
        log.warning(event, setup_link=links.address(made))


@click.argument("file", type=A_FILE)
@_command
def backup(file: Path) -> None:
    """Write a copy of everything to FILE ("-": standard output) while people go on talking."""
    if file == STANDARD_STREAM:
        with backups.saved() as copy, copy.open("rb") as source:
            shutil.copyfileobj(source, sys.stdout.buffer)
    else:
        backups.save(file)
        click.echo(f"Saved to {file}.")


@click.argument("file", type=A_FILE)
@_command
def restore(file: Path) -> None:
    """Replace everything by FILE ("-": standard input); open pages load afresh by themselves."""
    if file == STANDARD_STREAM:
        with NamedTemporaryFile() as received:
            shutil.copyfileobj(sys.stdin.buffer, received)
            received.flush()
            backups.restore(Path(received.name))
    else:
        backups.restore(file)
    click.echo("Restored.")


@click.argument("sentence")
@_command
def migration(sentence: str) -> None:
    """Write the migration that leads from the database to the models (for developers)."""
    migrations.write_next(db.engine, sentence)
