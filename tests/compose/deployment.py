"""The chat as Compose runs it: one project of its own, on ports nobody else uses."""

import os
import secrets
import socket
import subprocess
from pathlib import Path

import requests

from tests.stack.people import eventually

REPO = Path(__file__).resolve().parents[2]
PATIENCE_S = 600  # a first build downloads everything it needs
ANSWERS_WITHIN_S = 60
LAST_WORDS = 4_000
CLEAR_LINE = "\x1b[2K"  # Compose begins its logs with it, whether there is a screen or not

# The limits would answer for the chat: all these people come from one address.
SETTINGS = {
    "POSTS_MAX": "1000000",
    "GUESTS_PER_MINUTE": "9999",
    "API_REQUESTS_PER_SECOND": "9999",
}


class Failed(AssertionError):
    """A command ended with another code than 0; the text is what it said."""


class Deployment:
    """A Compose project. Its name and its ports keep it apart from a chat of the user's."""

    def __init__(self):
        self.project = f"parley-test-{secrets.token_hex(4)}"
        self.port, self.loadtest_port = free_port(), free_port()
        self.environment = {
            **os.environ,
            "COMPOSE_PROJECT_NAME": self.project,
            "COMPOSE_DISABLE_ENV_FILE": "1",
            "BIND": "127.0.0.1",
            "PORT": str(self.port),
            "LOADTEST_PORT": str(self.loadtest_port),
            **SETTINGS,
        }

    @property
    def url(self) -> str:
        """The published address."""
        return f"http://127.0.0.1:{self.port}"

    def run(self, *command: str, stdin: bytes = b"", **settings: str) -> str:
        """Run a command on this project and return what it printed; raises Failed."""
        done = subprocess.run(
            command,
            check=False,
            cwd=REPO,
            env={**self.environment, **settings},
            input=stdin,
            capture_output=True,
            timeout=PATIENCE_S,
        )
        said, complained = (text.decode(errors="replace") for text in (done.stdout, done.stderr))
        if done.returncode:
            raise Failed(f"{' '.join(command)}: {(said + complained)[-LAST_WORDS:]}")
        return said

    def compose(self, *arguments: str, **settings: str) -> str:
        """Run `docker compose` with these arguments."""
        return self.run("docker", "compose", "--ansi", "never", *arguments, **settings)

    def up(self, *services: str, **settings: str) -> None:
        """Start services (all but the load test, if none is named); returns when the chat answers.

        That is sooner than when Docker calls nginx healthy, by one interval of its checks.
        """
        self.compose("--profile", "loadtest", "up", "--detach", *services, **settings)
        self.wait_until_well()

    def wait_until_well(self) -> None:
        """Return when the chat answers through the published port."""
        eventually(self.is_well, ANSWERS_WITHIN_S)

    def is_well(self) -> bool:
        """Whether the API answers through the published port, just now."""
        try:
            return requests.get(f"{self.url}/api/health", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def shell(self, service: str, script: str) -> str:
        """Run a line of shell inside a running service."""
        return self.compose("exec", "-T", service, "sh", "-c", script)

    def container(self, service: str) -> str:
        """The id of a service's container, running or not."""
        return self.compose("--profile", "loadtest", "ps", "--all", "--quiet", service).strip()

    def inspect(self, thing: str, template: str) -> str:
        """One property of a container or an image, as a Go template names it."""
        return self.run("docker", "inspect", "--format", template, thing).strip()

    def image(self, service: str) -> str:
        """The name that Compose gave to the image of a service."""
        return f"{self.project}-{service}"

    def logs(self, service: str, *options: str) -> list[str]:
        """What a service has logged, line by line."""
        said = self.compose("logs", "--no-log-prefix", *options, service)
        return said.replace(CLEAR_LINE, "").splitlines()

    def remove(self) -> None:
        """Everything: containers, networks, volumes and images."""
        self.compose(
            "--profile", "loadtest", "down", "--volumes", "--remove-orphans", "--rmi", "local"
        )


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
