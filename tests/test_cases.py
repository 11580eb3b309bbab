"""Every case of every plugin holds, and those of the folder beside the checkout where there is one."""

from pathlib import Path

import pytest

from wiedervorlage.cases import Fall, load_cases, verify
from wiedervorlage.plugins import load_host

ROOT = Path(__file__).parents[1]
DATEIEN = sorted([*ROOT.glob("plugins/*/src/*/faelle.toml"), *ROOT.glob("../shared/cases/*.toml")])
HOST = load_host()


def faelle() -> list:
    return [
        pytest.param(datei.jobcenter, fall, id=f"{datei.jobcenter}: {fall.name}")
        for datei in map(load_cases, DATEIEN)
        if datei.jobcenter in HOST.jobcenter
        for fall in datei.faelle
    ]


@pytest.mark.parametrize(("jobcenter", "fall"), faelle())
def test_case_holds(jobcenter: str, fall: Fall) -> None:
    assert verify(fall, HOST.get(jobcenter)) == []


@pytest.mark.parametrize("jobcenter", sorted(HOST.jobcenter))
def test_every_row_decides_in_some_case(jobcenter: str) -> None:
    from wiedervorlage.cases import forecast

    plugin = HOST.get(jobcenter)
    (datei,) = [d for d in map(load_cases, ROOT.glob("plugins/*/src/*/faelle.toml")) if d.jobcenter == jobcenter]
    gewonnen = {w.regel for fall in datei.faelle for w in forecast(fall, plugin)}
    assert {r.id for k in plugin.konzepte for r in k.regeln} - gewonnen == set()


def test_no_plugin_is_broken() -> None:
    assert HOST.probleme == ()
    assert len(HOST.jobcenter) == len(list(ROOT.glob("plugins/*/pyproject.toml")))
