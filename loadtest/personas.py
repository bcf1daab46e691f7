"""Who uses the chat: readers, who load the page and follow it, and talkers, who also post."""

from random import choice, uniform
from time import perf_counter

import gevent
from locust import FastHttpUser, task

from chat import Chat
from delivery import Deliveries
from pace import Pace

POST_SECONDS = (10, 20)  # about every 15 s
TRY_AGAIN_SECONDS = 1.0
PHRASES = (
    "The build is green again.",
    "Has anyone tried the new editor?\nIt opens in half the time.",
    "Lunch at half past twelve?",
    "I will look at it this afternoon.",
    "That page is at https://example.org/notes if you want to read it.",
    "Thanks!",
)


class Person(FastHttpUser):
    """A page that is open: loaded once, then asked every 500 ms over a kept connection."""

    abstract = True
    connection_timeout = network_timeout = 10.0
    deliveries: Deliveries  # set by the locustfile, one for all

    def on_start(self) -> None:
        self._chat = Chat(self.client)
        while not self._load():
            gevent.sleep(TRY_AGAIN_SECONDS)
        self._pace = Pace(perf_counter())
        gevent.sleep(self._pace.first(perf_counter()))

    def on_stop(self) -> None:
        self.deliveries.leave(self)

    def wait_time(self) -> float:
        """Locust asks this after each task."""
        return self._pace.wait(perf_counter())

    def follow(self) -> None:
        """Ask what changed; at once again while there is more."""
        while (answer := self._chat.poll(self._cursor)) is not None:
            if answer["reset"]:
                self._load_page()
                return
            self._take(answer)
            if not answer["more"]:
                return

    def _load(self) -> bool:
        if self._chat.enter() is None or not (rooms := self._chat.rooms()):
            return False
        self._room_id = rooms[0]["id"]
        return self._load_page()

    def _load_page(self) -> bool:
        page = self._chat.page(self._room_id)
        if page is None:
            return False
        self._take(page)
        self.deliveries.join(self)
        return True

    def _take(self, answer: dict) -> None:
        now = perf_counter()
        self._cursor = answer["cursor"]
        for message in answer["messages"]:
            self.deliveries.had(message["id"], self, now)


class Reader(Person):
    """Nine of ten people say nothing."""

    weight = 90

    @task
    def read(self) -> None:
        """One tick of an open page."""
        self.follow()


class Talker(Person):
    """One in ten says something about every 15 seconds, between two polls."""

    weight = 10

    def on_start(self) -> None:
        super().on_start()
        self._speak_at = perf_counter() + uniform(0, max(POST_SECONDS))

    @task
    def talk(self) -> None:
        """One tick of an open page, and now and then a post."""
        self.follow()
        if perf_counter() >= self._speak_at:
            self._speak()

    def _speak(self) -> None:
        self._speak_at = perf_counter() + uniform(*POST_SECONDS)
        message = self._chat.post(self._room_id, choice(PHRASES))
        if message is not None:
            self.deliveries.acknowledged(message["id"], self, perf_counter())
