"""What all tests can build on."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from wiedervorlage.cli import main


class Result(NamedTuple):
    """What a call of the command line came to."""

    status: int
    out: str
    err: str


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Result]:
    """Calls the command line in an empty folder, with the configuration folder `config` in it."""
    monkeypatch.setenv("WIEDERVORLAGE_CONFIG", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)

    def call(*args: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["wiedervorlage", *args])
        with pytest.raises(SystemExit) as ende:
            main()
            raise SystemExit(0)
        return Result(int(ende.value.code or 0), *capfd.readouterr())

    return call
