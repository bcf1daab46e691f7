"""What has to be right before the chat starts."""

from parley import migrations
from parley.db import db, write
from parley.services import feed, purging, tidying


def prepare() -> None:
    """Bring the tables to this version, withdraw what an earlier life told nginx, and tidy up.

    The write lock keeps anyone from publishing a cursor file in between. What is left of deleted
    rooms keeps nobody waiting for the chat: the daily tidying takes the rest away.
    """
    migrations.upgrade(db.engine)
    with write():
        feed.current().files.clear()
    tidying.tidy(purging.PATIENCE_S)
