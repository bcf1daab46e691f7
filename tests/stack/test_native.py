"""Starting and stopping without containers: exactly ours, and a sentence when it cannot be."""

import json
import os
import signal
import socket
import subprocess
import sys

import preflight
import pytest
from native import NativeError, Stack

from tests.stack.conftest import REPO
from tests.stack.people import Person, eventually


@pytest.fixture
def command(tmp_path, free_port, dist):
    """`nginx/native.py` with directories and a port of its own; stopped at the end."""
    environment = {
        **os.environ,
        "PORT": str(free_port()),
        "DATA_DIR": str(tmp_path / "data"),
        "RUN_DIR": str(tmp_path / "run"),
    }

    def run(verb: str, **changes: str) -> subprocess.CompletedProcess:
        script = [sys.executable, str(REPO / "nginx" / "native.py"), verb]
        env = environment | changes
        return subprocess.run(
            script, env=env, capture_output=True, text=True, timeout=90, check=False
        )

    run.url = f"http://127.0.0.1:{environment['PORT']}"
    yield run
    run("stop")


def test_start_status_stop(command):
    assert command("status").returncode == 1
    started = command("start")
    assert (started.returncode, started.stderr) == (0, "")
    assert started.stdout == f"Parley is running at {command.url}\n"
    assert Person(command.url).become_guest().status_code == 201
    status = command("status")
    assert status.returncode == 0 and command.url in status.stdout
    assert command("stop").stdout == "Stopped nginx and api.\n"
    assert command("status").returncode == 1
    assert command("stop").stdout == "Parley is not running.\n"


def test_a_second_start_says_where_the_first_is(command, free_port):
    command("start")
    again = command("start", PORT=str(free_port()))
    assert again.returncode == 0
    assert again.stdout == f"Parley is already running at {command.url}\n"


def test_a_taken_port_is_a_sentence(stack, command):
    refused = command("start", PORT=str(stack.port))
    assert refused.returncode == 1
    assert refused.stderr == (
        f"Port {stack.port} of 127.0.0.1 is taken. Set PORT to a free one, "
        "or stop what listens there.\n"
    )
    assert Person(stack.url).get("/healthz").status_code == 204


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "８０"])
def test_a_port_that_is_none_is_a_sentence(command, port):
    refused = command("start", PORT=port)
    assert refused.returncode == 1
    assert refused.stderr == f"PORT is '{port}', which does not work: it must be from 1 to 65535.\n"


def test_one_database_is_served_once(stack, new_stack):
    second = new_stack(data_dir=stack.data_dir)
    with pytest.raises(NativeError, match="is in use by another running chat"):
        second.start()
    assert Person(stack.url).get("/api/health").status_code == 200


def test_stop_ends_its_own_processes_and_no_others(stack, new_stack):
    other = new_stack()
    other.start()
    pids = [pid for group in other.pids.values() for pid in group]
    assert len(pids) == 5, "a master and a worker, a master and two workers"
    assert other.stop() == ["nginx", "api"]
    eventually(lambda: not any(os.path.exists(f"/proc/{pid}") for pid in pids))
    assert Person(stack.url).get("/api/health").status_code == 200


def test_stop_spares_a_stranger_who_got_the_number(new_stack):
    stack = new_stack()
    stack.start()
    stack.stop()
    stranger = subprocess.Popen(["sleep", "60"], start_new_session=True)
    try:
        entry = {"name": "nginx", "pid": stranger.pid, "started": "1"}
        (stack.run_dir / "processes.json").write_text(json.dumps({"url": "", "processes": [entry]}))
        assert stack.stop() == []
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_chat_that_half_died_is_started_anew(new_stack):
    stack = new_stack()
    stack.start()
    nginx = stack.pids["nginx"]
    os.killpg(nginx[0], signal.SIGKILL)
    eventually(lambda: not stack.pids["nginx"])
    successor = Stack(stack.port, stack.data_dir, stack.run_dir, html=stack.html)
    with successor:
        assert Person(successor.url).get("/api/health").status_code == 200


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GUESTS_PER_MINUTE", "none"),
        ("TRUSTED_PROXY", "somebody"),
        ("POSTS_MAX", "many"),
        ("WEB_CONCURRENCY", "2"),
        ("LOG_LEVEL", "loud"),
        ("SECRET_KEY_FILE", "/nowhere/at/all"),
    ],
)
def test_a_bad_setting_refuses_the_start_and_leaves_nothing_running(new_stack, name, value):
    stack = new_stack(settings={name: value})
    with pytest.raises(NativeError, match=name) as refused:
        stack.start()
    assert value in str(refused.value)
    assert not stack.running()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", stack.port)) != 0


def test_a_start_during_a_start_is_a_sentence(new_stack):
    stack = new_stack()
    stack.run_dir.mkdir(parents=True)
    refused = pytest.raises(NativeError, match="Another start or stop is under way")
    with preflight.only_one(stack.run_dir / "lock", "Somebody else is at it."), refused:
        stack.start()


def test_a_front_end_that_is_not_built_is_a_sentence(new_stack, tmp_path):
    with pytest.raises(NativeError, match="index.html is missing .the built front end."):
        new_stack(html=tmp_path).start()


def test_a_path_too_long_for_a_socket_is_a_sentence(new_stack, tmp_path):
    with pytest.raises(NativeError, match="RUN_DIR is too long"):
        new_stack(run_dir=tmp_path / ("x" * 100)).start()


def test_a_path_with_spaces_is_fine(new_stack, folder):
    with new_stack(run_dir=folder / "a b", data_dir=folder / "c d") as stack:
        assert Person(stack.url).become_guest().status_code == 201


def test_the_chat_can_be_pinned_to_a_processor(new_stack):
    cpu = min(os.sched_getaffinity(0))
    with new_stack(cpus={cpu}) as stack:
        for group in stack.pids.values():
            assert all(os.sched_getaffinity(pid) == {cpu} for pid in group)
