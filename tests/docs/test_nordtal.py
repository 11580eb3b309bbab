"""A directive that is none of the five fits the format: its plugin passes the suite that every plugin passes."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from wiedervorlage.plugins import load_host
from wiedervorlage.testing import CHECKS, Plugin

ORDNER = Path(__file__).with_name("nordtal")


@pytest.fixture(scope="module")
def nordtal() -> Iterator[Plugin]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.syspath_prepend(ORDNER.parent)
        yield Plugin("nordtal", load_host([EntryPoint("nordtal", "nordtal", "wiedervorlage")]))


@pytest.mark.parametrize("check", CHECKS)
def test_plugin_passes(check: str, nordtal: Plugin) -> None:
    assert CHECKS[check](nordtal) == []


def test_cases_are_asked(nordtal: Plugin) -> None:
    assert len(nordtal.faelle) >= 20


def test_every_wortlaut_stands_in_the_directive(nordtal: Plugin) -> None:
    (konzept,) = nordtal.jobcenter.konzepte
    weisung = (ORDNER / "weisung.md").read_text(encoding="utf-8")
    assert [r.wortlaut for r in (*konzept.regeln, *konzept.kontaktbegriffe) if r.wortlaut not in weisung] == []
