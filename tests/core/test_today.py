"""Today is a day in Germany, wherever the computer stands."""

import sys
import zoneinfo
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from wiedervorlage.cli.options import heute

LISTE = str(Path(__file__).parents[2] / "examples" / "emden.csv")


@pytest.fixture
def no_time_zones(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let neither the system nor the package know any."""
    monkeypatch.setitem(sys.modules, "tzdata", None)
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath()


CHECK = ("check", LISTE, "--jobcenter", "emden")


@pytest.mark.usefixtures("no_time_zones")
class TestWithoutTimeZones:
    def test_nobody_knows_which_day_it_is(self, call: Callable[..., Any]) -> None:
        result = call(*CHECK)
        assert result.status == 2
        assert (
            "Dieses System kennt keine Zeitzonen, deshalb ist unbekannt, welcher Tag heute ist; bitte den Stichtag mit "
            "--on angeben oder das Paket tzdata installieren."
        ) in result.err

    def test_a_stichtag_that_is_given_needs_none(self, call: Callable[..., Any]) -> None:
        assert call(*CHECK, "--on", "2026-11-23").status == 0


def test_with_them_today_is_known() -> None:
    assert abs(heute() - datetime.now(UTC).date()) <= timedelta(days=1)
