"""Rooms of several kinds, who is in them, what they have read, mentions and reports."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LOBBY = 1


def upgrade() -> None:
    _rooms()
    _members()
    _messages()
    op.add_column("joining", sa.Column("members_visible_to_guests", sa.Boolean(), nullable=True))
    for name in ("quiet_from", "quiet_to"):
        op.add_column("users", sa.Column(name, sa.String(), nullable=True))
    with op.batch_alter_table("links", table_kwargs={"sqlite_autoincrement": True}) as links:
        links.add_column(sa.Column("room_id", sa.Integer(), nullable=True))
        links.create_foreign_key("fk_links_room_id_rooms", "rooms", ["room_id"], ["id"])


def _rooms() -> None:
    for name in ("name_key", "look_key", "direct_key"):
        op.add_column("rooms", sa.Column(name, sa.String(), nullable=True))
        op.create_index(f"ix_rooms_{name}", "rooms", [name], unique=True)
    for name, default in (("topic", ""), ("description", ""), ("icon", ""), ("posting", "member")):
        op.add_column("rooms", _column(name, sa.String(), default))
    for name in ("is_default", "is_open_to_guests"):
        op.add_column("rooms", _column(name, sa.Boolean(), "0"))
    op.add_column("rooms", _column("member_count", sa.Integer(), "0"))
    for name in ("archived_at", "deleted_at"):
        op.add_column("rooms", sa.Column(name, sa.DateTime(), nullable=True))
    op.execute(
        "UPDATE rooms SET name_key = 'lobby', look_key = 'lobby',"
        " is_default = 1, is_open_to_guests = 1,"
        f" member_count = (SELECT count(*) FROM users WHERE left_at IS NULL) WHERE id = {LOBBY}"
    )


def _column(name: str, kind: sa.types.TypeEngine, default: str) -> sa.Column:
    return sa.Column(name, kind, server_default=sa.text(f"'{default}'"), nullable=False)


def _members() -> None:
    memberships = op.create_table(
        "memberships",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("is_favourite", sa.Boolean(), nullable=False),
        sa.Column("read_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.DateTime(), nullable=False),
        *_person_and_room("memberships"),
        sa.PrimaryKeyConstraint("user_id", "room_id", name="pk_memberships"),
    )
    op.create_index("ix_memberships_room_id_user_id", "memberships", ["room_id", "user_id"])
    now = datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat(" ") + ".000000"
    op.execute(
        f"INSERT INTO memberships ({', '.join(memberships.c.keys())})"
        f" SELECT id, {LOBBY}, 'member', 'all', 0,"
        f" coalesce((SELECT max(id) FROM messages WHERE room_id = {LOBBY}), 0), '{now}'"
        " FROM users WHERE left_at IS NULL"
    )
    op.create_table(
        "departures",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        *_person_and_room("departures"),
        sa.PrimaryKeyConstraint("user_id", "room_id", name="pk_departures"),
    )
    op.create_table(
        "room_mutes",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        *_person_and_room("room_mutes"),
        sa.PrimaryKeyConstraint("room_id", "user_id", name="pk_room_mutes"),
    )


def _person_and_room(table: str) -> list[sa.ForeignKeyConstraint]:
    return [_reference(table, "user_id", "users"), _reference(table, "room_id", "rooms")]


def _reference(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _messages() -> None:
    op.add_column("messages", sa.Column("mentioned", sa.String(), nullable=True))
    op.drop_index("ix_messages_room_id_id", "messages")
    columns = ["room_id", "id", "author_id", "kind", "deleted_at"]
    op.create_index(f"ix_messages_{'_'.join(columns)}", "messages", columns)
    op.create_table(
        "mentions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        _reference("mentions", "message_id", "messages"),
        _reference("mentions", "author_id", "users"),
        *_person_and_room("mentions"),
        sa.PrimaryKeyConstraint("id", name="pk_mentions"),
        sqlite_autoincrement=True,
    )
    counted = ["room_id", "user_id", "message_id", "author_id"]
    for columns in (counted, ["message_id"], ["user_id"]):
        op.create_index(f"ix_mentions_{'_'.join(columns)}", "mentions", columns)
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("mentioned", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("resolved_at", sa.DateTime(), nullable=True),
        sa.Column("resolved_by", sa.Integer(), nullable=True),
        _reference("reports", "room_id", "rooms"),
        *(_reference("reports", f"{who}", "users") for who in _PEOPLE_OF_REPORTS),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.UniqueConstraint("message_id", "reporter_id", name="uq_reports_message_id_reporter_id"),
        sqlite_autoincrement=True,
    )
    for column in ("author_id", "reporter_id", "resolved_at"):
        op.create_index(f"ix_reports_{column}", "reports", [column])


_PEOPLE_OF_REPORTS = ("author_id", "reporter_id", "resolved_by")
