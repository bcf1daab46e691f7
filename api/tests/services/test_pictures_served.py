"""Pictures on the running server: how much memory they take, and that others are answered."""

import threading
import time
from pathlib import Path

import pytest

from tests.cast import PASSWORD
from tests.pictures import claimed_size, made, many_scans, pixel_bomb, saved, text_bomb
from tests.server import SocketConnection, running
from tests.stage import PATIENCE_S

MIB = 1024 * 1024
ROOM = 320 * MIB  # for the greediest picture that is read, and what surrounds it
AFTERWARDS = 64 * MIB  # the library, and what is kept of all the work


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running(tmp_path_factory.mktemp("served"), SIGN_INS_PER_MINUTE="1000") as server:
        yield server


@pytest.fixture
def member(server):
    """A function that makes an account and gives its cookie."""

    def make(username):
        body = {"username": username, "password": PASSWORD}
        status, headers, _ = server.ask("POST", "/api/account", body)
        assert status == 201
        return headers["Set-Cookie"].partition(";")[0]

    return make


def send(server, cookie, data, content_type="image/png"):
    """The status of an answer to a picture."""
    connection = SocketConnection(server.socket)
    try:
        headers = {"Content-Type": content_type, "Cookie": cookie}
        connection.request("PUT", "/api/account/avatar", data, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


class Watch:
    """The most memory that the server's worker held while this was entered, past what it began with."""

    def __init__(self, server):
        master = server.process.pid
        children = f"/proc/{master}/task/{master}/children"
        self.status = Path("/proc", Path(children).read_text().split()[0], "status")
        self.is_over = threading.Event()
        self.before, self.most = self.now(), 0
        self.thread = threading.Thread(target=self._look)

    def now(self):
        (line,) = [
            line for line in self.status.read_text().splitlines() if line.startswith("VmRSS")
        ]
        return int(line.split()[1]) * 1024

    def _look(self):
        while not self.is_over.wait(0.01):
            self.most = max(self.most, self.now() - self.before)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_error):
        self.is_over.set()
        self.thread.join(PATIENCE_S)


def show_while_one_reads(server, reader, shown):
    """Show pictures, all at the same time; gives the answers, and how long each reading took."""
    answers, waits = [], []
    crowd = [
        threading.Thread(target=lambda pair=pair: answers.append(send(server, *pair)))
        for pair in shown
    ]
    for one in crowd:
        one.start()
    while any(one.is_alive() for one in crowd):
        start = time.monotonic()
        assert server.ask("GET", "/api/rooms", cookie=reader)[0] == 200
        waits.append(time.monotonic() - start)
    return answers, waits


def test_bombs_take_no_memory_and_keep_nobody_waiting(server, member):
    """All of them at once, several people; meanwhile a guest reads."""
    bombs = (pixel_bomb(), text_bomb(), many_scans(2_000), claimed_size(16_383, 16_383))
    people = [member(f"bomber{number}") for number in range(len(bombs))]
    guest = server.guest("Gus")
    with Watch(server) as watch:
        answers, waits = show_while_one_reads(server, guest, zip(people, bombs, strict=True))
    assert sorted(answers)[1:] == [422, 422, 422] and min(answers) in (200, 422)
    assert watch.most < AFTERWARDS, f"{watch.most / MIB:.0f} MiB"
    assert max(waits, default=0) < 2


def test_the_greediest_pictures_wait_for_each_other_and_the_memory_comes_back(server, member):
    """A crowd that shows the largest picture there may be, in the kind that takes most."""
    from PIL import Image

    largest = saved(Image.new("RGB", (4_000, 4_000), "red"), "WEBP", quality=1, method=0)
    people = [member(f"greedy{number}") for number in range(6)]
    assert send(server, people[0], made()) == 200  # the library is there from now on
    guest = server.guest("Greta")
    with Watch(server) as watch:
        shown = [(who, largest) for who in people]
        answers, waits = show_while_one_reads(server, guest, shown)
    assert set(answers) <= {200, 503} and answers.count(200) >= 1, answers
    assert watch.most < ROOM, f"{watch.most / MIB:.0f} MiB"
    assert watch.now() - watch.before < AFTERWARDS
    assert len(waits) > 5 and sorted(waits)[len(waits) // 2] < 0.25, waits


def test_a_moving_webp_of_the_largest_size_is_read_like_a_still_one(server, member):
    from PIL import Image

    frames = [Image.new("RGB", (2_000, 2_000), colour) for colour in ("red", "blue", "green")]
    data = saved(frames[0], "WEBP", save_all=True, append_images=frames[1:] * 5, method=0)
    with Watch(server) as watch:
        assert send(server, member("mover"), data) == 200
    assert watch.most < ROOM / 2
