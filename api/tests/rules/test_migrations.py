"""Migrations: they lead to the models, from nothing, in one transaction, once."""

import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from parley import migrations
from parley.db import Model, db
from tests.stage import Chat


def differences(chat):
    with chat.app.app_context(), db.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        return compare_metadata(context, Model.metadata)


def test_the_tables_are_those_of_the_models(chat):
    assert differences(chat) == []


def test_a_difference_would_be_found(chat):
    chat.sql("ALTER TABLE messages ADD COLUMN extra TEXT")
    chat.sql("DROP INDEX ix_messages_room_id_id")
    assert {difference[0] for difference in differences(chat)} == {"remove_column", "add_index"}


def test_constraints_are_those_of_the_models_too(chat):
    """Alembic does not compare checks and AUTOINCREMENT: the text of the tables does."""
    from sqlalchemy.schema import CreateTable

    with chat.app.app_context():
        for table in Model.metadata.sorted_tables:
            (made,) = chat.sql("SELECT sql FROM sqlite_master WHERE name = ?", table.name)
            wanted = str(CreateTable(table).compile(db.engine))
            assert _parts(made[0]) == _parts(wanted), table.name


def _parts(statement):
    """The columns and constraints of a CREATE TABLE, in no order."""
    body = re.sub(r"\s+", " ", statement).partition("(")[2].rpartition(")")[0]
    return sorted(part.strip() for part in re.split(r",(?![^(]*\))", body))


def test_the_first_start_makes_the_lobby_and_an_epoch(chat):
    assert chat.sql("SELECT id, name, kind FROM rooms") == [(1, "Lobby", "public")]
    ((epoch, revision),) = chat.sql("SELECT epoch, revision FROM feed_state")
    assert re.fullmatch(r"[0-9a-f]{16}", epoch) and revision == 0


def test_every_chat_has_an_epoch_of_its_own(tmp_path):
    epochs = set()
    for name in ("one", "two"):
        chat = Chat(tmp_path / name)
        chat.prepare()
        epochs.add(chat.newest())
        chat.close()
    assert len(epochs) == 2


def test_preparing_again_changes_nothing(chat, alice):
    alice.says("hello")
    before = chat.newest()
    chat.prepare()
    assert chat.newest() == before
    assert [m["content"] for m in alice.load()] == ["hello"]


def test_a_migration_that_fails_leaves_nothing(tmp_path, monkeypatch):
    chat = Chat(tmp_path)

    def fail(*_args):
        raise RuntimeError("half way")

    from alembic.operations import Operations

    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr(Operations, "bulk_insert", fail)
        chat.prepare()
    assert chat.sql("SELECT name FROM sqlite_master") == []
    chat.prepare()
    assert chat.guest("Alice").says("hello")
    chat.close()


def test_a_database_of_a_newer_version_stops_the_start_with_a_sentence(chat):
    chat.sql("UPDATE alembic_version SET version_num = '9999'")
    done = chat.app.test_cli_runner().invoke(args=["prepare"])
    assert done.exit_code != 0
    assert done.output.startswith("Error: ") and "newer" in done.output
    assert chat.sql("SELECT version_num FROM alembic_version") == [("9999",)]


def test_the_migrations_are_one_line_without_branches():
    script = ScriptDirectory(str(migrations._HERE))
    assert len(script.get_heads()) == len(script.get_bases()) == 1
    assert all(len(step.nextrev) <= 1 for step in script.walk_revisions())
