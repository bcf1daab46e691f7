"""The load test: 100 people with the page open, ten of whom talk.

    loadtest/run            without a dashboard: report into loadtest/reports/, verdict, exit code
    loadtest/run ui         the dashboard on http://127.0.0.1:8089
    LOCUST_HOST=http://nginx:8080 LOCUST_USERS=100 LOCUST_SPAWN_RATE=2 LOCUST_RUN_TIME=150s

Everything goes through nginx's door, with nginx's limits as they are by default. All guests come
from one address, which may make 60 at once and one more each second: two new people a second are
within that for 100 people. Started again too soon, or with more people, nginx answers 429; the
new guest then waits as long as `Retry-After` says (counted as "guest, told to wait").

Nothing is left out of the figures: the page and the guests only happen while people arrive, and a
failure then is a failure. Arriving takes 50 s of the 150, with a fifth of the polls.
"""

from time import perf_counter

import gevent
from locust import events

from delivery import Deliveries
from personas import Person, Reader, Talker
from thresholds import Figures, judge, table

__all__ = ["Reader", "Talker"]
PROGRESS_SECONDS = 15


@events.test_start.add_listener
def begin(environment, **_kwargs):
    """A new run: nobody is here yet, nothing was posted."""

    def record(milliseconds, error):
        environment.events.request.fire(
            request_type="delivery",
            name="delivery",
            response_time=milliseconds,
            response_length=0,
            exception=error,
            context={},
        )

    Person.deliveries = Deliveries(record)
    if _is_headless(environment):
        gevent.spawn(_tell_progress, environment.runner)


@events.test_stopping.add_listener
def end(**_kwargs):
    """Posts that are overdue when the run ends are lost ones."""
    Person.deliveries.give_up(perf_counter())


@events.quitting.add_listener
def conclude(environment, **_kwargs):
    """Judge the run: the verdict comes last of all that is printed, and is the exit code."""
    if not _is_headless(environment):
        return
    verdicts = judge(_figures(environment.stats), _failures(environment))
    environment.process_exit_code = 0 if all(v.ok for v in verdicts) else 1
    environment.events.quit.add_listener(lambda **_: print("\n" + table(verdicts), flush=True))


def _figures(stats):
    return {
        entry.name: Figures(entry.num_requests, entry.get_response_time_percentile(0.95))
        for entry in stats.entries.values()
    }


def _failures(environment):
    """Failed requests, and mistakes of the load test itself."""
    mistakes = sum(row["count"] for row in environment.runner.exceptions.values())
    return environment.stats.total.num_failures + mistakes


def _is_headless(environment):
    return environment.web_ui is None


def _tell_progress(runner):
    while True:
        gevent.sleep(PROGRESS_SECONDS)
        if runner.state in ("stopping", "stopped", "cleanup"):
            return
        total = runner.stats.total
        print(
            f"{runner.user_count} people, {total.num_requests:,} requests, "
            f"{total.num_failures:,} failures, p95 {total.get_response_time_percentile(0.95)} ms",
            flush=True,
        )
