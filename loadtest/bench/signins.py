"""The lines about people who sign in, and whether others notice."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from uuid import uuid4

from . import promises
from .measure import Line, Result, Side, alternate, p95, ratio
from .stage import Stage
from .wire import Connection, request

SIGN_INS_PER_SECOND = 20
ACCOUNTS = 70  # so many that nobody signs in as often as is refused
AT_ONCE = 4
PASSWORD = "correct horse battery staple"
ASKS = 400  # in each round
ASK_SECONDS = 0.004
CONTENT = "The build is green again."
Step = Callable[[], None]


def empty_polls(stage: Stage, step: Step) -> Result:
    """Polls that nginx answers from the file."""
    people = _SigningIn(stage)
    cursor = stage.quiet_cursor()  # after the last of them has joined, which is news
    return _noticed(promises.SIGN_INS_EMPTY, stage, people, cursor, step)


def polls_with_news(stage: Stage, step: Step) -> Result:
    """Polls that find one message, which the API answers."""
    people = _SigningIn(stage)
    cursor = stage.quiet_cursor()
    stage.ask(stage.guest.post(CONTENT))
    return _noticed(promises.SIGN_INS_NEWS, stage, people, cursor, step)


def _noticed(line: Line, stage: Stage, people: "_SigningIn", cursor: str, step: Step) -> Result:
    poll = stage.guest.get(f"/api/messages?after={cursor}")
    connection = Connection(stage.address)

    def busy() -> float:
        with people.busy():
            return p95(_paced(connection, poll))

    ours, limit = alternate(busy, lambda: p95(_paced(connection, poll)), step)
    note = f"{people.done:,} signed in meanwhile."
    return ratio(line, Side(ours, "ms", 2), Side(limit, "ms, nobody signing in", 2), note)


def _paced(connection: Connection, poll: bytes) -> list[float]:
    """How long polls take that come at a steady pace, in milliseconds."""
    taken, start = [], time.perf_counter()
    for number in range(ASKS):
        time.sleep(max(0.0, start + number * ASK_SECONDS - time.perf_counter()))
        asked = time.perf_counter()
        connection.ask(poll)
        taken.append((time.perf_counter() - asked) * 1000)
    return taken


class _SigningIn:
    """People with accounts, who sign in at a steady pace."""

    def __init__(self, stage: Stage):
        self.done = 0
        self._next = count()
        self._lines = [Connection(stage.address) for _ in range(AT_ONCE)]
        made = Connection(stage.address)
        self._requests = []
        for number in range(ACCOUNTS):
            account = {"username": f"{uuid4().hex[:12]}-{number}", "password": PASSWORD}
            body = json.dumps(account).encode()
            made.ask(request("POST", "/api/account", {}, body))
            self._requests.append(request("POST", "/api/session", {}, body))
        made.close()

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Let them sign in for as long as the block lasts."""
        over = threading.Event()
        threads = [threading.Thread(target=self._run, args=(i, over)) for i in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            over.set()
            for thread in threads:
                thread.join()

    def _run(self, place: int, over: threading.Event) -> None:
        start, pause = time.perf_counter(), AT_ONCE / SIGN_INS_PER_SECOND
        for turn in count():
            due = start + (turn + place / AT_ONCE) * pause
            if over.wait(max(0.0, due - time.perf_counter())):
                return
            self._lines[place].ask(self._requests[next(self._next) % ACCOUNTS])
            self.done += 1
