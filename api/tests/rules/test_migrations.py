"""Migrations: they lead to the models, from nothing, in one transaction, once."""

import re

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from itsdangerous import URLSafeSerializer

from parley import migrations
from parley.db import Model, db
from parley.domain import names
from tests.cast import COOKIE_NAME
from tests.claims import a_guest, problem
from tests.stage import Chat

SECRET = "a secret of the first version, long enough"


def differences(chat):
    with chat.app.app_context(), db.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        return compare_metadata(context, Model.metadata)


def test_the_tables_are_those_of_the_models(chat):
    assert differences(chat) == []


def test_a_difference_would_be_found(chat):
    chat.sql("ALTER TABLE messages ADD COLUMN extra TEXT")
    chat.sql("DROP INDEX ix_messages_room_id_id_author_id_kind_deleted_at")
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


def test_an_index_leads_from_people_to_all_that_refers_to_them(chat):
    """Who goes would cost a look through whole tables otherwise, at what there is of messages."""
    for table in Model.metadata.sorted_tables:
        led = {table.primary_key.columns[0], *(each.columns[0] for each in table.indexes)}
        for key in table.foreign_keys:
            assert key.column.table.name != "users" or key.parent in led, key.parent


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


@pytest.fixture
def first_version(tmp_path):
    """A chat as the first version left it: two guests, of whom one said something."""
    chat = Chat(tmp_path, SECRET_KEY=SECRET)
    chat.data_dir.mkdir()
    with chat.app.app_context(), db.engine.connect() as connection:
        command.upgrade(migrations._config(connection), "0001")
        connection.commit()
    for id, name, key in ((1, "Alice", "a" * 32), (2, "Bob", "b" * 32)):
        chat.sql(
            "INSERT INTO users (id, name, name_key, look_key, session_key, created_at)"
            " VALUES (?, ?, ?, ?, ?, '2026-01-02 03:04:05')",
            *(id, name, *names.keys(name), key),
        )
    chat.sql(
        "INSERT INTO messages (room_id, author_id, revision, kind, content, created_at)"
        " VALUES (1, 1, 1, 'text', 'hello', '2026-01-02 03:04:06')"
    )
    chat.sql("UPDATE feed_state SET revision = 1")
    yield chat
    chat.close()


def with_the_cookie_of_then(chat, id, key):
    client = chat.stranger()
    client.cookie = URLSafeSerializer(SECRET, salt=COOKIE_NAME).dumps([id, key])
    return client


def test_the_guests_of_the_first_version_stay_signed_in(first_version):
    first_version.prepare()
    alice = with_the_cookie_of_then(first_version, 1, "a" * 32)
    assert alice.who_am_i().json == a_guest(1, "Alice")
    assert with_the_cookie_of_then(first_version, 2, "b" * 32).who_am_i().json["name"] == "Bob"
    problem(with_the_cookie_of_then(first_version, 1, "b" * 32).who_am_i(), 401, "not-signed-in")
    (session,) = alice.get("/api/sessions").json["sessions"]
    assert session["is_current"] and session["device"] == "Unknown device"


def test_the_first_versions_messages_stay_and_talk_goes_on(first_version):
    before = first_version.newest()
    first_version.prepare()
    assert first_version.newest() == before
    alice = with_the_cookie_of_then(first_version, 1, "a" * 32)
    assert [m["content"] for m in alice.load()] == ["hello"]
    bob = with_the_cookie_of_then(first_version, 2, "b" * 32)
    bob.says("hi")
    assert [m["content"] for m in alice.follow()] == ["hi"]


def test_a_guest_of_the_first_version_may_claim_an_account(first_version):
    first_version.prepare()
    alice = with_the_cookie_of_then(first_version, 1, "a" * 32)
    answer = alice.sign_up("alice")
    assert (answer.status_code, answer.json["id"]) == (201, 1)


def test_an_upgraded_database_has_the_tables_of_a_new_one(first_version):
    assert first_version.sql("SELECT session_key FROM users")  # the premise
    first_version.prepare()
    assert differences(first_version) == []
    kept = first_version.sql("SELECT sql FROM sqlite_master WHERE sql LIKE '%session_key%'")
    assert kept == []


def test_a_backup_of_the_first_version_can_be_restored(first_version, chat, tmp_path):
    olga = chat.account("Olga", "owner")
    first_version.sql("PRAGMA wal_checkpoint(TRUNCATE)")  # all in one file, as a backup is
    done = chat.run_command("restore", str(first_version.database))
    assert done.exit_code == 0, done.output
    (chat.data_dir / "secret_key").write_text(SECRET)
    problem(olga.who_am_i(), 401, "not-signed-in")
    assert chat.sql("SELECT name, role FROM users") == [("Alice", "guest"), ("Bob", "guest")]


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
