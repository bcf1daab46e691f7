"""The lines about polls that find nothing: how many a second, and what idle people cost."""

from collections.abc import Callable

from . import promises
from .cores import processor_seconds
from .loads import POLL_SECONDS, Pollers, wrk
from .measure import Line, Result, Side, alternate, ratio
from .stage import Stage

INTERVALS = 6  # of 500 ms, in each round
Step = Callable[[], None]


def against_static(stage: Stage, step: Step) -> Result:
    """Empty polls and a plain file, each as fast as one core of nginx gives them."""
    path, content = _empty_poll(stage)
    static = stage.static_url(content)
    ours, limit = alternate(
        lambda: wrk(stage.stack.url + path, stage.guest.cookie),
        lambda: wrk(static, stage.guest.cookie),
        step,
    )
    return ratio(promises.STATIC, Side(ours, "polls/s"), Side(limit, "files/s"))


def against_api(stage: Stage, step: Step) -> Result:
    """The same empty answer from the file and from the API."""
    path, _ = _empty_poll(stage)
    url = stage.stack.url + path
    ours, limit = alternate(
        lambda: wrk(url, stage.guest.cookie),
        lambda: wrk(url + "&limit=200", stage.guest.cookie),
        step,
    )
    note = "What stands beside it is no limit: it is what each poll would cost without the file."
    beside = Side(limit, "polls/s from the API")
    return ratio(promises.WITHOUT_FILE, Side(ours, "polls/s"), beside, note)


def idle(line: Line, people: int) -> Callable[[Stage, Step], Result]:
    """The processor time that so many people cost who have nothing to read."""

    def measure(stage: Stage, step: Step) -> Result:
        path, content = _empty_poll(stage)
        stage.static_url(content)
        pollers = Pollers(stage.address, people)
        watchers = Pollers(stage.static_address, people)
        ours, limit = alternate(
            lambda: _share(stage, pollers, stage.guest.get(path)),
            lambda: _share(stage, watchers, stage.guest.get("/file")),
            step,
        )
        pollers.close()
        watchers.close()
        return ratio(line, Side(ours, "of a core", 4), Side(limit, "of a core", 4))

    return measure


def _share(stage: Stage, pollers: Pollers, request: bytes) -> float:
    """Which part of one core the chat's processes use while these people poll."""
    pollers.run(request, 1)
    before = processor_seconds(stage.pids)
    pollers.run(request, INTERVALS)
    return (processor_seconds(stage.pids) - before) / (INTERVALS * POLL_SECONDS)


def _empty_poll(stage: Stage) -> tuple[str, bytes]:
    """The path of an empty poll, and its answer."""
    cursor = stage.quiet_cursor()
    content = (stage.stack.feed_dir / cursor).read_bytes()
    return f"/api/messages?after={cursor}", content
