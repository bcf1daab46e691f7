"""The load test as a service: a short run within its thresholds, and the dashboard."""

import pytest

from tests.stack.people import Person, eventually

# Everybody talks: a p95 of the few posts of a few talkers would be the slowest one.
SHORT_RUN = ("Talker", "--users", "30", "--spawn-rate", "5", "--run-time", "45s")


@pytest.fixture(scope="module")
def built(chat):
    """The load test's image, built."""
    chat.compose("--profile", "loadtest", "build", "--quiet", "loadtest")
    return chat


def test_a_short_run_holds_its_thresholds(built):
    said = built.compose("--profile", "loadtest", "run", "--rm", "-T", "loadtest", *SHORT_RUN)
    print(said)
    assert "MISS" not in said
    assert "delivery" in said


def test_the_dashboard_knows_the_host_and_the_number_of_people(built):
    built.up("loadtest")
    dashboard = Person(f"http://127.0.0.1:{built.loadtest_port}")
    page = eventually(lambda: dashboard.get("/").text)
    assert "http://nginx:8080" in page
    assert '"num_users": 100' in page or '"numUsers": 100' in page
