"""kill -9 while ten people write: nothing acknowledged is lost, shown twice or out of order."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from tests.compose.deployment import Failed
from tests.compose.writers import Reader, Writer
from tests.stack.people import eventually

WRITERS = 10
MESSAGES_EACH = 40
RECOVERS_WITHIN_S = 60
FINISHES_WITHIN_S = 120


def kill_the_process(chat):
    """Every process of the API; the container's own init ends with them, and Docker restarts it."""
    restarts = _restarts(chat)
    with suppress(Failed):  # the shell may go with the container
        chat.shell("api", "kill -9 -1 || true")
    eventually(lambda: _restarts(chat) > restarts, RECOVERS_WITHIN_S)


def kill_the_container(chat):
    """The whole container at once. Docker takes that for the host's wish, so the host starts it."""
    chat.compose("kill", "--signal", "KILL", "api")
    assert chat.inspect(chat.container("api"), "{{.State.ExitCode}}") == "137"
    chat.compose("start", "api")


def kill_both_containers(chat):
    """As when the power goes: nginx, the feed's memory and the API at once."""
    chat.compose("kill", "--signal", "KILL", "nginx", "api")
    chat.compose("start", "nginx", "api")


@pytest.mark.parametrize("kill", [kill_the_process, kill_the_container, kill_both_containers])
def test_a_kill_among_ten_writers(chat, ada, new_guest, kill):
    reader = Reader(ada, ada.page()["cursor"])
    writers = [Writer(new_guest(), f"writer {number}", MESSAGES_EACH) for number in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS + 1) as threads:
        reading = threads.submit(reader.read)
        writing = [threads.submit(writer.write) for writer in writers]
        try:
            _kill_while_they_write(chat, kill, writers)
            for work in writing:
                work.result(FINISHES_WITHIN_S)
        finally:
            reader.is_enough.set()
        reading.result(FINISHES_WITHIN_S)

    assert any(message.attempts > 1 for each in writers for message in each.said)
    kept = [m for m in ada.everything() if m["content"].startswith("writer")][-_all(writers) :]
    _compare(kept, writers)
    _compare([m for m in reader.shown if m["kind"] == "text"], writers)


def _kill_while_they_write(chat, kill, writers):
    for share in (0.2, 0.5):
        _wait_until_written(writers, share)
        kill(chat)
        chat.wait_until_well()
    assert _written(writers) < _all(writers), "the kills came while they wrote"


def _compare(messages, writers):
    """Exactly what was said, each once, in one order for all and in each writer's own."""
    ids = [message["id"] for message in messages]
    revisions = [message["revision"] for message in messages]
    assert ids == sorted(set(ids))
    assert revisions == sorted(set(revisions))
    found = {message["client_id"]: (message["id"], message["content"]) for message in messages}
    said = {m.client_id: (m.id, m.content) for writer in writers for m in writer.said}
    assert found == said
    for writer in writers:
        own = [message.id for message in writer.said]
        assert own == sorted(own)


def _all(writers) -> int:
    return sum(len(writer.said) for writer in writers)


def _written(writers) -> int:
    return sum(writer.acknowledged for writer in writers)


def _wait_until_written(writers, share):
    eventually(lambda: _written(writers) >= share * _all(writers), RECOVERS_WITHIN_S)


def _restarts(chat) -> int:
    return int(chat.inspect(chat.container("api"), "{{.RestartCount}}"))
