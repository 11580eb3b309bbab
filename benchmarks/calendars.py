"""Calendar entries written as iCalendar: ours, icalendar's own objects, and a string template that escapes nothing."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from hashlib import blake2b

from icalendar import CLASS, TRANSP, Alarm, Calendar, Event

from benchmarks.result import Row, interleaved, times
from wiedervorlage.forecast.result import Status, Wiedervorlage
from wiedervorlage.writers.entry import Entry, entry_for
from wiedervorlage.writers.ics import PRODID, render

GRUPPE = "Kalender"
EINTRAEGE = 10_000
STICHTAG = date(2026, 11, 23)
NAME = "Kontaktfristen KW 48"
CHECKLISTE = (
    "Integrationsprognose, Strategie und Plan auf Aktualität prüfen",
    "Stellensuchlauf durchführen und dokumentieren",
    "Vereinbarungen aus dem letzten Kontakt nachhalten",
    "Ergebnis im Beratungsvermerk begründen",
)


def measure(scale: float) -> list[Row]:
    """Write the calendar of 10,000 entries in three ways, after a look whether they say the same."""
    anzahl = max(1, round(EINTRAEGE * scale))
    entries = _entries(anzahl)
    unser, langsam = render(entries, NAME), _with_objects(entries)
    if unser != langsam or Calendar.from_ical(unser) != Calendar.from_ical(langsam):
        raise AssertionError("the calendars differ")
    if _with_template(entries).count(b"BEGIN:VEVENT") != anzahl:
        raise AssertionError("the template lost entries")
    wege = {
        "wiedervorlage": partial(render, entries, NAME),
        "icalendar, Event.new": partial(_with_objects, entries),
        "Schablone": partial(_with_template, entries),
    }
    sekunden = interleaved(wege)
    schneller = sekunden["icalendar, Event.new"] / sekunden["wiedervorlage"]
    langsamer = sekunden["wiedervorlage"] / sekunden["Schablone"]
    return [
        Row(
            GRUPPE,
            "wiedervorlage",
            sekunden["wiedervorlage"],
            anzahl,
            f"{times(schneller)} so schnell wie icalendar, {times(langsamer)} so lange wie die Schablone",
            "8-mal icalendar, 6-mal Schablone",
            schneller >= 8 and langsamer <= 6,
        ),
        *(Row(GRUPPE, name, sekunden[name], anzahl) for name in ("icalendar, Event.new", "Schablone")),
    ]


def _entries(anzahl: int) -> list[Entry]:
    nummern = range(anzahl)
    return [entry_for(_item(nr), _hex("uid", nr, 16), STICHTAG, regelnummer=nr % 11) for nr in nummern]


def _item(nummer: int) -> Wiedervorlage:
    """Forty days, four statuses: about as many different texts as a house of that size has."""
    status = (Status.OFFEN, Status.KOMMEND, Status.UEBERFAELLIG, Status.UNBESTIMMT)[nummer % 4]
    return Wiedervorlage(
        kundennummer=f"000X{nummer:06}",
        betreuer=None,
        pflicht="Folgekontakt",
        regel="marktnah",
        status=status,
        faellig=STICHTAG + timedelta(days=nummer * 7 % 90 - 20),
        eintrag=STICHTAG + timedelta(days=nummer * 3 % 40),
        kontaktarten=frozenset({"persoenlich", "telefonisch"}) if nummer % 3 else frozenset(),
        checkliste=CHECKLISTE,
        vorgang=_hex("vorgang", nummer, 4).upper(),
        prioritaet=1 + nummer % 4,
    )


def _hex(zweck: str, nummer: int, laenge: int) -> str:
    return blake2b(f"{zweck}{nummer}".encode(), digest_size=laenge).hexdigest()


def _with_objects(entries: Sequence[Entry]) -> bytes:
    """The way the documentation of icalendar shows."""
    kalender = Calendar.new(prodid=PRODID, method="PUBLISH", name=NAME)
    del kalender["UID"]
    for entry in sorted(entries, key=lambda e: (e.tag, e.uid)):
        event = Event.new(
            uid=entry.uid,
            start=entry.tag,
            end=entry.tag + timedelta(days=1),
            stamp=entry.stamp,
            summary=entry.summary,
            description=entry.description,
            categories=list(entry.categories),
            classification=CLASS.PRIVATE,
            priority=entry.priority,
            sequence=entry.sequence,
            transparency=TRANSP.TRANSPARENT,
        )
        event.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
        if entry.alarm is not None:
            alarm = Alarm()
            alarm.add("ACTION", "DISPLAY")
            alarm.add("DESCRIPTION", entry.summary)
            alarm.add("TRIGGER", entry.alarm)
            event.add_component(alarm)
        kalender.add_component(event)
    return bytes(kalender.to_ical())


_SCHABLONE = """\
BEGIN:VEVENT
SUMMARY:{0.summary}
DTSTART;VALUE=DATE:{0.tag:%Y%m%d}
DTEND;VALUE=DATE:{1:%Y%m%d}
DTSTAMP:{0.stamp:%Y%m%dT%H%M%SZ}
UID:{0.uid}
SEQUENCE:{0.sequence}
CATEGORIES:Wiedervorlage
CLASS:PRIVATE
DESCRIPTION:{2}
PRIORITY:{0.priority}
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:{0.summary}
TRIGGER:-PT15H
END:VALARM
END:VEVENT
""".replace("\n", "\r\n")


def _with_template(entries: Sequence[Entry]) -> bytes:
    """What a script in a hurry does: no folding, no order, only line breaks and commas of the description escaped."""
    kopf = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODID}\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:{NAME}\r\n"
    tag = timedelta(days=1)
    teile = (_SCHABLONE.format(e, e.tag + tag, e.description.replace(",", "\\,").replace("\n", "\\n")) for e in entries)
    return "".join((kopf, *teile, "END:VCALENDAR\r\n")).encode()
