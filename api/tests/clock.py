"""A clock that only the tests advance."""


class Clock:
    """Stands still until it is told to advance; `now` is in seconds."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def advance(self, seconds: float) -> None:
        self.now += seconds
