"""The history of the tables.

Alembic is imported only when a migration runs: the server never needs it, and it is heavy.
"""

from pathlib import Path

from sqlalchemy import Engine

_HERE = Path(__file__).parent


class UnknownVersion(Exception):
    """The database was made by a newer Parley."""


def upgrade(engine: Engine) -> None:
    """Bring a database to this version of the tables, in one transaction.

    Raises:
        UnknownVersion: the database is of a later version than this program.
    """
    from alembic import command
    from alembic.util import CommandError

    with engine.connect().execution_options(begin="IMMEDIATE") as connection:
        try:
            command.upgrade(_config(connection), "head")
            connection.commit()
        except CommandError as error:
            said = "The database is from a newer version of Parley: start that one"
            raise UnknownVersion(f"{said} ({error}).") from None


def write_next(engine: Engine, sentence: str) -> None:
    """Write a new migration from what the models have and the database lacks."""
    from alembic import command

    with engine.connect() as connection:
        command.revision(_config(connection), sentence, autogenerate=True)


def _config(connection):
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.attributes["connection"] = connection
    return config
