"""A running chat for the tests that only look, and the means to start others."""

import gzip
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path

import pytest

from tests.stack.people import ApiLog, Person

REPO = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPO / "nginx"))

from native import Stack

TRUSTED_PROXY = "127.0.0.99"


@pytest.fixture(scope="session")
def free_port():
    """A function that gives a port nobody listens on."""

    def find() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1]

    return find


@pytest.fixture(scope="session")
def folder():
    """A short path (the name of a socket has at most 107 bytes), gone afterwards."""
    path = Path(tempfile.mkdtemp(prefix="parley-"))
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="session")
def html(folder) -> Path:
    """A small front end, built as the real one is: hashed assets, compressed beforehand."""
    root = folder / "html"
    (root / "assets").mkdir(parents=True)
    (root / "index.html").write_text("<!doctype html><title>Parley</title>")
    (root / "docs.html").write_text("<!doctype html><title>The API</title>")
    for page in ("sign-in", "account", "people"):
        (root / f"{page}.html").write_text(f"<!doctype html><title>{page}</title>")
    for hidden in (root / ".secret", root / "assets" / ".secret"):
        hidden.write_text("nobody's business")
    for name in ("index-C0ffee42.js", "index-C0ffee42.css"):
        original = (f"/* {name} */" * 200).encode()
        (root / "assets" / name).write_bytes(original)
        (root / "assets" / f"{name}.gz").write_bytes(gzip.compress(original))
        (root / "assets" / f"{name}.br").write_bytes(b"brotli of " + name.encode())
    return root


@pytest.fixture(scope="session")
def new_stack(folder, html, free_port):
    """A function that describes a chat of one's own, not yet started; all end with the run."""
    stacks = []

    def make(**options) -> Stack:
        place = folder / str(len(stacks))
        options = {"data_dir": place / "data", "run_dir": place / "run", "html": html} | options
        stacks.append(Stack(options.pop("port", None) or free_port(), **options))
        return stacks[-1]

    yield make
    for stack in stacks:
        stack.stop()


@pytest.fixture(scope="session")
def stack(new_stack) -> Stack:
    """The chat of the tests that only look: default settings but for a trusted proxy."""
    running = new_stack(settings={"TRUSTED_PROXY": TRUSTED_PROXY})
    running.start()
    return running


@pytest.fixture(scope="session")
def frail(new_stack) -> Stack:
    """A chat for the tests that break it. Each leaves it running."""
    running = new_stack(settings={"POSTS_MAX": 1_000_000})
    running.start()
    return running


@pytest.fixture
def api_log(stack) -> ApiLog:
    """What reached the API of `stack`."""
    return ApiLog(stack.api_log)


@pytest.fixture
def stranger(stack) -> Person:
    """Somebody who is not signed in."""
    return Person(stack.url)


@pytest.fixture
def ada(stack) -> Person:
    """Ada, who is signed in."""
    return _guest(stack)


@pytest.fixture
def bob(stack) -> Person:
    """Bob, who is signed in too."""
    return _guest(stack)


def _guest(stack: Stack) -> Person:
    person = Person(stack.url)
    assert person.become_guest().status_code == 201
    return person


@pytest.fixture(scope="session")
def dist() -> Path:
    """The real built front end; without it these tests cannot run, and CI must have it."""
    built = REPO / "web" / "dist"
    if not (built / "index.html").exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "web/dist is not built: make up-native"
        )
    return built
