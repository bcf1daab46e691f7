"""Every check there is, one after another: what `make test` runs.

A suite that this machine cannot run is left out with the reason. With CI set nothing may be left
out: then a missing program, an absent engine and a skipped test are failures.
"""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as xml
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
REPORTS = REPO / ".build" / "reports"
IN_CI = bool(os.environ.get("CI"))


def programs(*names: str) -> Callable[[], str]:
    """Why a suite cannot run that needs these programs, which are installed where possible."""

    def reason() -> str:
        need = subprocess.run(
            [REPO / ".ci" / "need", *names],
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        return need.stderr.strip() if need.returncode else ""

    return reason


def engine() -> str:
    """Why the Compose tests cannot run here."""
    for command in (["docker", "info"], ["docker", "compose", "version"]):
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            return f"`{' '.join(command)}` fails: no Docker engine with Compose answers"
    return ""


@dataclass(frozen=True)
class Suite:
    """A make target; `obstacle` says why it cannot run here, or nothing."""

    name: str
    target: str
    obstacle: Callable[[], str] = str


@dataclass
class Outcome:
    """What came of a suite."""

    suite: str
    passed: int = 0
    failed: int = 0
    seconds: float = 0
    left_out: str = ""
    skipped: tuple[str, ...] = ()


SUITES = (
    Suite("lint", "lint"),
    Suite("api", "test-api"),
    Suite("web", "test-web"),
    Suite("loadtest", "test-loadtest"),
    Suite("stack", "test-stack", programs("nginx")),
    Suite("browser", "test-browser", programs("nginx", "chromium")),
    Suite("compose", "test-compose", engine),
)


def main() -> int:
    """Run them all, whatever fails, and print one line for each at the end."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    outcomes = [_run(suite) for suite in SUITES]
    print()
    for outcome in outcomes:
        print(_line(outcome))
        for skipped in outcome.skipped:
            print(f"{'':<10}left out: {skipped}")
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def _run(suite: Suite) -> Outcome:
    reason = suite.obstacle()
    if reason and not IN_CI:
        return Outcome(suite.name, left_out=reason)
    print(f"\n── {suite.name} ──", flush=True)
    report = REPORTS / f"{suite.name}.xml"
    report.unlink(missing_ok=True)
    began = time.monotonic()
    status = subprocess.run(
        ["make", suite.target],
        check=False,
        cwd=REPO,
        env=_reporting_to(report),
        stdin=subprocess.DEVNULL,
    ).returncode
    outcome = _read(suite.name, report, status)
    outcome.seconds = time.monotonic() - began
    return outcome


def _reporting_to(report: Path) -> dict[str, str]:
    pytest_args = f"{os.environ.get('PYTEST_ADDOPTS', '')} --junitxml={report}"
    vitest_args = f"--reporter=default --reporter=junit --outputFile.junit={report}"
    return {**os.environ, "PYTEST_ADDOPTS": pytest_args, "VITEST_ARGS": vitest_args}


def _read(name: str, report: Path, status: int) -> Outcome:
    """Count what the suite reported; one without a report (the linters) is one check."""
    if not report.exists():
        return Outcome(name, passed=int(status == 0), failed=int(status != 0))
    cases = list(xml.parse(report).iter("testcase"))
    failed = sum(_has(case, "failure", "error") for case in cases)
    skipped = tuple(_why_skipped(case) for case in cases if _has(case, "skipped"))
    passed = len(cases) - failed - len(skipped)
    if IN_CI:
        failed += len(skipped)
    if status != 0 and failed == 0:  # it ended in another way than by a failed test
        failed = 1
    return Outcome(name, passed, failed, skipped=skipped)


def _has(case: xml.Element, *tags: str) -> bool:
    return any(case.find(tag) is not None for tag in tags)


def _why_skipped(case: xml.Element) -> str:
    name = f"{case.get('classname')}::{case.get('name')}"
    return f"{name} ({case.find('skipped').get('message') or 'no reason given'})"


def _line(outcome: Outcome) -> str:
    if outcome.left_out:
        return f"{outcome.suite:<10}left out: {outcome.left_out}"
    return (
        f"{outcome.suite:<10}{outcome.passed:>5} passed{outcome.failed:>5} failed"
        f"{outcome.seconds:>8.0f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
