"""Calendars as iCalendar files (RFC 5545) that Outlook, Thunderbird and Evolution open.

Every property is there for a reason, and so is every absence: with ORGANIZER or ATTENDEE Outlook makes meetings of the
entries, VTODO it does not import, and X-MICROSOFT-CDO-ALLDAYEVENT should not be written beside `DTSTART;VALUE=DATE`
([MS-OXCICAL] 2.1.3.1.1.20.28).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from attrs import evolve
from icalendar import CLASS, TRANSP, Calendar, Event, vCategory, vDDDTypes, vInt, vText

from wiedervorlage.frist import TAG
from wiedervorlage.writers.entry import KATEGORIE, Entry
from wiedervorlage.writers.series import Series, render_series
from wiedervorlage.writers.text import single_line

PRODID: Final = "-//wiedervorlage//Wiedervorlage//DE"

_LAENGSTER_NAME: Final = 200
_ENDE: Final = b"END:VCALENDAR\r\n"

# icalendar serialises 3,000 events a second as objects, five times as many line by line; its folding and escaping
# do the work in both ways, and a test holds the bytes of the two equal.
_EVENT: Final = Event()


def render(entries: Sequence[Entry], name: str, prodid: str = PRODID, series: Sequence[Series] = ()) -> bytes:
    """Write one calendar, a full snapshot named `name`, sorted by day; equal entries give equal bytes in any order.

    Outlook names the calendar it opens after X-WR-CALNAME ([MS-OXCICAL]). An entry whose UID came before gets a number
    behind it, since some readers keep only one entry of a UID. Raises ValueError without entries, because a calendar
    has at least one component (RFC 5545, section 3.6).
    """
    if not entries and not series:
        raise ValueError("a calendar needs at least one entry")
    return b"".join((_kopf(name, prodid), *map(_event, _geordnet(entries)), render_series(series), _ENDE))


def _geordnet(entries: Iterable[Entry]) -> Iterator[Entry]:
    gesehen: Counter[str] = Counter()
    for entry in sorted(entries, key=lambda e: (e.tag, e.uid, e.summary, e.description)):
        gesehen[entry.uid] += 1
        mal = gesehen[entry.uid]
        yield entry if mal == 1 else evolve(entry, uid=f"{entry.uid}-{mal}")


def _kopf(name: str, prodid: str) -> bytes:
    text = vText(single_line(name, _LAENGSTER_NAME) or KATEGORIE)  # a str would be written without escapes
    kalender = Calendar.new(prodid=prodid, method="PUBLISH", name=text)
    del kalender["UID"]  # optional (RFC 7986, section 5.3), and a random one would change the bytes every run
    return bytes(kalender.to_ical()).removesuffix(_ENDE)


def _line(name: str, value: object) -> bytes:
    """One content line, escaped, folded at 75 octets and ended (RFC 5545, sections 3.1 and 3.3.11)."""
    return bytes(_EVENT.content_line(name, value).to_ical()) + b"\r\n"


@lru_cache(maxsize=4096)
def _repeated(name: str, value: datetime | date | timedelta | int | str | tuple[str, ...]) -> bytes:
    """Give a line whose value many entries share."""
    match value:
        case str():
            return _line(name, vText(value))
        case int():
            return _line(name, vInt(value))
        case tuple():
            return _line(name, vCategory(list(value)))
        case _:
            return _line(name, vDDDTypes(value))


_ANFANG: Final = _line("BEGIN", vText("VEVENT"))
_PRIVATE: Final = _line("CLASS", vText(CLASS.PRIVATE.value))
# the latter wins in Outlook ([MS-OXCICAL] 2.1.3.1.1.20.25 and .31)
_FREI: Final = _line("TRANSP", vText(TRANSP.TRANSPARENT.value)) + _line("X-MICROSOFT-CDO-BUSYSTATUS", vText("FREE"))
_ALARM: Final = _line("BEGIN", vText("VALARM")) + _line("ACTION", vText("DISPLAY"))
_ALARM_ENDE: Final = _line("END", vText("VALARM"))
_SCHLUSS: Final = _line("END", vText("VEVENT"))


def _event(entry: Entry) -> bytes:
    """One VEVENT, its lines in the order in which icalendar writes them."""
    return b"".join(
        (
            _ANFANG,
            _line("SUMMARY", vText(entry.summary)),
            _repeated("DTSTART", entry.tag),
            _repeated("DTEND", entry.tag + TAG),  # exclusive (RFC 5545, section 3.6.1)
            _repeated("DTSTAMP", entry.stamp),
            _line("UID", vText(entry.uid)),
            _repeated("SEQUENCE", entry.sequence),
            _repeated("CATEGORIES", entry.categories) if entry.categories else b"",
            _PRIVATE,
            _repeated("DESCRIPTION", entry.description) if entry.description else b"",  # libical drops empty lines
            b"" if entry.priority is None else _repeated("PRIORITY", entry.priority),
            _FREI,
            b"" if entry.alarm is None else _alarm(entry.summary, entry.alarm),
            _SCHLUSS,
        )
    )


def _alarm(text: str, trigger: timedelta) -> bytes:
    """The one VALARM that Outlook allows, last in its event (RFC 5545, section 3.6.6; [MS-OXCICAL])."""
    return _ALARM + _line("DESCRIPTION", vText(text)) + _repeated("TRIGGER", trigger) + _ALARM_ENDE
