"""The host puts a backup in place under open pages."""

import os
import subprocess

from playwright.sync_api import expect

from tests.stack.conftest import REPO


def flask(stack, *arguments) -> None:
    """Run a command of the API's beside a running chat, as its host would."""
    venv = REPO / ".build" / "api" / "bin"
    subprocess.run(
        [venv / "flask", "--app", "parley", *arguments],
        check=True,
        cwd=REPO / "api",
        env=os.environ | {"DATA_DIR": str(stack.data_dir), "FEED_DIR": str(stack.feed_dir)},
        capture_output=True,
        timeout=60,
    )


def test_a_restored_backup_shows_on_open_pages_by_itself(arrive, frail, tmp_path):
    alice, bob = arrive("Alice", stack=frail), arrive("Bob", stack=frail)
    expect(bob.message(_said(alice, "in the backup"))).to_be_visible()
    flask(frail, "backup", tmp_path / "parley.db")
    late = arrive("Late", stack=frail)
    expect(bob.message(_said(late, "after the backup"))).to_be_visible()
    alice.composer.fill("a draft through the restore")
    flask(frail, "restore", tmp_path / "parley.db")
    for person in (alice, bob, late):
        expect(person.message("after the backup")).to_have_count(0)
        expect(person.message("in the backup")).to_have_count(1)
        expect(person.banner).to_be_hidden()
    expect(alice.composer).to_have_value("a draft through the restore")
    alice.composer.press("Enter")
    expect(bob.message("a draft through the restore")).to_be_visible()
    # Whom the backup does not know becomes somebody else, and is told.
    expect(late.page.locator("[data-identity-words]")).to_contain_text("You are now")
    expect(late.own_name).not_to_have_text(late.name)
    expect(bob.message(_said(late, "here again"))).to_be_visible()
    expect(alice.own_name).to_have_text(alice.name)


def _said(person, text: str) -> str:
    expect(person.say(text)).to_have_attribute("data-delivery", "sent")
    return text
