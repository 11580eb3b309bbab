"""The same run for more Kunden than one process should hold: part by part, on any `concurrent.futures.Executor`.

Nothing here schedules: the parts are submitted in order, a few at a time, and their results come back in order. Whether
the executor has the processes of one machine (`ProcessPoolExecutor`) or those of a cluster (`Client.get_executor()` of
Dask) is its own affair.
"""

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from datetime import date
from functools import lru_cache
from typing import TypeVar

from attrs import frozen

from wiedervorlage.forecast import Wiedervorlage
from wiedervorlage.kunde import Kunde
from wiedervorlage.plugins import load_host
from wiedervorlage.pseudonym import Pseudonyme
from wiedervorlage.run import Run, start
from wiedervorlage.settings import Settings

R = TypeVar("R")
Teil = Callable[[], Iterable[Kunde]]


@frozen
class Auftrag:
    """What is the same for all parts; `jobcenter` is a KEY."""

    jobcenter: str
    stichtag: date
    settings: Settings
    pseudonyme: Pseudonyme | None = None


def in_parts(
    executor: Executor,
    auftrag: Auftrag,
    teile: Iterable[Teil],
    ergebnis: Callable[[Iterator[Wiedervorlage]], R],
    voraus: int = 4,
) -> Iterator[R]:
    """What `ergebnis` makes of the Wiedervorlagen of each part, in the order of the parts.

    Both `teile` and `ergebnis` are called where the work is done, so neither Kunden nor Wiedervorlagen travel: a part
    says where its Kunden are read, and the result is what is wanted of them, written files or counts. At most `voraus`
    parts are on their way at a time. What the whole house owes is not among them: no part knows all Kunden. Raises
    what `start`, a part or `ergebnis` raises.
    """
    roh = pickle.dumps(auftrag)
    unterwegs: deque[Future[R]] = deque()
    for teil in teile:
        unterwegs.append(executor.submit(_answer, roh, teil, ergebnis))
        if len(unterwegs) >= voraus:
            yield unterwegs.popleft().result()
    while unterwegs:
        yield unterwegs.popleft().result()


def _answer(roh: bytes, teil: Teil, ergebnis: Callable[[Iterator[Wiedervorlage]], R]) -> R:
    run = _run(roh)
    return ergebnis(w for kunde in teil() for w in run.wiedervorlagen(kunde))


@lru_cache(maxsize=1)
def _run(roh: bytes) -> Run:
    """The run, made ready once in each process."""
    auftrag: Auftrag = pickle.loads(roh)
    jobcenter = load_host().get(auftrag.jobcenter)
    return start(jobcenter, auftrag.stichtag, auftrag.settings, auftrag.pseudonyme)
