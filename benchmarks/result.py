"""What every measurement comes to: one row of the table and of results.json.

Each module of this folder that measures has `measure(scale: float) -> list[Row]`; `scale` 1 is the full size.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

from attrs import frozen


@frozen
class Row:
    """One way of doing one thing. Times are seconds."""

    gruppe: str
    name: str
    sekunden: float
    """Median of the rounds."""
    anzahl: int
    """How many things were done in that time: Kunden, calendar entries, program starts."""
    verhaeltnis: str = ""
    """How it compares, in words: "5,2-mal so schnell wie von Hand"."""
    ziel: str = ""
    erreicht: bool | None = None
    """None where there is no goal."""
    speicher: int | None = None
    """Peak memory in bytes, where it was measured."""

    @property
    def je_einheit(self) -> float:
        """Seconds for one of them."""
        return self.sekunden / self.anzahl


def interleaved(ways: dict[str, Callable[[], Any]], rounds: int = 3) -> dict[str, float]:
    """Median seconds of each way; the ways take turns, so that a busy moment of the machine meets all of them."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            begin = time.perf_counter()
            way()
            seconds[name].append(time.perf_counter() - begin)
    return {name: statistics.median(times) for name, times in seconds.items()}


def times(ratio: float) -> str:
    """A ratio in German: "5,2-mal"."""
    return f"{ratio:.1f}-mal".replace(".", ",")
