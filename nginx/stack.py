"""The whole chat without containers: gunicorn and nginx, started on a port and ended together."""

import os
import shutil
import urllib.request
from pathlib import Path

import preflight
import processes
import rendering
from processes import Process, wait_until
from rendering import NativeError

REPO = Path(__file__).resolve().parent.parent
API = REPO / "api"
VENV_BIN = REPO / ".build" / "api" / "bin"
HTML = REPO / "web" / "dist"
START_WAIT_SECONDS = 60  # the first start makes a database, on whatever disk there is
LOG_TAIL_LINES = 15


class AlreadyRunning(NativeError):
    """A chat with this run directory answers already; `url` says where."""

    def __init__(self, url: str):
        super().__init__(f"Parley is already running at {url}")
        self.url = url


class Stack:
    """One native chat. `data_dir` outlives it; `run_dir` holds what belongs to this run: the feed
    directory, the rendered configuration, the logs and the numbers of the processes.

    `settings` are the names of .env.example. `cpus` pins every process of the chat.
    """

    def __init__(
        self, port, data_dir, run_dir, *, bind="127.0.0.1", settings=None, html=HTML, cpus=None
    ):
        self.port, self.bind = int(port), bind
        self.data_dir, self.run_dir = Path(data_dir).resolve(), Path(run_dir).resolve()
        self.settings = {name: str(value) for name, value in (settings or {}).items()}
        self.html, self.cpus = Path(html).resolve(), cpus
        self.feed_dir = self.run_dir / "feed"
        self.config = self.run_dir / "nginx" / "nginx.conf"
        self.api_log, self.nginx_log = self.run_dir / "api.log", self.run_dir / "nginx.log"
        self._state = self.run_dir / "processes.json"
        self._processes: dict[str, Process] = {}
        self._children = []  # kept, so that the interpreter reaps them

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_error):
        self.stop()

    @property
    def url(self) -> str:
        """Where a browser on this machine finds it."""
        return f"http://{'127.0.0.1' if self.bind == '0.0.0.0' else self.bind}:{self.port}"

    @property
    def pids(self) -> dict[str, list[int]]:
        """By name ("api", "nginx"): master and workers, those that run now, the master first."""
        return {name: sorted(each.members()) for name, each in self._processes.items()}

    def start(self) -> None:
        """Start everything and return when the chat answers; raises NativeError otherwise."""
        self.run_dir.mkdir(parents=True, exist_ok=True)
        self.data_dir.mkdir(parents=True, exist_ok=True)
        with preflight.only_one(self.run_dir / "lock", "Another start or stop is under way."):
            self._require_stopped()
            preflight.require_parts(VENV_BIN / "gunicorn", API / "entrypoint.sh", self.html)
            preflight.require_short(self.feed_dir / "api.sock")
            preflight.require_free(self.bind, self.port)
            self._configure()
            self._clear()
            try:
                self._start_api()
                self._start_nginx()
                self._wait_until_healthy()
            except BaseException:
                self._end_all()
                raise

    def stop(self) -> list[str]:
        """End what was started with this run directory, by whomever; returns the names."""
        if not self.run_dir.is_dir():
            return []
        with preflight.only_one(self.run_dir / "lock", "Another start or stop is under way."):
            self._recall()
            return self._end_all()

    def running(self) -> dict[str, Process]:
        """The processes of this run directory that are alive."""
        self._recall()
        return {name: each for name, each in self._processes.items() if each.is_alive()}

    def running_url(self) -> str:
        """Where the chat of this run directory was started, which may be another port than ours."""
        return processes.load(self._state)[0]

    def kill_api(self) -> None:
        """kill -9 for gunicorn's master and worker, as a power cut would."""
        self._processes["api"].kill()

    def stop_api(self) -> None:
        """End gunicorn as an upgrade would; nginx goes on."""
        self._processes["api"].end()

    def restart_api(self) -> None:
        """End gunicorn if it runs, start it again, and return when the chat answers."""
        self.stop_api()
        self._start_api()
        self._wait_until_healthy()

    def check_config(self) -> str:
        """Render the configuration and return what `nginx -t` says of it."""
        self._configure()
        return rendering.check(self.config)

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            **self.settings,
            "DATA_DIR": str(self.data_dir),
            "FEED_DIR": str(self.feed_dir),
            "NGINX_HTML": str(self.html),
            "NGINX_LISTEN": f"{self.bind}:{self.port}",
            "NGINX_TMP": str(self.run_dir / "tmp"),
            "PATH": f"{VENV_BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        }

    def _configure(self) -> None:
        (self.run_dir / "tmp").mkdir(parents=True, exist_ok=True)
        rendering.render(self.config.parent, rendering.settle(self._environment()))
        rendering.check(self.config)

    def _clear(self) -> None:
        """Nothing of an earlier run may answer: an old cursor file would say "no news"."""
        shutil.rmtree(self.feed_dir, ignore_errors=True)
        self.feed_dir.mkdir()
        for log in (self.api_log, self.nginx_log):
            if log.exists():
                log.replace(log.with_suffix(".log.old"))

    def _start_api(self) -> None:
        in_use = f"DATA_DIR '{self.data_dir}' is in use by another running chat."
        # The API inherits the lock and holds it for as long as any part of it lives: two chats on
        # one database would not know of each other's messages.
        with preflight.only_one(self.data_dir / "native.lock", in_use) as lock:
            self._launch(
                "api",
                [str(API / "entrypoint.sh")],
                self.api_log,
                cwd=API,
                env=self._environment(),
                pass_fds=[lock.fileno()],
            )

    def _start_nginx(self) -> None:
        # glibc would keep what only the configuration needed, in each process: see api/entrypoint.sh.
        frugal = {"MALLOC_TRIM_THRESHOLD_": "65536", **os.environ}
        self._launch("nginx", rendering.nginx_command(self.config), self.nginx_log, env=frugal)

    def _launch(self, name: str, command: list[str], log: Path, **options) -> None:
        child, process = processes.start(name, command, log, self.cpus, **options)
        self._children.append(child)
        self._processes[name] = process
        processes.save(self._state, self.url, list(self._processes.values()))

    def _end_all(self) -> list[str]:
        """nginx first: gunicorn waits for the connections that nginx holds."""
        ended = []
        for name in ("nginx", "api"):
            process = self._processes.pop(name, None)
            if process and process.members():
                process.end()
                ended.append(name)
        for child in self._children:
            child.poll()
        self._state.unlink(missing_ok=True)
        return ended

    def _recall(self) -> None:
        self._processes = {each.name: each for each in processes.load(self._state)[1]}

    def _require_stopped(self) -> None:
        """Refuse a second start; tidy up after one that half died."""
        running = self.running()
        if len(running) == 2:
            raise AlreadyRunning(self.running_url())
        self._end_all()

    def _wait_until_healthy(self) -> None:
        """Through nginx, as everybody else would."""
        died = []

        def is_decided() -> bool:
            died[:] = [name for name, each in self._processes.items() if not each.is_alive()]
            return bool(died) or self._is_healthy()

        decided = wait_until(is_decided, START_WAIT_SECONDS)
        if died or not decided:
            name = (died or ["api"])[0]
            log = self.nginx_log if name == "nginx" else self.api_log
            raise NativeError(f"{name} did not start. Its last words ({log}):\n{_tail(log)}")

    def _is_healthy(self) -> bool:
        if not preflight.listens(self.feed_dir / "api.sock"):
            return False  # asking nginx would only fill its log
        try:
            with urllib.request.urlopen(f"{self.url}/api/health", timeout=5) as answer:
                return answer.status == 200
        except OSError:  # refused, reset, or an answer that says unavailable
            return False


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-LOG_TAIL_LINES:])
