"""Messages and sessions outlive the containers."""

from uuid import uuid4

import pytest


def restart(chat):
    """As after a change of the host's mind."""
    chat.compose("restart")


def restart_only_the_api(chat):
    """nginx goes on and finds the API again by its socket."""
    chat.compose("restart", "api")


def down_and_up(chat):
    """New containers, as after an upgrade."""
    chat.compose("down")
    chat.up()


@pytest.mark.parametrize("change", [restart, restart_only_the_api, down_and_up])
def test_what_was_said_and_who_said_it_stay(chat, ada, change):
    me = ada.get("/api/session").json()
    content = f"before {uuid4()}"
    assert ada.post(content).status_code == 201
    cursor = ada.idle_cursor()
    change(chat)
    chat.wait_until_well()
    assert ada.get("/api/session").json() == me, "the secret was kept"
    assert ada.page()["messages"][-1]["content"] == content
    assert ada.poll(cursor).json()["reset"] is False
    assert ada.post("after").status_code == 201
    assert [m["content"] for m in ada.poll(cursor).json()["messages"]] == ["after"]
