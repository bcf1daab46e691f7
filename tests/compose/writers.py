"""Ten people who go on writing whatever happens to the chat, and one who goes on reading."""

import threading
import time
from dataclasses import dataclass, field
from uuid import uuid4

import requests

from tests.stack.people import Person

PAUSE_S = 0.03
ATTEMPT_S = 5
PATIENCE_S = 120


@dataclass
class Said:
    """A message as its writer knows it: acknowledged once `id` is there."""

    client_id: str
    content: str
    id: int | None = None
    attempts: int = 0


class Worker(threading.Thread):
    """A thread whose failure is raised where it is waited for."""

    def __init__(self):
        super().__init__(daemon=True)
        self.error: Exception | None = None

    def run(self):
        """Work, and keep what went wrong."""
        try:
            self.work()
        except Exception as error:
            self.error = error

    def finish(self):
        """Wait for the end; raises what went wrong."""
        self.join(PATIENCE_S)
        assert not self.is_alive(), f"not finished after {PATIENCE_S} s"
        if self.error:
            raise self.error


class Writer(Worker):
    """Posts one message after another, each again and again until it is acknowledged."""

    def __init__(self, person: Person, name: str, count: int):
        super().__init__()
        self.person = person
        self.said = [Said(str(uuid4()), f"{name} says {number}") for number in range(count)]

    def work(self):
        for message in self.said:
            while message.id is None:
                self._try(message)
            time.sleep(PAUSE_S)

    @property
    def acknowledged(self) -> int:
        """How many messages have been acknowledged by now."""
        return sum(message.id is not None for message in self.said)

    def _try(self, message: Said):
        message.attempts += 1
        try:
            answer = self.person.post(message.content, message.client_id, timeout=ATTEMPT_S)
        except requests.RequestException:
            time.sleep(PAUSE_S)
            return
        if answer.status_code in (200, 201):
            message.id = answer.json()["id"]
        else:
            assert answer.status_code == 503, answer.text
            time.sleep(PAUSE_S)


@dataclass
class Reader(Worker):
    """Follows the feed as an open page does, and keeps all that it was shown."""

    person: Person
    cursor: str
    shown: list[dict] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()
        self._is_enough = threading.Event()

    __hash__ = threading.Thread.__hash__

    def work(self):
        while not (self._ask() and self._is_enough.is_set()):
            time.sleep(PAUSE_S)

    def read_to_the_end(self):
        """Read what is there, then stop."""
        self._is_enough.set()
        self.finish()

    def _ask(self) -> bool:
        """Whether there was nothing new."""
        try:
            answer = self.person.poll(self.cursor, timeout=ATTEMPT_S)
        except requests.RequestException:
            return False
        if answer.status_code != 200:
            assert answer.status_code == 503, answer.text
            return False
        news = answer.json()
        assert not news["reset"], "the epoch outlives a crash"
        self.cursor = news["cursor"]
        self.shown += news["messages"]
        return not news["messages"] and not news["more"]
