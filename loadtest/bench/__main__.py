"""Run the bench: measure, print the table, draw the plot, judge by exit code."""

import argparse
import json
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from . import __doc__ as about
from . import history, memory, polls, promises, rooms, signins, work
from .cores import LOAD, allow_files, machine, on
from .measure import ROUNDS, Line, Result
from .plot import svg
from .show import Progress, table
from .stage import REPO, Stage, chat

REPORTS = REPO / "loadtest" / "reports"
OPEN_FILES = 4_096  # twice 1,000 people, and some more
Measure = Callable[[Stage, Callable[[], None]], Result]

# Those that share one running chat, and those that start chats of their own.
TOGETHER: dict[Line, Measure] = {
    promises.STATIC: polls.against_static,
    promises.WITHOUT_FILE: polls.against_api,
    promises.IDLE_100: polls.idle(promises.IDLE_100, 100),
    promises.IDLE_1000: polls.idle(promises.IDLE_1000, 1_000),
    promises.NEWS: work.news,
    promises.POSTS: work.posts,
    promises.SIGN_INS_EMPTY: signins.empty_polls,
    promises.SIGN_INS_NEWS: signins.polls_with_news,
}
APART = {
    promises.PAGES: history.pages,
    promises.PAGE_LOAD: rooms.page_load,
    promises.NEWS_IN_MANY: rooms.news,
    promises.UNREAD: rooms.unread,
    promises.MEMORY: memory.at_rest,
}
LINES = [*TOGETHER, *APART]


def main() -> int:
    """0 when every measured line holds."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended
    allow_files(OPEN_FILES)
    lines = [LINES[number - 1] for number in options.only] or LINES
    where = machine()
    with on(LOAD):
        results = _measure(lines)
    print(table(results), where, sep="\n\n")
    _write(REPORTS / "bench.svg", svg(results))
    if options.json:
        as_json = [result.as_json() for result in results]
        _write(options.json, json.dumps(as_json, ensure_ascii=False, indent=2) + "\n")
    return 0 if all(result.ok for result in results) else 1


def _measure(lines: list[Line]) -> list[Result]:
    missing = [program for program in ("nginx", "wrk") if not shutil.which(program)]
    if missing:
        sys.exit(f"The bench needs {' and '.join(missing)}: apt-get install nginx-light wrk")
    run = REPO / ".run"
    run.mkdir(exist_ok=True)
    progress = Progress(sum(_steps(line) for line in lines))
    try:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=run) as folder:
            return [*_together(lines, Path(folder), progress), *_apart(lines, folder, progress)]
    finally:
        progress.end()


def _steps(line: Line) -> int:
    """Two sides of each round, and whatever is prepared."""
    rounds = signins.ROUNDS if line in signins.LINES else ROUNDS
    return rounds * 2 + (line == promises.PAGES)


def _together(lines: list[Line], folder: Path, progress: Progress) -> list[Result]:
    wanted = [line for line in TOGETHER if line in lines]
    if not wanted:
        return []
    results = []
    with chat(folder / "chat") as stage:
        for line in wanted:
            progress.begin(line.text)
            results.append(TOGETHER[line](stage, progress.step))
    return results


def _apart(lines: list[Line], folder: str, progress: Progress) -> list[Result]:
    results = []
    for line in (line for line in APART if line in lines):
        progress.begin(line.text)
        own = tempfile.mkdtemp(dir=folder)
        results.append(APART[line](Path(own), progress.step))
    return results


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=about,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there, too")
    numbers = range(1, len(LINES) + 1)
    parser.add_argument("--only", type=int, nargs="+", default=[], choices=numbers, metavar="N")
    return parser.parse_args()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    print(f"wrote {path}")


if __name__ == "__main__":
    sys.exit(main())
