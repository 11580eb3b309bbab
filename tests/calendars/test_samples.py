"""The calendars of the samples: every rule kept, and every program reads the same."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from exported import JOBCENTER
from foreign_readers import Reader, Vobject
from outlook_rules import violations

Samples = dict[str, dict[str, bytes]]


@pytest.mark.parametrize("jobcenter", JOBCENTER)
class TestEveryFile:
    def test_keeps_every_rule(self, samples: Samples, jobcenter: str) -> None:
        dateien = samples[jobcenter]
        assert dateien
        assert {name: broken for name, inhalt in dateien.items() if (broken := violations(inhalt))} == {}

    def test_is_read_alike_by_every_program(self, samples: Samples, jobcenter: str, reader: Reader) -> None:
        for name, inhalt in samples[jobcenter].items():
            kalender, eintraege = reader.read(inhalt)
            assert kalender == "Kontaktfristen KW 48"
            assert len(eintraege) == inhalt.count(b"BEGIN:VEVENT")
            assert eintraege == Vobject().read(inhalt)[1], name

    def test_has_days_of_the_next_eight_weeks_with_an_alarm_each(
        self, samples: Samples, jobcenter: str, reader: Reader
    ) -> None:
        tage = [e for inhalt in samples[jobcenter].values() for e in reader.read(inhalt)[1] if not e.zone]
        assert {(e.categories, *(sekunden for sekunden, *_ in e.alarms)) for e in tage} == {
            (("Wiedervorlage",), -15 * 3600)
        }
        assert "2026-11-23" <= min(e.start for e in tage) <= max(e.start for e in tage) <= "2027-01-18"


class TestGroupDates:
    @pytest.fixture
    def datei(self, samples: Samples) -> bytes:
        return samples["goettingen"]["jobakademie.ics"]

    def test_are_one_weekly_series(self, datei: bytes, reader: Reader) -> None:
        (serie,) = reader.read(datei)[1]
        assert (serie.start, serie.end) == ("2026-11-23T09:00:00", "2026-11-23T12:00:00")
        assert (serie.zone, serie.rrule) == ("Europe/Berlin", "FREQ=WEEKLY")
        assert (serie.summary, serie.location) == ("Gruppencoaching", "Raum 1, Süd; links")
        assert (serie.transp, serie.busy, serie.categories) == ("OPAQUE", "BUSY", ("Wiedervorlage",))

    def test_begin_at_nine_in_winter_and_in_summer(self, datei: bytes, reader: Reader) -> None:
        (tage,) = reader.occurrences(datei, 52)
        montage = [datetime(2026, 11, 23, 9) + timedelta(weeks=n) for n in range(52)]
        assert [t.astimezone(ZoneInfo("Europe/Berlin")).replace(tzinfo=None) for t in tage] == montage
        assert {t.hour for t in tage} == {7, 8}  # in UTC, by summer and winter time
