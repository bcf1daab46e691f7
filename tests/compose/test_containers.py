"""What the containers may do, which is next to nothing."""

import json

import pytest

from tests.compose.deployment import Failed
from tests.stack.people import eventually

SERVICES = {"nginx": "101", "api": "10001", "loadtest": "10001"}
NO_CAPABILITIES = "0" * 16
# What the base brings along is not ours to make smaller. A seventh of the API's is cryptography's,
# for passkeys.
OWN_MEGABYTES = {"nginx": 20, "api": 135, "loadtest": 80}
BASES = {
    "nginx": "nginx:1.30-alpine",
    "api": "python:3.13-slim-trixie",
    "loadtest": "python:3.13-slim-trixie",
}


@pytest.fixture(scope="session")
def everything(chat):
    """The chat with the load test's dashboard beside it."""
    chat.compose("--profile", "loadtest", "build", "--quiet", "loadtest")
    chat.up("loadtest")
    return chat


@pytest.mark.parametrize("service", SERVICES)
def test_no_process_is_root_or_could_become_it(everything, service):
    names = "Name Uid CapInh CapPrm CapEff CapBnd CapAmb NoNewPrivs"
    wanted = "|".join(names.split())
    files = everything.shell(service, f"cd /proc; grep -HE '^({wanted}):' [0-9]*/status")
    processes = {}
    for line in files.splitlines():
        path, name, *values = line.replace(":", " ").split()
        processes.setdefault(path, {})[name] = values
    assert len(processes) > 2, "the init, the service and this shell at least"
    for process in processes.values():
        assert set(process["Uid"]) == {SERVICES[service]}, process
        assert process["NoNewPrivs"] == ["1"], process
        for kind in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
            assert process[kind] == [NO_CAPABILITIES], process


@pytest.mark.parametrize("service", SERVICES)
def test_the_root_is_read_only(everything, service):
    assert (
        everything.inspect(everything.container(service), "{{.HostConfig.ReadonlyRootfs}}")
        == "true"
    )
    for place in ("/", "/usr/bin", "/etc"):
        with pytest.raises(Failed, match="Read-only"):
            everything.shell(service, f"touch {place}/intruder")


@pytest.mark.parametrize("service", SERVICES)
def test_docker_finds_it_healthy(everything, service):
    container = everything.container(service)
    eventually(lambda: everything.inspect(container, "{{.State.Health.Status}}") == "healthy", 60)


def test_nginx_may_look_at_the_feed_but_not_touch_it(chat):
    assert "api.sock" in chat.shell("nginx", "ls /run/feed")
    with pytest.raises(Failed, match="Read-only"):
        chat.shell("nginx", "touch /run/feed/0123456789abcdef-1")


def test_nginx_never_sees_the_data(chat):
    assert "parley.db" in chat.shell("api", "ls /data")
    mounts = json.loads(chat.inspect(chat.container("nginx"), "{{json .Mounts}}"))
    assert [mount["Destination"] for mount in mounts] == ["/run/feed"]


def test_only_nginx_is_published(everything):
    published = {}
    for service in SERVICES:
        ports = everything.inspect(everything.container(service), "{{json .NetworkSettings.Ports}}")
        addresses = [address for each in json.loads(ports).values() for address in each or []]
        published[service] = [(a["HostIp"], a["HostPort"]) for a in addresses]
    assert published == {
        "nginx": [("127.0.0.1", str(everything.port))],
        "api": [],
        "loadtest": [("127.0.0.1", str(everything.loadtest_port))],
    }


def test_without_a_profile_there_is_no_load_test(chat):
    assert chat.compose("config", "--services").split() == ["api", "nginx"]


@pytest.mark.parametrize("service", SERVICES)
def test_logs_and_processes_are_bounded(everything, service):
    host = json.loads(everything.inspect(everything.container(service), "{{json .HostConfig}}"))
    assert host["LogConfig"] == {
        "Type": "json-file",
        "Config": {"max-size": "10m", "max-file": "3"},
    }
    assert 0 < host["PidsLimit"] <= 256
    assert host["RestartPolicy"]["Name"] == ("no" if service == "loadtest" else "unless-stopped")
    assert host["Init"] is True


@pytest.mark.parametrize("service", SERVICES)
def test_the_image_holds_what_runs_and_no_tools(everything, service):
    tools = "cc gcc c++ g++ ld make pip pip3 uv npm node"
    found = everything.shell(service, f"for t in {tools}; do command -v $t; done; true")
    assert found == ""
    if service != "nginx":
        with pytest.raises(Failed, match="No module named pip"):
            everything.shell(service, "python -m pip --version")
        own = set(everything.shell(service, "ls -A /app").split())
        assert not own & {"tests", ".git", "Dockerfile", "requirements-dev.txt", "reports"}


@pytest.mark.parametrize("service", SERVICES)
def test_the_image_is_small_and_says_what_it_is(everything, service):
    image = everything.image(service)
    size, base = (int(everything.inspect(name, "{{.Size}}")) for name in (image, BASES[service]))
    assert (size - base) / 1e6 <= OWN_MEGABYTES[service]
    labels = json.loads(everything.inspect(image, "{{json .Config.Labels}}"))
    assert labels["org.opencontainers.image.title"].startswith("Parley")
    assert labels["org.opencontainers.image.licenses"] == "MIT"
    assert everything.inspect(image, "{{.Config.User}}").startswith(SERVICES[service])


def test_the_api_cannot_change_its_own_code(chat):
    assert chat.shell("api", "find /app /venv -writable | head -n 3") == ""


def test_the_secret_is_the_api_s_alone(chat):
    assert chat.shell("api", "stat -c '%a %u %g' /data/secret_key").split() == [
        "600",
        "10001",
        "10001",
    ]
    assert chat.shell("api", "stat -c %a /data/parley.db").strip() == "600"
