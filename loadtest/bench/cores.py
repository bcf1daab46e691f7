"""Cores and processes: who runs where, what they used, what they hold. Linux only, by /proc."""

import os
import resource
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SERVER, LOAD = "server", "load"
BUSY_LOAD = 0.7  # processes that run or wait to, on average of the last minute


def core(role: str) -> set[int]:
    """The core of a role: one for the server, another for the load where there is another."""
    cores = sorted(_all_cores)
    return {cores[0] if role == SERVER else cores[-1]}


@contextmanager
def on(role: str) -> Iterator[None]:
    """Run on that role's core, and so does every process started meanwhile."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, core(role))
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def everywhere(pids: Iterable[int]) -> Iterator[None]:
    """Let these processes run on all cores meanwhile, with all their threads."""
    threads = [int(task.name) for pid in pids for task in Path(f"/proc/{pid}/task").iterdir()]
    before = {thread: os.sched_getaffinity(thread) for thread in threads}
    for thread in threads:
        os.sched_setaffinity(thread, _all_cores)
    try:
        yield
    finally:
        for thread, allowed in before.items():
            with suppress(ProcessLookupError):
                os.sched_setaffinity(thread, allowed)


def allow_files(number: int) -> None:
    """Let this process have that many files and connections open, if it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < number:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(number, hard), hard))


def family(pids: Iterable[int]) -> list[int]:
    """These processes and all that they started."""
    found = []
    for pid in pids:
        found.append(pid)
        for thread in Path(f"/proc/{pid}/task").iterdir():
            found += family(int(child) for child in (thread / "children").read_text().split())
    return found


def processor_seconds(pids: Iterable[int]) -> float:
    """The processor time that these processes have used so far, to the nanosecond."""
    # This is how Linux encodes "the clock of that process" (clock_getcpuclockid); the ticks of
    # /proc/<pid>/stat are 10 ms, as much as a hundred polls.
    return sum(time.clock_gettime((~pid << 3) | 2) for pid in pids)


def proportional_mb(pids: Iterable[int]) -> float:
    """The memory of these processes in MB, each shared page divided among who shares it."""
    return sum(_pss_kb(pid) for pid in pids) * 1024 / 1e6


def machine() -> str:
    """What this machine is, and how busy others keep it."""
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    model = models[0] if models else os.uname().machine
    load = os.getloadavg()[0]
    # What waits for a core and what waits for the disk suffer differently from others' work.
    busy = "; that is too busy for these figures to mean much" if load > BUSY_LOAD else ""
    return f"{len(_all_cores)} cores of {model}, load {load:.1f} when the bench began{busy}"


def _pss_kb(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise ValueError(f"process {pid} does not say what it holds")


_all_cores = os.sched_getaffinity(0)
