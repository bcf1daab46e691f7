"""Ten people who go on writing whatever happens to the chat, and one who goes on reading."""

import threading
import time
from dataclasses import dataclass, field
from uuid import uuid4

import requests

from tests.stack.people import Person

PAUSE_S = 0.03
ATTEMPT_S = 5
ATTEMPTS_MAX = 2_000  # a minute and more of refusals


@dataclass
class Said:
    """A message as its writer knows it: acknowledged once `id` is there."""

    client_id: str
    content: str
    id: int | None = None
    attempts: int = 0


class Writer:
    """Posts one message after another, each again and again until it is acknowledged."""

    def __init__(self, person: Person, name: str, count: int):
        self.person = person
        self.said = [Said(str(uuid4()), f"{name} says {number}") for number in range(count)]

    def write(self):
        """Until everything is said."""
        for message in self.said:
            while message.id is None:
                assert message.attempts < ATTEMPTS_MAX, "the chat does not come back"
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
class Reader:
    """Follows the feed as an open page does, and keeps all that it was shown."""

    person: Person
    cursor: str
    shown: list[dict] = field(default_factory=list)

    is_enough: threading.Event = field(default_factory=threading.Event)

    def read(self):
        """Until it is enough and nothing new is left."""
        while not (self._ask() and self.is_enough.is_set()):
            time.sleep(PAUSE_S)

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
