"""The cases of the folder beside the checkout hold, where there is one; those of a plugin its own tests ask."""

from pathlib import Path

import pytest

from wiedervorlage.cases import Fall, load_cases, verify
from wiedervorlage.plugins import load_host

ROOT = Path(__file__).parents[1]
HOST = load_host()


def faelle() -> list:
    return [
        pytest.param(datei.jobcenter, fall, id=f"{datei.jobcenter}: {fall.name}")
        for datei in map(load_cases, sorted(ROOT.glob("../shared/cases/*.toml")))
        if datei.jobcenter in HOST.jobcenter
        for fall in datei.faelle
    ]


@pytest.mark.parametrize(("jobcenter", "fall"), faelle())
def test_case_holds(jobcenter: str, fall: Fall) -> None:
    assert verify(fall, HOST.get(jobcenter)) == []


def test_no_plugin_is_broken() -> None:
    assert HOST.probleme == ()
    assert len(HOST.jobcenter) == len(list(ROOT.glob("plugins/*/pyproject.toml")))
