"""`make backup` and `make restore`, while people go on talking."""

import pytest

from tests.compose.deployment import Failed


def test_a_restore_brings_back_what_was_saved_and_tells_open_pages(chat, ada, tmp_path):
    file = tmp_path / "saved.db"
    assert ada.post("kept").status_code == 201
    assert f"Saved to {file}" in chat.run("make", "backup", f"FILE={file}")
    assert file.stat().st_mode & 0o777 == 0o600
    assert ada.post("said too late").status_code == 201
    cursor = ada.idle_cursor()

    assert "Restored" in chat.run("make", "restore", f"FILE={file}")

    told = ada.poll(cursor).json()
    assert (told["reset"], told["messages"]) == (True, [])
    assert ada.page()["messages"][-1]["content"] == "kept"
    assert ada.poll(told["cursor"]).json()["reset"] is False
    assert ada.post("and on it goes").status_code == 201
    assert [m["content"] for m in ada.poll(told["cursor"]).json()["messages"]] == ["and on it goes"]


def test_a_file_that_is_no_backup_changes_nothing(chat, ada, tmp_path):
    file = tmp_path / "other.db"
    file.write_bytes(b"something else entirely")
    ada.post("still here")
    cursor = ada.idle_cursor()
    with pytest.raises(Failed, match="not a backup"):
        chat.run("make", "restore", f"FILE={file}")
    assert ada.poll(cursor).json()["reset"] is False
    assert ada.page()["messages"][-1]["content"] == "still here"


def test_a_backup_may_be_larger_than_the_container_s_tmp(chat, tmp_path):
    file = tmp_path / "large.db"
    with file.open("wb") as sparse:
        sparse.truncate(300_000_000)
    assert int(chat.shell("api", "df -B1 --output=size /tmp | tail -n 1")) < file.stat().st_size
    with pytest.raises(Failed, match="not a backup"):  # judged, so it was received whole
        chat.run("make", "restore", f"FILE={file}")
    assert "tmp" not in chat.shell("api", "ls /data")


def test_restore_asks_which_file(chat):
    with pytest.raises(Failed, match="make restore FILE="):
        chat.run("make", "restore")
