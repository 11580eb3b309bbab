"""Weekly group dates, the only entries with a time of day."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from wiedervorlage.export.calendars import calendars
from wiedervorlage.plugins import load_host
from wiedervorlage.pseudonym import Pseudonyme
from wiedervorlage.run import Run, start
from wiedervorlage.settings import Gruppentermin, Settings
from wiedervorlage.writers.ics import render
from wiedervorlage.writers.series import Series, first_day

STICHTAG = date(2026, 3, 25)


def serie(**felder: object) -> Series:
    vorgaben = {
        "uid": "0f",
        "titel": "Gruppencoaching",
        "beginn": datetime(2026, 3, 27, 9),
        "stunden": 3,
        "ort": "Raum 1",
        "text": "",
        "stamp": datetime(2026, 3, 25, tzinfo=UTC),
    }
    return Series(**vorgaben | felder)  # type: ignore[arg-type]


def run(jobcenter: str, *termine: Gruppentermin) -> Run:
    settings = Settings(gruppentermine=termine)
    return start(load_host().get(jobcenter), STICHTAG, settings, Pseudonyme(bytes(32)))


def termin(tag: int, teilnehmer: int | None = None) -> Gruppentermin:
    return Gruppentermin(tag, time(9), "Raum 1", teilnehmer)


@pytest.mark.parametrize(("wochentag", "tag"), [(2, 25), (3, 26), (4, 27), (0, 30), (1, 31)])
def test_begins_on_the_first_such_weekday_from_the_stichtag(wochentag: int, tag: int) -> None:
    assert first_day(STICHTAG, wochentag) == date(2026, 3, tag)


def test_is_three_hours_by_the_clock_every_week() -> None:
    text = render([], "Kontaktfristen KW 13", series=[serie()]).decode()
    assert "DTSTART;TZID=Europe/Berlin:20260327T090000\r\n" in text
    assert "DTEND;TZID=Europe/Berlin:20260327T120000\r\n" in text
    assert "RRULE:FREQ=WEEKLY\r\n" in text
    assert "PRIORITY:1\r\n" in text


def test_time_zone_has_two_yearly_rules_and_no_list_of_changes() -> None:
    text = render([], "x", series=[serie()]).decode()
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in text
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in text
    assert "RDATE" not in text


def test_time_zone_agrees_with_the_law_of_today() -> None:
    (zone,) = Calendar.from_ical(render([], "x", series=[serie()])).walk("VTIMEZONE")
    selbst = zone.to_tz(lookup_tzid=False)
    for tag in (
        datetime(2026, 3, 29, 1, 59),
        datetime(2026, 3, 29, 3),
        datetime(2026, 10, 25, 4),
        datetime(2027, 1, 1),
    ):
        assert tag.replace(tzinfo=selbst).utcoffset() == tag.replace(tzinfo=ZoneInfo("Europe/Berlin")).utcoffset()


def test_no_series_writes_no_time_zone() -> None:
    assert [k.series for k in calendars(run("goettingen"), [], [])] == []


def test_enters_the_calendar_of_the_jobakademie_alone() -> None:
    (kalender,) = calendars(run("goettingen", termin(0), termin(2), termin(4)), [], [])
    assert (kalender.fuer, kalender.name, len(kalender.series)) == ("jobakademie", "jobakademie", 3)
    assert {s.text for s in kalender.series} == {""}


def test_fewer_than_three_dates_or_five_participants_give_a_hint() -> None:
    (zwei,) = calendars(run("goettingen", termin(0), termin(2)), [], [])
    assert all("die Coaches entscheiden" in s.text for s in zwei.series)
    (drei,) = calendars(run("goettingen", termin(0, 5), termin(2, 4), termin(4)), [], [])
    assert [bool(s.text) for s in drei.series] == [False, True, False]


def test_a_concept_without_group_dates_has_none() -> None:
    assert calendars(run("emden", termin(0)), [], []) == []
