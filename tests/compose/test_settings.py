"""Settings reach the service that reads them, and a bad one stops it with a sentence."""

import json
import re
from pathlib import Path

import pytest

from tests.compose.deployment import REPO, Failed
from tests.stack.people import eventually

OF_THE_CONTAINER = {"DATA_DIR", "FEED_DIR"}  # where they are is the image's business


@pytest.fixture
def mended(chat):
    """The chat for a test that sets it up badly, and well again afterwards."""
    yield chat
    chat.up()


def test_every_setting_can_be_set(chat):
    names = set(re.findall(r"^#([A-Z_]+)=", Path(REPO / ".env.example").read_text(), re.MULTILINE))
    values = {name: str(50_000 + number) for number, name in enumerate(sorted(names))}
    values["BIND"] = "127.0.0.2"
    config = json.loads(chat.compose("config", "--format", "json", **values))
    passed = {}
    for service in config["services"].values():
        passed |= service["environment"]
    port = config["services"]["nginx"]["ports"][0]
    passed |= {"BIND": port["host_ip"], "PORT": port["published"]}
    for name in names - OF_THE_CONTAINER:
        assert passed[name] == values[name], name
    assert not passed.keys() & OF_THE_CONTAINER


def test_what_is_not_set_is_not_passed_on(chat):
    environment = chat.shell("api", "env")
    assert "POSTS_MAX=1000000" in environment
    assert "LOG_LEVEL" not in environment
    assert "GUESTS_PER_MINUTE" not in environment


def test_a_bad_value_stops_the_api_and_says_what_would_be_right(mended):
    with pytest.raises(Failed, match="unhealthy|exited"):
        mended.up(POSTS_MAX="many")
    words = "\n".join(mended.logs("api", "--tail", "5"))
    assert "POSTS_MAX cannot be 'many': it must be a whole number" in words
    assert "Traceback" not in words


def test_a_bad_value_stops_nginx_and_says_what_would_be_right(mended):
    mended.compose("up", "--detach", GUESTS_PER_MINUTE="lots")
    eventually(lambda: "GUESTS_PER_MINUTE" in "\n".join(mended.logs("nginx", "--tail", "5")))
    words = "\n".join(mended.logs("nginx", "--tail", "5"))
    assert "'lots'" in words and "whole number" in words
