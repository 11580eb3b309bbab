"""Today is a day in Germany, wherever the computer stands."""

import sys
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wiedervorlage.cli import main
from wiedervorlage.cli.options import heute

LISTE = str(Path(__file__).parents[2] / "examples" / "emden.csv")


@pytest.fixture
def no_time_zones(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Let neither the system nor the package know any."""
    monkeypatch.setitem(sys.modules, "tzdata", None)
    monkeypatch.setenv("WIEDERVORLAGE_CONFIG", str(tmp_path))
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath()


def call(monkeypatch: pytest.MonkeyPatch, *args: str) -> int:
    monkeypatch.setattr(sys, "argv", ["wiedervorlage", "check", LISTE, "--jobcenter", "emden", *args])
    with pytest.raises(SystemExit) as ende:
        main()
    return int(ende.value.code or 0)


@pytest.mark.usefixtures("no_time_zones")
class TestWithoutTimeZones:
    def test_nobody_knows_which_day_it_is(
        self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        assert call(monkeypatch) == 2
        assert (
            "Dieses System kennt keine Zeitzonen, deshalb ist unbekannt, welcher Tag heute ist; bitte den Stichtag mit "
            "--on angeben oder das Paket tzdata installieren."
        ) in capfd.readouterr().err

    def test_a_stichtag_that_is_given_needs_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert call(monkeypatch, "--on", "2026-11-23") == 0


def test_with_them_today_is_known() -> None:
    assert abs(heute() - datetime.now(UTC).date()) <= timedelta(days=1)
