"""The loads: people who poll, callers who ask as fast as they are answered, and `wrk`."""

import random
import re
import select
import subprocess
import time
from collections.abc import Callable

from .wire import Address, BadAnswer, Connection

POLL_SECONDS = 0.5
GIVE_UP_SECONDS = 10.0


class Pollers:
    """Many people with the page open: each asks every 500 ms, at a phase of its own."""

    def __init__(self, address: Address, count: int):
        self._poll = select.epoll()
        self._connections = [Connection(address) for _ in range(count)]
        self._by_number = {c.socket.fileno(): c for c in self._connections}
        for number in self._by_number:
            self._poll.register(number, select.EPOLLIN)
        self._phases = sorted(random.random() * POLL_SECONDS for _ in range(count))
        self._waiting: set[int] = set()

    def run(self, request: bytes, intervals: int) -> int:
        """Let everybody ask `intervals` times; the number of answers."""
        answers, start = 0, time.perf_counter()
        for interval in range(intervals):
            for phase, connection in zip(self._phases, self._connections, strict=True):
                answers += self._receive_until(start + interval * POLL_SECONDS + phase)
                connection.socket.sendall(request)
                self._waiting.add(connection.socket.fileno())
        answers += self._receive_until(start + intervals * POLL_SECONDS)
        return answers + self._receive_rest()

    def close(self) -> None:
        """Everybody closes the page."""
        for connection in self._connections:
            connection.close()
        self._poll.close()

    def _receive_until(self, due: float) -> int:
        answers = 0
        while (left := due - time.perf_counter()) > 0:
            answers += self._receive(left)
        return answers

    def _receive_rest(self) -> int:
        answers, give_up = 0, time.perf_counter() + GIVE_UP_SECONDS
        while self._waiting:
            answers += self._receive(0.1)
            if time.perf_counter() > give_up:
                raise BadAnswer(f"{len(self._waiting)} polls were never answered")
        return answers

    def _receive(self, timeout: float) -> int:
        answers = 0
        for number, _ in self._poll.poll(timeout):
            if self._by_number[number].receive() is not None:
                self._waiting.discard(number)
                answers += 1
        return answers


def hammer(
    connections: list[Connection], next_request: Callable[[int], bytes], seconds: float
) -> float:
    """Answers per second when each connection asks again as soon as it has its answer."""
    numbers = {connection.socket.fileno(): i for i, connection in enumerate(connections)}
    answers, start = 0, time.perf_counter()
    with select.epoll() as poll:
        for number, i in numbers.items():
            poll.register(number, select.EPOLLIN)
            connections[i].socket.sendall(next_request(i))
        waiting = len(connections)
        while waiting:
            for number, _ in poll.poll(GIVE_UP_SECONDS) or _never():
                i = numbers[number]
                if connections[i].receive() is None:
                    continue
                if time.perf_counter() - start < seconds:
                    answers += 1
                    connections[i].socket.sendall(next_request(i))
                else:
                    waiting -= 1  # answered after the end: not counted
    return answers / seconds


def times(connection: Connection, requests: list[bytes]) -> list[float]:
    """How long each request takes, one after the other, in milliseconds."""
    taken = []
    for request in requests:
        start = time.perf_counter()
        connection.ask(request)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def wrk(url: str, cookie: str, seconds: float = 1.0, connections: int = 16) -> float:
    """Requests per second that `wrk` gets answered, all with success."""
    # wrk counts whole seconds only.
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "-H", f"Cookie: {cookie}"]
    said = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise BadAnswer(said)
    return float(re.search(r"Requests/sec:\s*([\d.]+)", said).group(1))


def _never():
    raise BadAnswer("a request was never answered")
