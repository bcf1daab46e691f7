"""What a line of the bench is, and how its figure comes about. Pure: nothing is run here."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

ROUNDS = 7
Round = Callable[[], float]


@dataclass(frozen=True)
class Line:
    """A promise: what is compared, and the figure it must reach or not exceed."""

    text: str
    bar: float
    at_least: bool

    def holds(self, value: float) -> bool:
        """Whether the value reaches the bar."""
        return value >= self.bar if self.at_least else value <= self.bar

    def headroom(self, value: float) -> float:
        """How many times over the promise is kept; below 1 it is broken."""
        if value <= 0:
            return 0.0
        return value / self.bar if self.at_least else self.bar / value


@dataclass(frozen=True)
class Side:
    """One side of a comparison: its rounds, of what, and with how many decimals to write them."""

    rounds: tuple[float, ...]
    unit: str
    decimals: int = 0

    @property
    def median(self) -> float:
        """The median round, which one disturbed round does not move."""
        return median(self.rounds)

    def __str__(self) -> str:
        figures = (self.median, min(self.rounds), max(self.rounds))
        middle, low, high = (f"{figure:,.{self.decimals}f}" for figure in figures)
        return f"{middle} {self.unit} ({low} to {high})"


@dataclass(frozen=True)
class Result:
    """A measured line. `limit` is what the same machine does at best, measured beside it."""

    line: Line
    value: float
    ours: Side
    limit: Side
    note: str = ""

    @property
    def ok(self) -> bool:
        """Whether the promise is kept."""
        return self.line.holds(self.value)

    def as_json(self) -> dict:
        """The result as the JSON file has it."""
        value = round(self.value, 4)
        return {"line": self.line.text, "value": value, "bar": self.line.bar, "ok": self.ok}


def alternate(
    ours: Round, limit: Round, step: Callable[[], None], rounds: int = ROUNDS
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Measure both sides in turn, so that whatever else the machine does meets both."""
    pairs = []
    for _ in range(rounds):
        first = ours()
        step()
        pairs.append((first, limit()))
        step()
    a, b = zip(*pairs, strict=True)
    return a, b


def ratio(line: Line, ours: Side, limit: Side, note: str = "") -> Result:
    """The line's result: median by median."""
    return Result(line, ours.median / limit.median, ours, limit, note)


def paired(line: Line, ours: Side, limit: Side, note: str = "") -> Result:
    """The line's result: the median of the ratios of each round and the one right after it.

    What makes the whole machine quicker or slower for seconds meets both of a pair.
    """
    ratios = [a / b for a, b in zip(ours.rounds, limit.rounds, strict=True)]
    return Result(line, median(ratios), ours, limit, note)


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    if not values:
        raise ValueError("nothing was measured")
    return sorted(values)[-(-len(values) * 95 // 100) - 1]
