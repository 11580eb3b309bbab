"""Each rule of a calendar file is broken once, so that no check can pass whatever comes."""

from datetime import UTC, date, datetime

import pytest
from outlook_rules import IN_BYTES, RULES, violations

from wiedervorlage.writers.entry import Entry
from wiedervorlage.writers.ics import render
from wiedervorlage.writers.series import Series

STAMP = datetime(2026, 2, 10, tzinfo=UTC)
EINTRAG = Entry(
    uid="0a",
    tag=date(2026, 2, 13),
    summary="Kontakt fällig",
    description="eins\nzwei",
    stamp=STAMP,
    categories=("Wiedervorlage",),
)
SERIE = Series(uid="0b", titel="Gruppe", beginn=datetime(2026, 2, 13, 9), stunden=3, ort="Raum 1", text="", stamp=STAMP)
GUT = render([EINTRAG], "Kontaktfristen KW 7", series=[SERIE])

# rule, what stands in a good file, what breaks it; each value once only
BRUECHE = [
    ("whole characters of UTF-8 in each line", b"f\xc3\xa4llig\r\nDTSTART", b"f\xe4llig\r\nDTSTART"),
    ("no BOM", b"BEGIN:VCALENDAR", b"\xef\xbb\xbfBEGIN:VCALENDAR"),
    ("CRLF", b"VERSION:2.0\r\n", b"VERSION:2.0\n"),
    ("CRLF", b"END:VCALENDAR\r\n", b"END:VCALENDAR"),
    ("at most 75 octets", b"LOCATION:Raum 1", b"LOCATION:" + b"x" * 67),
    ("whole characters of UTF-8 in each line", b"f\xc3\xa4llig\r\nDTSTART", b"f\xc3\r\n \xa4llig\r\nDTSTART"),
    *(
        ("no control or directional marks", b"Raum 1", f"Raum{zeichen}1".encode())
        for zeichen in "\0\t\v\x1b\x7f\x85\u200e\u202e\u2028\u2066\ufeff\uffff"
    ),
    ("components closed, one calendar", b"END:VEVENT\r\nBEGIN:VTIMEZONE", b"BEGIN:VTIMEZONE"),
    ("components closed, one calendar", b"END:VCALENDAR\r\n", b"END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
    ("components closed, one calendar", b"LOCATION:Raum 1", b"LOCATION:Raum\r\nX 1"),
    ("VERSION:2.0 and a PRODID", b"VERSION:2.0", b"VERSION:1.0"),
    ("VERSION:2.0 and a PRODID", b"PRODID:-//wiedervorlage//Wiedervorlage//DE\r\n", b""),
    ("METHOD:PUBLISH", b"METHOD:PUBLISH", b"METHOD:REQUEST"),
    ("METHOD:PUBLISH", b"METHOD:PUBLISH\r\n", b""),
    ("a name for the calendar that Outlook opens", b"X-WR-CALNAME:Kontaktfristen KW 7\r\n", b""),
    ("entries and their time zone, nothing else", b"END:VCALENDAR", b"BEGIN:VTODO\r\nEND:VTODO\r\nEND:VCALENDAR"),
    ("no meeting", b"SEQUENCE:0\r\nCATEGORIES", b"SEQUENCE:0\r\nORGANIZER:mailto:a@example.invalid\r\nCATEGORIES"),
    ("no meeting", b"LOCATION:Raum 1", b"ATTENDEE;CN=x:mailto:a@example.invalid"),
    ("no meeting", b"LOCATION:Raum 1", b"STATUS:CANCELLED"),
    ("nothing that Outlook misreads", b"LOCATION:Raum 1", b"X-ALT-DESC;FMTTYPE=text/html:<b>x</b>"),
    ("nothing that Outlook misreads", b"LOCATION:Raum 1", b"X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"),
    ("nothing that Outlook misreads", b"TZNAME:CET\r\n", b"TZNAME:CET\r\nRDATE:19970330T020000\r\n"),
    ("each entry a UID of its own", b"UID:0b", b"UID:0a"),
    ("each entry a UID of its own", b"UID:0a\r\n", b""),
    ("DTSTAMP in UTC and a SEQUENCE", b"SEQUENCE:0\r\nCATEGORIES", b"CATEGORIES"),
    ("DTSTAMP in UTC and a SEQUENCE", b"T000000Z\r\nUID:0a", b"T000000\r\nUID:0a"),
    ("a SUMMARY", b"SUMMARY:Gruppe\r\n", b""),
    ("DTEND after the last day, both with VALUE=DATE", b"DTEND;VALUE=DATE:20260214", b"DTEND;VALUE=DATE:20260213"),
    ("DTEND after the last day, both with VALUE=DATE", b"DTEND;VALUE=DATE:20260214", b"DTEND:20260214T000000Z"),
    ("DTEND after the last day, both with VALUE=DATE", b"DTEND;VALUE=DATE:20260214\r\n", b""),
    ("days come once", b"DTEND;VALUE=DATE:20260214\r\n", b"DTEND;VALUE=DATE:20260214\r\nRRULE:FREQ=WEEKLY\r\n"),
    *(
        ("times of a zone that the file describes by yearly rules, coming again every week", gut, schlecht)
        for gut, schlecht in (
            (b"TZID:Europe/Berlin\r\nBEGIN:DAYLIGHT", b"TZID:Berlin\r\nBEGIN:DAYLIGHT"),
            (b"DTEND;TZID=Europe/Berlin:20260213T120000", b"DTEND;TZID=Europe/Berlin:20260213T090000"),
            (b"DTSTART;TZID=Europe/Berlin:", b"DTSTART:"),
            (b"RRULE:FREQ=WEEKLY", b"RRULE:FREQ=WEEKLY;COUNT=3"),
            (b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n", b""),
        )
    ),
    ("CLASS:PRIVATE on each day", b"CLASS:PRIVATE", b"CLASS:PUBLIC"),
    ("CLASS:PRIVATE on each day", b"CLASS:PRIVATE\r\n", b""),
    ("TRANSP and BUSYSTATUS agree, free on each day", b"X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n", b""),
    ("TRANSP and BUSYSTATUS agree, free on each day", b"TRANSP:TRANSPARENT\r\n", b""),
    ("TRANSP and BUSYSTATUS agree, free on each day", b"TRANSP:OPAQUE\r\n", b""),
    ("CATEGORIES on one line", b"CLASS:PRIVATE", b"CATEGORIES:zwei\r\nCLASS:PRIVATE"),
    *(
        ("at most one VALARM, the last part, not after the start", gut, schlecht)
        for gut, schlecht in (
            (b"TRIGGER:-PT15H", b"TRIGGER:PT9H"),
            (b"TRIGGER:-PT15H", b"TRIGGER;VALUE=DATE-TIME:20260212T080000Z"),
            (b"TRIGGER:-PT15H", b"TRIGGER;RELATED=END:-PT15H"),
            (b"ACTION:DISPLAY", b"ACTION:AUDIO"),
            (b"END:VALARM\r\n", b"END:VALARM\r\nPRIORITY:1\r\n"),
            (
                b"END:VALARM\r\n",
                b"END:VALARM\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT1H\r\nEND:VALARM\r\n",
            ),
        )
    ),
    ("line breaks in DESCRIPTION only", b"SUMMARY:Kontakt f", b"SUMMARY:Kontakt\\nf"),
    ("line breaks in DESCRIPTION only", b"CATEGORIES:Wiedervorlage\r\nCLASS", b"CATEGORIES:a\\Nb\r\nCLASS"),
    ("texts escaped", b"LOCATION:Raum 1", b"LOCATION:Raum 1, links"),
    ("texts escaped", b"LOCATION:Raum 1", b"LOCATION:Raum \\1"),
]


def test_a_good_file_keeps_all() -> None:
    assert violations(GUT) == set()


@pytest.mark.parametrize(("regel", "gut", "schlecht"), BRUECHE)
def test_is_seen_to_be_broken(regel: str, gut: bytes, schlecht: bytes) -> None:
    assert gut in GUT
    assert violations(GUT.replace(gut, schlecht, 1)) == {regel}


def test_every_rule_is_broken_once() -> None:
    assert {regel for regel, *_ in BRUECHE} == RULES.keys() | IN_BYTES.keys()


def test_a_calendar_without_entries_breaks_one() -> None:
    leer = GUT[: GUT.index(b"BEGIN:VEVENT")] + b"END:VCALENDAR\r\n"
    assert violations(leer) == {"entries and their time zone, nothing else"}
