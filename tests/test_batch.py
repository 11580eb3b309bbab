"""More Kunden than one process should hold: part by part, on any executor."""

from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any

import pytest
from benchmarks import generator

from wiedervorlage.batch import Auftrag, in_parts
from wiedervorlage.errors import PluginError
from wiedervorlage.forecast import Wiedervorlage
from wiedervorlage.kunde import Kunde
from wiedervorlage.plugins import load_host
from wiedervorlage.pseudonym import Pseudonyme
from wiedervorlage.run import start
from wiedervorlage.settings import Settings

AUFTRAG = Auftrag("weimarer-land", generator.STICHTAG, Settings(), Pseudonyme(bytes(32)))


def kunden(beginn: int) -> list[Kunde]:
    return [generator.kunde(satz) for satz in generator.flat(20, beginn=beginn)]


def as_list(wiedervorlagen: Iterator[Wiedervorlage]) -> list[tuple[Any, ...]]:
    return [(w.vorgang, w.pflicht, w.regel, w.status, w.faellig, w.eintrag) for w in wiedervorlagen]


def teile(anzahl: int) -> list[partial[list[Kunde]]]:
    return [partial(kunden, beginn) for beginn in range(0, 20 * anzahl, 20)]


def in_one() -> list[tuple[Any, ...]]:
    run = start(load_host().get("weimarer-land"), AUFTRAG.stichtag, AUFTRAG.settings, AUFTRAG.pseudonyme)
    return [eintrag for beginn in range(0, 100, 20) for eintrag in as_list(run.all(kunden(beginn)))]


class Sofort(Executor):
    """Does everything at once and counts what has not been taken yet."""

    def __init__(self) -> None:
        self.offen = self.hoechstens = 0

    def submit(self, fn, /, *args, **kwargs):
        self.offen += 1
        self.hoechstens = max(self.hoechstens, self.offen)
        ergebnis: Future[Any] = Future()
        try:
            ergebnis.set_result(fn(*args, **kwargs))
        except Exception as fehler:
            ergebnis.set_exception(fehler)
        return ergebnis


def test_parts_come_to_what_the_list_comes_to() -> None:
    with ThreadPoolExecutor(2) as executor:
        gefunden = list(in_parts(executor, AUFTRAG, teile(5), as_list))
    assert len(gefunden) == 5
    assert [eintrag for teil in gefunden for eintrag in teil] == in_one()


def test_other_processes_come_to_the_same() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        gefunden = list(in_parts(executor, AUFTRAG, teile(5), as_list))
    assert [eintrag for teil in gefunden for eintrag in teil] == in_one()


@pytest.mark.parametrize("voraus", [1, 3])
def test_only_so_many_parts_are_on_their_way(voraus: int) -> None:
    sofort = Sofort()
    for _ in in_parts(sofort, AUFTRAG, teile(5), len_of, voraus=voraus):
        sofort.offen -= 1
    assert sofort.hoechstens == voraus


def len_of(wiedervorlagen: Iterator[Wiedervorlage]) -> int:
    return sum(1 for _ in wiedervorlagen)


def test_no_parts_no_results() -> None:
    assert list(in_parts(Sofort(), AUFTRAG, [], len_of)) == []


def test_an_unknown_jobcenter_is_told() -> None:
    fremd = Auftrag("nirgendwo", generator.STICHTAG, Settings())
    with pytest.raises(PluginError, match="„nirgendwo“ ist nicht installiert"):
        list(in_parts(Sofort(), fremd, teile(1), len_of))
