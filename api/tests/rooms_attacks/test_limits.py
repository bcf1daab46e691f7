"""What one may not see uses up as much of what one may do as what does not exist."""

from types import SimpleNamespace

import pytest

from parley.db import db
from parley.domain.moving_window import MovingWindows
from parley.services import pace
from tests import stage
from tests.rooms_attacks.tries import MESSAGE, PERSON, ROOM, TRIES

POSTS = 3
CALLERS = ("Charlie", "Gus", "Dora")


@pytest.fixture(scope="module", autouse=True)
def without_waiting():
    """Here the limits are as they are, and the time stands still."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pace, "time", SimpleNamespace(monotonic=lambda: 1_000.0))
        yield


@pytest.fixture(scope="module")
def chat(prepared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("strict")
    chat = stage.copied(prepared[0], folder, POSTS_MAX=str(POSTS), SIGN_INS_PER_MINUTE="1000000")
    yield chat
    chat.close()


def begin_anew(chat):
    """Let nobody have done anything lately."""
    with chat.app.app_context():
        db.companion(pace._Pace).windows = MovingWindows()


def spent(chat, world, caller, call, id):
    """How an id is answered again and again, until it is too fast and beyond."""
    begin_anew(chat)
    request = call.request(id, caller.home, world.people["Bob"])
    answers = [caller.client.send(**request) for _ in range(POSTS + 2)]
    return [(answer.status_code, answer.headers.get("Retry-After")) for answer in answers]


@pytest.mark.parametrize("name", CALLERS)
@pytest.mark.parametrize(
    "call",
    [call for call in TRIES if call.kind in (ROOM, MESSAGE, PERSON)],
    ids=lambda call: " ".join(call.place),
)
def test_it_is_too_fast_as_soon_as_for_what_does_not_exist(chat, world, call, name):
    caller = world.caller(chat, name)
    nothing = spent(chat, world, caller, call, world.absent[call.kind])
    for what in call.hidden or ("private", "conversation", "deleted"):
        assert spent(chat, world, caller, call, world.hidden[call.kind][what]) == nothing, what


def test_there_are_limits_at_all(chat, world):
    begin_anew(chat)
    charlie, home = world.caller(chat, "Charlie")
    statuses = [charlie.post_message("x", home).status_code for _ in range(POSTS + 1)]
    assert statuses == [201] * POSTS + [429]
