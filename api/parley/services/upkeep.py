"""What has to be right before the chat starts."""

from parley import migrations
from parley.db import db, write
from parley.services import feed, sessions


def prepare() -> None:
    """Bring the tables to this version, withdraw what an earlier life told nginx, and forget the
    browsers that did not come for longer than they keep a cookie.

    The write lock keeps anyone from publishing a cursor file in between.
    """
    migrations.upgrade(db.engine)
    with write() as session:
        feed.current().files.clear()
        sessions.forget_unused(session)
