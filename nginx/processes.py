"""Started processes, and how to end exactly those: a number alone may be someone else by now."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

END_WAIT_SECONDS = 20  # gunicorn finishes the requests it has
POLL_SECONDS = 0.02


@dataclass(frozen=True)
class Process:
    """One started process, the leader of a group of its own."""

    name: str
    pid: int
    started: str

    def is_alive(self) -> bool:
        """Whether this very process still runs (not another one with its number)."""
        return _start_time(self.pid) == self.started

    def members(self) -> list[int]:
        """The pids of its group that run now: itself, what it started, what outlived it."""
        if _start_time(self.pid) not in (self.started, None):
            return []  # the number is another's now, which it cannot become while we had members
        return [pid for pid in _all_pids() if _group(pid) == self.pid]

    def end(self, wait_seconds: float = END_WAIT_SECONDS) -> None:
        """Ask it to end; end its whole group by force if it does not in time."""
        if self.is_alive():
            os.kill(self.pid, signal.SIGCONT)  # a stopped process could not hear the request
            os.kill(self.pid, signal.SIGTERM)
            wait_until(lambda: not self.is_alive(), wait_seconds)
        self.kill()

    def kill(self) -> None:
        """SIGKILL for it and all that it started, at once."""
        if not self.members():
            return
        with contextlib.suppress(ProcessLookupError):  # ended meanwhile
            os.killpg(self.pid, signal.SIGKILL)
        wait_until(lambda: not self.members(), END_WAIT_SECONDS)


def start(name: str, command: list[str], log: Path, cpus: set[int] | None = None, **options):
    """Start a command in a session of its own, both outputs into `log`; it outlives the caller."""
    with log.open("ab") as output, _pinned(cpus):
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            **options,
        )
    return child, Process(name, child.pid, _start_time(child.pid) or "")


@contextlib.contextmanager
def _pinned(cpus: set[int] | None):
    """Bind this thread to processors; what it starts meanwhile stays bound."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cpus or before)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def save(path: Path, url: str, processes: list[Process]) -> None:
    """Write down what was started, for the `stop` of another day."""
    path.write_text(json.dumps({"url": url, "processes": [asdict(each) for each in processes]}))


def load(path: Path) -> tuple[str, list[Process]]:
    """What `save` wrote; nothing when there is no such file."""
    try:
        saved = json.loads(path.read_text())
    except FileNotFoundError:
        return "", []
    return saved["url"], [Process(**each) for each in saved["processes"]]


def wait_until(is_true, seconds: float) -> bool:
    """Ask again and again until it is true or the time is over."""
    deadline = time.monotonic() + seconds
    while not is_true():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def _all_pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def _stat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat after the command's name; none for a zombie."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] == "Z" else fields


def _start_time(pid: int) -> str | None:
    fields = _stat(pid)
    return fields[19] if fields else None


def _group(pid: int) -> int | None:
    fields = _stat(pid)
    return int(fields[2]) if fields else None
