"""What is decided once for many Kunden comes to the same as deciding it for each of them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from benchmarks import generator

from wiedervorlage.cases import load_cases
from wiedervorlage.forecast import Wiedervorlage, clocks
from wiedervorlage.forecast.clocks import Uhren
from wiedervorlage.forecast.gestalt import Gestalten
from wiedervorlage.kunde import UNLESBAR, Kunde
from wiedervorlage.plugins import load_host
from wiedervorlage.readers import structure_kunde
from wiedervorlage.run import Run, start
from wiedervorlage.settings import Settings

ROOT = Path(__file__).parents[2]
HOST = load_host()
DATEIEN = [load_cases(p) for p in sorted(ROOT.glob("plugins/*/src/*/faelle.toml"))]


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Only the long way, while this is not undone."""
    monkeypatch.setattr(Gestalten, "of", lambda *_: None)
    monkeypatch.setattr(Uhren, "woran", lambda *_: None)
    return monkeypatch


def answers(run: Run, kunden: list[Kunde]) -> list[tuple[Wiedervorlage, tuple[str, ...]]]:
    return [(w, w.begruendung) for kunde in kunden for w in run.wiedervorlagen(kunde)]


def variants(kunde: Kunde) -> Iterator[Kunde]:
    """The Kunde, without each of its values, and with each of them unreadable."""
    yield kunde
    for name in kunde.werte:
        yield evolve(kunde, werte={n: w for n, w in kunde.werte.items() if n != name})
        yield evolve(kunde, werte={**kunde.werte, name: UNLESBAR})


@pytest.mark.parametrize("datei", DATEIEN, ids=lambda d: d.jobcenter)
def test_every_case_comes_to_the_same(datei, full: pytest.MonkeyPatch) -> None:
    jobcenter = HOST.get(datei.jobcenter)
    je_tag: dict[tuple[date, str], tuple[Settings, list[Kunde]]] = {}
    for fall in datei.faelle:
        konzept = jobcenter.konzept(fall.stichtag)
        settings = Settings().with_flat(konzept, fall.einstellungen)
        kunde, _ = structure_kunde(fall.kunde, konzept.felder)
        je_tag.setdefault((fall.stichtag, repr(fall.einstellungen)), (settings, []))[1].extend(variants(kunde))
    lang = {key: answers(start(jobcenter, key[0], settings), kunden) for key, (settings, kunden) in je_tag.items()}
    full.undo()
    for key, (settings, kunden) in je_tag.items():
        run = start(jobcenter, key[0], settings)
        assert answers(run, kunden) == lang[key]
        assert answers(run, kunden) == lang[key]  # the second time from memory


def test_a_list_comes_to_the_same(full: pytest.MonkeyPatch) -> None:
    kunden = [generator.kunde(satz) for satz in generator.flat(1_500, seed=7)]
    jobcenter = HOST.get("weimarer-land")
    lang = answers(start(jobcenter, generator.STICHTAG, Settings()), kunden)
    full.undo()
    assert answers(start(jobcenter, generator.STICHTAG, Settings()), kunden) == lang


def test_what_is_kept_does_not_grow_with_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks, "HOECHSTENS", 10)
    run = start(HOST.get("weimarer-land"), generator.STICHTAG, Settings())
    gross = 0
    for satz in generator.flat(200):
        run.wiedervorlagen(generator.kunde(satz))
        gross = max(gross, len(run.forecaster._uhren))
    assert gross == 10


def test_a_field_whose_day_is_used_is_not_plain() -> None:
    from wiedervorlage.forecast.gestalt import _plain

    plain = _plain(HOST.get("weimarer-land").konzept(generator.STICHTAG)).keys()
    assert {"geburtsdatum", "status", "integrationsprognose", "arbeitslos_seit", "flucht_asyl"} <= plain
    assert not {"zugang", "erstgespraech", "bewilligung_bis", "wiedervorlage_am", "ausgesetzt_bis"} & plain


def test_a_birthday_apart_is_another_gestalt() -> None:
    run = start(HOST.get("weimarer-land"), date(2026, 2, 10), Settings())

    def gestalt(geboren: date) -> object:
        return run.forecaster.evaluate(Kunde("000X1", werte={"geburtsdatum": geboren})).gestalt

    assert gestalt(date(2001, 2, 11)) is gestalt(date(2010, 1, 1))  # under 25
    assert gestalt(date(2001, 2, 10)) is gestalt(date(1970, 1, 1))  # 25 on the Stichtag
    assert gestalt(date(2001, 2, 11)) is not gestalt(date(2001, 2, 10))
