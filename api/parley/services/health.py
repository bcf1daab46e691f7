"""Whether the chat can do its work."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from parley.db import db
from parley.errors import Busy


def check() -> None:
    """Ask the database for a sign of life.

    Raises:
        Busy: it gave none.
    """
    try:
        db.session.execute(text("SELECT epoch FROM feed_state")).one()
    except SQLAlchemyError:
        raise Busy("The database does not answer.") from None
