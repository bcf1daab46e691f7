"""Accounts, sessions, links, who may join, and the audit log."""

from datetime import UTC, datetime
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "feed_state", sa.Column("rights", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("users", sa.Column("role", sa.String(), nullable=False, server_default="guest"))
    op.add_column("users", sa.Column("username", sa.String(), nullable=True))
    op.add_column("users", sa.Column("password_hash", sa.String(), nullable=True))
    op.add_column("users", sa.Column("suspended_at", sa.DateTime(), nullable=True))
    op.add_column("users", sa.Column("left_at", sa.DateTime(), nullable=True))
    op.create_index("ix_users_username", "users", ["username"], unique=True)
    _sessions()
    _links()
    joining = op.create_table(
        "joining",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_up", sa.String(), nullable=True),
        sa.Column("guests", sa.Boolean(), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_joining_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining")),
    )
    op.bulk_insert(joining, [{"id": 1}])
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("details", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
        sqlite_autoincrement=True,
    )


def _sessions() -> None:
    """A session for each guest there is, by which the cookie that they hold stays good."""
    sessions = op.create_table(
        "sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("by_link", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("scope", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sessions_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    now = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
    guests = op.get_bind().execute(sa.text("SELECT id, session_key FROM users ORDER BY id"))
    rows = [
        {
            "id": guest.id,
            "user_id": guest.id,
            "key_hash": sha256(guest.session_key.encode()).hexdigest(),
            "device": "",
            "address": "",
            "by_link": False,
            "created_at": now,
            "last_seen_at": now,
        }
        for guest in guests
    ]
    op.bulk_insert(sessions, rows)
    op.drop_column("users", "session_key")


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("uses_left", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_links_made_by_users")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_links_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_links_token_hash")),
        sqlite_autoincrement=True,
    )
