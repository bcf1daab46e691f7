"""The audit log only grows: nothing that this program does can change or remove an entry."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_entries_no_{deed.lower()} BEFORE {deed} ON audit_entries"
            " BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END"
        )
