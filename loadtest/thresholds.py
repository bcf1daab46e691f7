"""What a run must reach. An empty run is a miss: a figure nobody measured proves nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Polling asks every 500 ms, so a post waits up to that long for the next poll and 475 ms in 19
# cases of 20; the rest is the time of the poll itself.
P95_MS = {"empty poll": 50, "post": 200, "delivery": 600}


@dataclass(frozen=True)
class Figures:
    """What was measured under one name."""

    count: int
    p95_ms: float


@dataclass(frozen=True)
class Verdict:
    """One threshold, what was measured, and whether it holds."""

    subject: str
    limit: str
    measured: str
    ok: bool


def judge(figures: Mapping[str, Figures], failures: int) -> list[Verdict]:
    """Every threshold with its verdict."""
    verdicts = [Verdict("failures", "none", f"{failures:,}", failures == 0)]
    for name, limit in P95_MS.items():
        verdicts.append(_p95(name, limit, figures.get(name)))
    return verdicts


def table(verdicts: Iterable[Verdict]) -> str:
    """The verdicts as lines of text."""
    rows = [("", "threshold", "limit", "measured")]
    rows += [("ok" if v.ok else "MISS", v.subject, v.limit, v.measured) for v in verdicts]
    return "\n".join(f"{a:<5}{b:<18}{c:>12}  {d}" for a, b, c, d in rows)


def _p95(name: str, limit: float, figures: Figures | None) -> Verdict:
    if figures is None or figures.count == 0:
        return Verdict(f"{name} p95", f"<= {limit} ms", "never happened", False)
    measured = f"{figures.p95_ms:.0f} ms of {figures.count:,}"
    return Verdict(f"{name} p95", f"<= {limit} ms", measured, figures.p95_ms <= limit)
