"""Indexes that lead from people to all that refers to them, so that who goes costs no search."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_REFERENCES = (
    ("messages", "author_id"),
    ("mentions", "author_id"),
    ("links", "user_id"),
    ("links", "made_by"),
    ("room_mutes", "user_id"),
    ("reports", "resolved_by"),
    ("address_bans", "made_by"),
)


def upgrade() -> None:
    for table, column in _REFERENCES:
        op.create_index(f"ix_{table}_{column}", table, [column])
