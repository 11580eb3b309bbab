"""The country: all of Germany through the same interpreter, part by part, in one process, in two, and on Dask."""

import logging
import resource
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from attrs import frozen

from benchmarks import generator
from benchmarks.result import Row, times
from wiedervorlage.batch import Auftrag, Teil, in_parts
from wiedervorlage.forecast import Wiedervorlage
from wiedervorlage.kunde import Kunde
from wiedervorlage.settings import Settings

GRUPPE: Final = "Das ganze Land"
KUNDEN: Final = 4_000_000
TEIL: Final = 20_000
AUFTRAG: Final = Auftrag("weimarer-land", generator.STICHTAG, Settings())


@frozen
class Summe:
    """What one part, or all of them, came to: items by status, seconds of the rules, peak memory in bytes."""

    status: Counter[str]
    regelzeit: float
    speicher: int


def measure(scale: float) -> list[Row]:
    """A tenth of the country on each executor, with the same totals; then all of it in two processes."""
    anzahl = max(round(KUNDEN * scale / TEIL), 20) * TEIL
    zehntel = anzahl // TEIL // 10 * TEIL
    gemessen = {name: _measured(art, zehntel) for name, art in _EXECUTORS.items()}
    eine, erste = gemessen["ein Prozess"]
    rows = []
    for name, (sekunden, summe) in gemessen.items():
        if summe.status != erste.status:
            raise AssertionError(f"{name}: {summe.status} statt {erste.status}")
        ratio, einer = eine / sekunden, name == "ein Prozess"
        verhaeltnis = "" if einer else f"{times(ratio)} ein Prozess"
        ziel, erreicht = ("", None) if einer else ("1,7-mal ein Prozess", ratio >= 1.7)
        rows.append(Row(GRUPPE, f"ein Zehntel, {name}", sekunden, zehntel, verhaeltnis, ziel, erreicht, summe.speicher))
    je = erste.regelzeit / zehntel
    sekunden, summe = _measured(_EXECUTORS["zwei Prozesse"], anzahl)
    wachstum = summe.speicher / gemessen["zwei Prozesse"][1].speicher
    return [
        *rows,
        Row(GRUPPE, "nur die Regeln, je Kern", erste.regelzeit, zehntel, "", "unter 10 µs je Kunde", je < 10e-6),
        Row(
            GRUPPE, "das ganze Land, zwei Prozesse", sekunden, anzahl,
            f"Speicher wächst auf das {wachstum:.2f}-Fache".replace(".", ","), "unabhängig von der Zahl der Kunden",
            wachstum < 1.1, summe.speicher,
        ),
    ]  # fmt: skip


def _measured(art: "_Art", anzahl: int) -> tuple[float, Summe]:
    teile: list[Teil] = [partial(_kunden, beginn) for beginn in range(0, anzahl, TEIL)]
    with art() as executor:
        list(in_parts(executor, AUFTRAG, teile[:4], _summary))  # the processes are there and ready
        beginn = time.perf_counter()
        summen = list(in_parts(executor, AUFTRAG, teile, _summary))
        sekunden = time.perf_counter() - beginn
    status = sum((s.status for s in summen), Counter[str]())
    return sekunden, Summe(status, sum(s.regelzeit for s in summen), max(s.speicher for s in summen))


def _kunden(beginn: int) -> list[Kunde]:
    return [generator.kunde(satz) for satz in generator.flat(TEIL, beginn=beginn)]


def _summary(wiedervorlagen: Iterator[Wiedervorlage]) -> Summe:
    beginn = time.process_time()
    status = Counter(str(w.status) for w in wiedervorlagen)
    return Summe(status, time.process_time() - beginn, _peak())


def _peak() -> int:
    """Peak memory of this process in bytes; `ru_maxrss` would count what its parent had when it was started."""
    stand = Path("/proc/self/status")
    if not stand.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (zeile,) = (z for z in stand.read_text(encoding="ascii").splitlines() if z.startswith("VmHWM"))
    return int(zeile.split()[1]) * 1024


# --- executors -------------------------------------------------------------------------------------------------------


def _processes(anzahl: int) -> AbstractContextManager[Executor]:
    return ProcessPoolExecutor(anzahl, get_context("spawn"))


@contextmanager
def _dask(anzahl: int) -> Iterator[Executor]:
    from distributed import Client, LocalCluster

    with (
        LocalCluster(
            n_workers=anzahl, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client.get_executor(pure=False)


_Art = partial[AbstractContextManager[Executor]]
_EXECUTORS: Final[dict[str, _Art]] = {
    "ein Prozess": partial(_processes, 1),
    "zwei Prozesse": partial(_processes, 2),
    "Dask, zwei Prozesse": partial(_dask, 2),
}
