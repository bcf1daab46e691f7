"""What Alembic runs: the migrations, on the connection that it was given."""

from alembic import context

from parley import models  # noqa: F401 - the tables must be known
from parley.db import Model
from parley.models.types import UtcDateTime


def _plain(kind: str, item: object, _context: object) -> str | bool:
    """Our own column types as what the database has; a migration must not import the models."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Model.metadata,
    render_item=_plain,
    render_as_batch=True,  # SQLite alters a table by copying it
    transactional_ddl=True,  # our BEGIN covers SQLite's table changes too
)
with context.begin_transaction():
    context.run_migrations()
