"""A directive that is none of the five fits the format: its cases hold, and each of its rows decides."""

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from wiedervorlage.cases import Fall, forecast, load_cases, verify
from wiedervorlage.plugins import Jobcenter, load_host

ORDNER = Path(__file__).with_name("nordtal")
FAELLE = load_cases(ORDNER / "faelle.toml").faelle


@pytest.fixture
def nordtal(monkeypatch: pytest.MonkeyPatch) -> Jobcenter:
    monkeypatch.syspath_prepend(ORDNER.parent)
    return load_host([EntryPoint("nordtal", "nordtal", "wiedervorlage")]).get("nordtal")


@pytest.mark.parametrize("fall", FAELLE, ids=lambda fall: fall.name)
def test_case_holds(fall: Fall, nordtal: Jobcenter) -> None:
    assert verify(fall, nordtal) == []


def test_every_row_decides_in_some_case(nordtal: Jobcenter) -> None:
    (konzept,) = nordtal.konzepte
    gewonnen = {w.regel for fall in FAELLE for w in forecast(fall, nordtal)}
    assert {regel.id for regel in konzept.regeln} == gewonnen


def test_every_wortlaut_stands_in_the_directive(nordtal: Jobcenter) -> None:
    (konzept,) = nordtal.konzepte
    weisung = (ORDNER / "weisung.md").read_text(encoding="utf-8")
    assert [r.wortlaut for r in (*konzept.regeln, *konzept.kontaktbegriffe) if r.wortlaut not in weisung] == []
