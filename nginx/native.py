"""The chat without containers: `python3 nginx/native.py start | stop | status`.

PORT, BIND, DATA_DIR, RUN_DIR and the settings of .env.example come from the environment.
"""

import os
import sys
from pathlib import Path

from rendering import NativeError
from stack import REPO, AlreadyRunning, Stack

__all__ = ["AlreadyRunning", "NativeError", "Stack"]

USAGE = "usage: python3 nginx/native.py start | stop | status"


def start(stack: Stack) -> int:
    """Start the chat in the background; a chat that runs already is fine too."""
    try:
        stack.start()
    except AlreadyRunning as running:
        print(running)
        return 0
    print(f"Parley is running at {stack.url}")
    return 0


def stop(stack: Stack) -> int:
    """Stop what `start` started, and nothing else."""
    ended = stack.stop()
    print(f"Stopped {' and '.join(ended)}." if ended else "Parley is not running.")
    return 0


def status(stack: Stack) -> int:
    """Say what runs; the exit code is 0 only when all of it does."""
    running = stack.running()
    if not running:
        print("Parley is not running.")
        return 1
    parts = ", ".join(f"{name} {each.pid}" for name, each in running.items())
    print(f"Parley is running at {stack.running_url()} ({parts})")
    return 0 if len(running) == 2 else 1


def stack_of(environment: dict[str, str]) -> Stack:
    """The chat that the environment describes."""
    port = environment.get("PORT") or "8080"
    if not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        raise NativeError(f"PORT is '{port}', which does not work: it must be from 1 to 65535.")
    return Stack(
        port,
        data_dir=Path(environment.get("DATA_DIR") or REPO / ".data"),
        run_dir=Path(environment.get("RUN_DIR") or REPO / ".run"),
        bind=environment.get("BIND") or "127.0.0.1",
    )


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    commands = {"start": start, "stop": stop, "status": status}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        return commands[arguments[0]](stack_of(dict(os.environ)))
    except NativeError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
