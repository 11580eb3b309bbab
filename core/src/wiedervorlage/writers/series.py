"""Weekly series of group dates: the only entries with a time of day."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from attrs import field, frozen
from icalendar import TRANSP, Event, Timezone, TimezoneDaylight, TimezoneStandard

from wiedervorlage.writers.entry import KATEGORIE
from wiedervorlage.writers.text import multi_line, single_line

ZONE: Final = "Europe/Berlin"


def _zeile(text: str) -> str:
    return single_line(text, 200)


@frozen(kw_only=True)
class Series:
    """A date that comes every week from `beginn` on, wall clock in Germany; `stamp` and `sequence` as of an Entry."""

    uid: str
    titel: str = field(converter=_zeile)
    beginn: datetime
    stunden: int
    ort: str = field(converter=_zeile)
    text: str
    stamp: datetime
    sequence: int = 0


def first_day(stichtag: date, wochentag: int) -> date:
    """The first such weekday (Monday is 0) on or after the Stichtag."""
    return stichtag + timedelta(days=(wochentag - stichtag.weekday()) % 7)


def render_series(series: Iterable[Series]) -> bytes:
    """The time zone and one VEVENT each, plainly weekly (`RRULE:FREQ=WEEKLY`); empty without any.

    In UTC a weekly date would move by an hour with summer time. The time zone is written with its two yearly rules,
    since Outlook reads lists of single changes (RDATE) wrongly.
    """
    teile = [_event(einer) for einer in sorted(series, key=lambda s: (s.beginn, s.uid))]
    return b"".join([bytes(_zone().to_ical()), *teile]) if teile else b""


def _event(serie: Series) -> bytes:
    event = Event()
    event.add("summary", serie.titel)
    event.add("dtstart", serie.beginn, parameters={"TZID": ZONE})
    event.add("dtend", serie.beginn + timedelta(hours=serie.stunden), parameters={"TZID": ZONE})
    event.add("dtstamp", serie.stamp)
    event.add("uid", serie.uid)
    event.add("sequence", serie.sequence)
    event.add("categories", [KATEGORIE])
    event.add("rrule", {"freq": "weekly"})
    event.add("transp", TRANSP.OPAQUE.value)  # unlike a day on which something is due, the hours are taken
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY")
    event.add("priority", 1)
    if serie.ort:
        event.add("location", serie.ort)
    if serie.text:
        event.add("description", multi_line(serie.text, 2000))
    return bytes(event.to_ical())


def _zone() -> Timezone:
    """Central European time by the rule of Directive 2000/84/EC, in force since 1996."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    for klasse, monat, stunde, von, nach, name in (
        (TimezoneDaylight, 3, 2, 1, 2, "CEST"),
        (TimezoneStandard, 10, 3, 2, 1, "CET"),
    ):
        teil = klasse()
        teil.add("tzname", name)
        teil.add("tzoffsetfrom", timedelta(hours=von))
        teil.add("tzoffsetto", timedelta(hours=nach))
        teil.add("dtstart", datetime(1996, monat, 31 if monat == 3 else 27, stunde))
        teil.add("rrule", {"freq": "yearly", "bymonth": monat, "byday": "-1su"})
        zone.add_component(teil)
    return zone
