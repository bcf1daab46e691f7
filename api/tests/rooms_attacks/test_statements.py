"""What every address asks the database has nothing to do with how much there is: the statements are
counted in a chat of a few, and in one with thousands of people, rooms and messages.
"""

import json

import pytest

from parley.routes import TABLE
from tests import stage
from tests.rooms_attacks import counted_people, counted_rooms
from tests.rooms_attacks.scene import Scene
from tests.sso.hostile import Hostile

COUNTED = counted_people.COUNTED | counted_rooms.COUNTED


@pytest.fixture(scope="module")
def provider():
    """Who else signs people in."""
    provider = Hostile()
    yield provider
    provider.stop()


@pytest.fixture(scope="module")
def scenes(template, tmp_path_factory, provider):
    """A small chat and a large one."""
    more = {
        "PUBLIC_URL": "http://chat.test",
        "SMTP_HOST": "127.0.0.1",
        "MAIL_FROM": "chat@example.org",
        "OIDC_PROVIDERS": json.dumps([provider.setting()]),
    }
    folders = [tmp_path_factory.mktemp(size) for size in ("small", "large")]
    chats = [stage.copied(template, folder, **stage.UNLIMITED, **more) for folder in folders]
    scenes = [Scene(chat, is_large=chat is chats[1], provider=provider) for chat in chats]
    yield scenes
    for chat in chats:
        chat.close()


def cost(scene, ready):
    """For how many statements a call is answered: where nothing is known by heart, and otherwise."""
    costs = [count_once(scene, ready, how) for how in (scene.chat.price, scene.chat.statements)]
    scene.rest()
    return costs


def count_once(scene, ready, how):
    """The same once, and be sure that it is no refusal which is counted."""
    call, answers = ready(scene), []
    count = how(lambda: answers.append(call()))
    assert answers[0].status_code < 400, answers[0].text
    return count


@pytest.mark.parametrize("what", COUNTED)
def test_it_takes_as_many_statements_however_much_there_is(scenes, what):
    small, large = (cost(scene, COUNTED[what]) for scene in scenes)
    assert large == small


def test_every_address_is_counted():
    assert {(line[0], line[1]) for line in TABLE} == {tuple(what.split()[:2]) for what in COUNTED}
