"""The lines about people who sign in, and whether others notice."""

import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing.synchronize import Barrier, Event
from uuid import uuid4

from . import promises
from .cores import everywhere
from .measure import Line, Result, Side, alternate, p95, paired
from .stage import Stage
from .wire import Connection, request

PER_SECOND = 20
ACCOUNTS = 70  # so many that nobody signs in as often as is refused
AT_ONCE = 4
PASSWORD = "correct horse battery staple"
ROUNDS = 28  # many short ones: both of a pair meet the same machine, and an odd one moves little
ASKS = 200  # in each
ASK_SECONDS = 0.004
START_SECONDS = 30
CONTENT = "The build is green again."
LINES = (promises.SIGN_INS_EMPTY, promises.SIGN_INS_NEWS)
FORK = multiprocessing.get_context("fork")
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

    def quiet() -> float:
        return p95(_paced(connection, poll))

    with everywhere(stage.pids):
        ours, limit = alternate(busy, quiet, step, ROUNDS)
    beside = Side(limit, "ms, nobody signing in", 2)
    note = f"{people.done:,} signed in meanwhile. It is the median of the rounds' own ratios."
    return paired(line, Side(ours, "ms", 2), beside, note)


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
    """People with accounts, who sign in at a steady pace.

    Each line of them is a process that has the core when nobody else wants it: whoever measures
    must not wait for who signs in.
    """

    def __init__(self, stage: Stage):
        self._address, self._turn = stage.address, FORK.Value("i", 0)
        made = Connection(stage.address)
        self._requests = []
        for number in range(ACCOUNTS):
            account = {"username": f"{uuid4().hex[:12]}-{number}", "password": PASSWORD}
            body = json.dumps(account).encode()
            made.ask(request("POST", "/api/account", {}, body))
            self._requests.append(request("POST", "/api/session", {}, body))
        made.close()

    @property
    def done(self) -> int:
        """How many have signed in."""
        return self._turn.value

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Let them sign in for as long as the block lasts, which begins once they are all there.

        Raises:
            RuntimeError: one of them did not get in.
        """
        over, there = FORK.Event(), FORK.Barrier(AT_ONCE + 1)
        lines = [
            FORK.Process(target=self._run, args=(place, over, there)) for place in range(AT_ONCE)
        ]
        for line in lines:
            line.start()
        try:
            there.wait(START_SECONDS)  # starting takes the core from whoever measures
            yield
        finally:
            over.set()
            for line in lines:
                line.join()
        if any(line.exitcode for line in lines):
            raise RuntimeError("somebody did not get in")

    def _run(self, place: int, over: Event, there: Barrier) -> None:
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        line, pause = Connection(self._address), AT_ONCE / PER_SECOND
        there.wait(START_SECONDS)
        start = time.perf_counter()
        for number in count():
            due = start + (number + place / AT_ONCE) * pause
            if over.wait(max(0.0, due - time.perf_counter())):
                return line.close()
            with self._turn.get_lock():
                self._turn.value += 1
                turn = self._turn.value
            line.ask(self._requests[turn % ACCOUNTS])
